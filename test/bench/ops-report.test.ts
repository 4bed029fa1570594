// The rules that `npm run ops` holds actions to: each breach is told with its figures.
import { ACTIONS, type Action } from '../../bench/ops-actions.ts';
import { type ActionCosts, brokenRules, formatCosts } from '../../bench/ops-report.ts';
import { type Counts, eachCount } from '../../bench/tally.ts';

const LEVELS = [10, 100, 1_000];
const one = eachCount((count) => (count === 'writes' ? 0 : 1));
/** Nobody is told of a check that finds nothing. */
const usual = (action: Action): Counts =>
  action === 'scheduled check, nothing due' ? { ...one, pushes: 0 } : one;
const costs = (
  action: Action,
  at: readonly Counts[] = LEVELS.map(() => usual(action)),
  operations = {},
): ActionCosts => ({
  action,
  at,
  operations,
});
const withCosts = (changed: ActionCosts): ActionCosts[] =>
  ACTIONS.map((action) => (action === changed.action ? changed : costs(action)));

test('costs that stay the same break nothing', () => {
  expect(
    brokenRules(
      LEVELS,
      ACTIONS.map((action) => costs(action)),
    ),
  ).toEqual([]);
});

test('a count that grows with the open chats is told', () => {
  const grown = costs('claim', [one, one, { ...one, requests: 4 }]);
  expect(brokenRules(LEVELS, withCosts(grown))).toEqual([
    'claim: requests grow from 1 at 10 open chats to 4 at 1000',
  ]);
});

test('a list may fill its page, and not grow after that', () => {
  const action = 'open chats, first page';
  const [some, full, fuller] = [one, { ...one, readUnits: 5 }, { ...one, readUnits: 6 }];
  expect(brokenRules(LEVELS, withCosts(costs(action, [some, full, full])))).toEqual([]);
  expect(brokenRules(LEVELS, withCosts(costs(action, [some, full, fuller])))).toEqual([
    `${action}: readUnits grow from 5 at 100 open chats to 6 at 1000`,
  ]);
});

test.each([
  ['message, patron to operator', 'reads', 2, 1],
  ['message, operator to patron', 'writes', 2, 1],
  ['message, patron to operator', 'pushes', 3, 2],
  ['typing', 'writes', 1, 0],
  ['message sent again', 'writes', 1, 0],
] as const)('%s: %s of %p are too many', (action, count, found, allowed) => {
  const too = { ...one, [count]: found };
  expect(brokenRules(LEVELS, withCosts(costs(action, [too, too, too])))).toEqual(
    LEVELS.map((level) => `${action}: ${found} ${count} at ${level} open chats, not ${allowed}`),
  );
});

test('a Scan breaks the rules wherever it is', () => {
  const scanning = costs('ping, operator', [one, one, one], { Scan: 1 });
  expect(brokenRules(LEVELS, withCosts(scanning))).toEqual(['ping, operator: scans the table']);
});

test('an action that was not measured is not taken for a good one', () => {
  const rest = ACTIONS.filter((action) => action !== 'end').map((action) => costs(action));
  expect(brokenRules(LEVELS, rest)).toEqual(['end: was not measured']);
});

test('the table has a row for each action with its requests by name', () => {
  const [, row = ''] = formatCosts(LEVELS, [costs('typing', undefined, { GetItem: 1, Query: 2 })]).split(
    '\n',
  );
  expect(row).toMatch(/^typing .*GetItem, 2 Query$/);
});
