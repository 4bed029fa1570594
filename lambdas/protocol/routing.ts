// Who of a department is offered the next chat, by the strategy that the department has chosen. Pure.
import type { DepartmentSettings, Strategy } from './department-settings.ts';
import type { Tally } from './desk-frames.ts';
import type { Colleague } from './operator-frames.ts';

/** Somebody of the department who is available. Times in ms since 1970. */
export interface Candidate {
  readonly operatorId: string;
  /** The chats that they are in, and those that are offered to them just now. */
  readonly chatsNow: number;
  /** Most chats at once: the smaller one of the department's and their own limit. */
  readonly limit: number;
  /** Their turn: when they last took or were offered a chat; before the first, when they came on duty. */
  readonly lastTurnAt: number;
}

const isFull = ({ chatsNow, limit }: Candidate): boolean => chatsNow >= limit;

/** Who has waited longest comes first; of two who have waited alike always the same. */
const byTurn = (a: Candidate, b: Candidate): number =>
  a.lastTurnAt - b.lastTurnAt || (a.operatorId < b.operatorId ? -1 : 1);

const byLoad = (a: Candidate, b: Candidate): number => a.chatsNow - b.chatsNow || byTurn(a, b);

/** All who can be offered a chat, the next one first. Nobody: the chat is open to all from the beginning. */
export function inTurn(strategy: Strategy, candidates: readonly Candidate[]): readonly Candidate[] {
  const free = candidates.filter((candidate) => !isFull(candidate));
  switch (strategy) {
    case 'alternate':
      return free.sort(byTurn);
    case 'leastBusy':
      return free.sort(byLoad);
    case 'everyoneRings':
      return [];
  }
}

/** What routing needs to know of a department. */
export interface Routed {
  readonly id: string;
  readonly settings: Pick<DepartmentSettings, 'strategy' | 'chatsAtOnce'>;
}

/** Who of the department is available, with how much each has to do. */
export function candidatesIn(
  { id, settings: { chatsAtOnce } }: Routed,
  colleagues: readonly (Pick<Colleague, 'id' | 'status'> & { readonly departmentIds: readonly string[] })[],
  tallies: readonly Tally[],
): Candidate[] {
  const known = new Map(tallies.map((tally) => [tally.operatorId, tally]));
  return colleagues
    .filter(({ status, departmentIds }) => status === 'available' && departmentIds.includes(id))
    .map(({ id: operatorId }) => {
      const tally = known.get(operatorId);
      return {
        operatorId,
        chatsNow: (tally?.chats ?? 0) + (tally?.offered ?? 0),
        limit: Math.min(chatsAtOnce, tally?.limit ?? chatsAtOnce),
        lastTurnAt: tally?.lastTurnAt ?? 0,
      };
    });
}

/** The ids of all to whom the department's next chat can be offered, the next one first. */
export const nextIn = (
  department: Routed,
  ...people: [Parameters<typeof candidatesIn>[1], readonly Tally[]]
): string[] =>
  inTurn(department.settings.strategy, candidatesIn(department, ...people)).map(
    ({ operatorId }) => operatorId,
  );
