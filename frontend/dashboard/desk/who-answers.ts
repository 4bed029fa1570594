// Who is there, how much each has to do, and who is offered the next chat: what answers "am I taking all the chats?".
import type { Tally } from '../../../lambdas/protocol/desk-frames.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { nextIn } from '../../../lambdas/protocol/routing.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import { statusAt } from '../status/own-status.ts';

export type Tallies = ReadonlyMap<string, Tally>;

/** Tallies may overtake each other on their way: the larger version of each holds. */
export function talliesAfter(known: Tallies, news: readonly Tally[]): Tallies {
  const newer = news.filter(({ operatorId, version }) => version > (known.get(operatorId)?.version ?? -1));
  if (newer.length === 0) return known;
  return new Map([...known, ...newer.map((tally) => [tally.operatorId, tally] as const)]);
}

export interface Answering {
  readonly colleague: Colleague;
  readonly isMe: boolean;
  /** Chats that they are in now, of whichever department. */
  readonly chats: number;
  /** Chats that they took since they came on duty. */
  readonly taken: number;
  /** Most chats at once: in the department that allows most, or their own smaller number. */
  readonly limit: number;
  /** They have as many chats, with those offered to them, as they take: no department offers them another. */
  readonly isFull: boolean;
  /** The departments whose next chat is offered to them. */
  readonly nextIn: readonly Department[];
}

export interface Team {
  readonly operatorId: string;
  readonly staff: readonly Colleague[];
  readonly tallies: Tallies;
  /** The departments that this operator sees. */
  readonly departments: readonly Department[];
  readonly now: number;
}

/** Tallies as they are now: nobody writes that an offer has lapsed. */
const current = ({ tallies, now }: Team): Tallies =>
  new Map(
    [...tallies].map(([id, tally]) => {
      const hasLapsed = tally.offeredUntil !== undefined && tally.offeredUntil <= now;
      return [id, hasLapsed ? { ...tally, offered: 0 } : tally];
    }),
  );

/** Colleagues as they are now: away comes off by itself at its end. */
const present = ({ staff, now }: Team): readonly Colleague[] =>
  staff.map((colleague) => ({ ...colleague, status: statusAt(colleague, now) }));

/** Whether somebody has enough to do, wherever a chat could be offered to them. */
function load(tally: Tally | undefined, chatsAtOnce: readonly number[]) {
  const most = chatsAtOnce.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...chatsAtOnce);
  const limit = Math.min(most, tally?.limit ?? most);
  const chats = tally?.chats ?? 0;
  return { chats, taken: tally?.taken ?? 0, limit, isFull: chats + (tally?.offered ?? 0) >= limit };
}

/** Who is there; the operator first, then by name, so that neither a status nor a chat moves anybody. */
export function whoAnswers(team: Team): readonly Answering[] {
  const { operatorId, staff, departments } = team;
  const [people, tallies] = [present(team), current(team)];
  const next = departments.map((department) => ({
    department,
    operatorId: nextIn(department, people, [...tallies.values()])[0],
  }));
  return staff
    .map((colleague) => ({
      colleague,
      isMe: colleague.id === operatorId,
      ...load(
        tallies.get(colleague.id),
        departments
          .filter(({ id }) => colleague.departmentIds.includes(id))
          .map(({ settings }) => settings.chatsAtOnce),
      ),
      nextIn: next.flatMap((each) => (each.operatorId === colleague.id ? [each.department] : [])),
    }))
    .toSorted(
      (one, other) =>
        Number(other.isMe) - Number(one.isMe) || one.colleague.name.localeCompare(other.colleague.name),
    );
}

/** To whom a department's next chat goes, in words: "you", a name, or why to nobody alone. */
export function nextWords(department: Department, people: readonly Answering[], now: number): string {
  if (department.settings.strategy === 'everyoneRings') return 'everyone rings';
  const next = people.find(({ nextIn: departments }) => departments.some(({ id }) => id === department.id));
  if (next !== undefined) return next.isMe ? 'you' : next.colleague.name;
  const isThere = people.some(
    ({ colleague }) =>
      colleague.departmentIds.includes(department.id) && statusAt(colleague, now) === 'available',
  );
  return isThere ? 'nobody, all are full' : 'nobody is available';
}
