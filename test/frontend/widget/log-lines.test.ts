// The lines of the log: groups of one voice, days, and what is not in the log yet.
import { logLines } from '../../../frontend/widget/log-lines.ts';
import { stageOf, unreadAfter } from '../../../frontend/widget/log-stage.ts';
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';

const dana = { role: 'operator', name: 'Dana' } as const;
const patron = { role: 'patron' } as const;
const message = (place: number, by: PublicEntry['by'], at: number): PublicEntry => ({
  kind: 'message',
  place,
  after: place - 1,
  by,
  at,
  name: `outbox-1.${place}`,
  text: `text ${place}`,
});
const dayOf = (at: number) => String(Math.floor(at / 86_400_000));

test('messages of one author in a short time share the last one’s signature', () => {
  const lines = logLines(
    [message(1, patron, 0), message(2, patron, 1_000), message(3, dana, 2_000), message(4, dana, 200_000)],
    [],
    dayOf,
  );
  expect(lines.map((line) => line.kind === 'message' && line.goesOn)).toEqual([true, false, false, false]);
});

test('a chat that goes on past midnight shows the day', () => {
  const lines = logLines([message(1, patron, 0), message(2, dana, 86_400_000)], [], dayOf);
  expect(lines.map(({ kind }) => kind)).toEqual(['message', 'day', 'message']);
});

test('unsent messages stand below, and keep their key when they are stored', () => {
  const pending = { kind: 'sending', id: 'a', name: 'outbox-1.2', text: 'Hi', at: 5 } as const;
  const before = logLines([message(1, patron, 0)], [pending], dayOf);
  const after = logLines([message(1, patron, 0), message(2, patron, 5)], [], dayOf);
  expect(before.at(-1)).toMatchObject({ key: 'outbox-1.2', pending });
  expect(after.at(-1)?.key).toBe('outbox-1.2');
  expect(before[0]).toMatchObject({ goesOn: false });
});

test('the stage is read off the log', () => {
  const joined: PublicEntry = { kind: 'joined', place: 2, after: 1, by: dana, at: 7 };
  const ended: PublicEntry = { kind: 'ended', place: 3, after: 2, by: patron, at: 9 };
  const first = message(1, patron, 3);
  expect(stageOf([], undefined)).toEqual({ kind: 'asking' });
  expect(stageOf([], { isStarted: false, seenAt: 4 })).toEqual({ kind: 'starting', since: 4 });
  expect(stageOf([], { isStarted: true, seenAt: 4 })).toEqual({ kind: 'returning' });
  expect(stageOf([first], undefined)).toEqual({ kind: 'waiting', since: 3 });
  expect(stageOf([first, joined], undefined)).toEqual({ kind: 'active', operators: ['Dana'] });
  const end = { kind: 'ended', by: patron, at: 9, operators: ['Dana'] };
  expect(stageOf([first, joined, ended], undefined)).toEqual(end);
});

test('unread are the library’s messages after the place that was read', () => {
  const entries = [message(1, patron, 0), message(2, dana, 0), message(3, patron, 0), message(4, dana, 0)];
  expect([0, 2, 4].map((place) => unreadAfter(entries, place))).toEqual([2, 1, 0]);
});
