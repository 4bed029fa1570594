// What the counted actions must keep to, and the table that shows them.
import { ACTIONS, type Action } from './ops-actions.ts';
import { type Cell, formatTable } from './table.ts';
import type { Count, Counts } from './tally.ts';

export interface ActionCosts {
  readonly action: Action;
  /** By the number of chats that were open, as in `levels`. */
  readonly at: readonly Counts[];
  readonly operations: Readonly<Record<string, number>>;
}

const MUST_NOT_GROW: readonly Count[] = [
  'requests',
  'reads',
  'writes',
  'readUnits',
  'writeUnits',
  'invocations',
  'pushes',
  'puts',
];

/** A list fills its page as chats come; from then on it must not grow either. */
const LISTS: ReadonlySet<Action> = new Set(['open chats, first page']);

interface Bounds {
  readonly reads: number;
  readonly writes: number;
  readonly pushes: number;
}
/** Acknowledgement and the one other participant; a message sent again is pushed again, and not written. */
const BOUNDS: Partial<Record<Action, Bounds>> = {
  'message, patron to operator': { reads: 1, writes: 1, pushes: 2 },
  'message, operator to patron': { reads: 1, writes: 1, pushes: 2 },
  'message sent again': { reads: 1, writes: 0, pushes: 2 },
  typing: { reads: 1, writes: 0, pushes: 1 },
  // Who speaks, where the room stands, who is there; of a department also how long it keeps.
  'internal message to one': { reads: 3, writes: 1, pushes: 2 },
  'internal message to a department': { reads: 4, writes: 1, pushes: 2 },
  // The mails that are due, who is on duty; where somebody is and in no chat, the hours.
  'scheduled check, nothing due': { reads: 3, writes: 0, pushes: 0 },
};

/** A sentence for each rule that is broken. */
export function brokenRules(levels: readonly number[], costs: readonly ActionCosts[]): string[] {
  return [
    ...ACTIONS.filter((action) => !costs.some((each) => each.action === action)).map(
      (action) => `${action}: was not measured`,
    ),
    ...costs.flatMap((each) => [
      ...growth(levels, each),
      ...excess(levels, each),
      ...('Scan' in each.operations ? [`${each.action}: scans the table`] : []),
    ]),
  ];
}

function growth(levels: readonly number[], { action, at }: ActionCosts): string[] {
  const from = LISTS.has(action) ? 1 : 0;
  const [first, last] = [at[from], at.at(-1)];
  if (first === undefined || last === undefined) return [];
  return MUST_NOT_GROW.filter((count) => last[count] > first[count]).map(
    (count) =>
      `${action}: ${count} grow from ${first[count]} at ${levels[from]} open chats to ${last[count]} at ${levels.at(-1)}`,
  );
}

function excess(levels: readonly number[], { action, at }: ActionCosts): string[] {
  const bounds = BOUNDS[action];
  if (bounds === undefined) return [];
  const counts = ['reads', 'writes', 'pushes'] as const;
  return at.flatMap((counted, index) =>
    counts
      .filter((count) => counted[count] > bounds[count])
      .map(
        (count) =>
          `${action}: ${counted[count]} ${count} at ${levels[index]} open chats, not ${bounds[count]}`,
      ),
  );
}

/** A row for each action; for each number of open chats the requests, units, invocations and pushes. */
export function formatCosts(levels: readonly number[], costs: readonly ActionCosts[]): string {
  const columns = ['req', 'RCU', 'WCU', 'λ', 'push'];
  const head = [
    '',
    ...levels.flatMap((level) => columns.map((name, index) => (index === 0 ? `${level}: ${name}` : name))),
    'DynamoDB, S3',
  ];
  const rows = costs.map(({ action, at, operations }): Cell[] => [
    action,
    ...at.flatMap(({ requests, readUnits, writeUnits, invocations, pushes }) => [
      requests,
      readUnits,
      writeUnits,
      invocations,
      pushes,
    ]),
    Object.entries(operations)
      .map(([name, count]) => (count === 1 ? name : `${count} ${name}`))
      .join(', '),
  ]);
  return formatTable(head, rows);
}
