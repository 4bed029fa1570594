// The state of the connection in words.
import { connectionWords } from '../../../frontend/dashboard/connection-words.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import { T0 } from './desk-builders.ts';

const time = new LibraryTime('UTC');
const waiting = { kind: 'waiting', until: T0 + 6_000, tries: 2, offline: false } as const;
const words = (
  lostFor: number | undefined,
  connection: Parameters<typeof connectionWords>[0]['connection'],
) =>
  connectionWords({ connection, now: T0, lostSince: lostFor === undefined ? undefined : T0 - lostFor, time });

test('an open connection needs none', () => {
  expect(words(undefined, { kind: 'open' })).toBeUndefined();
});

test('a moment without one needs none either', () => {
  expect(words(1_000, waiting)).toBeUndefined();
});

test('count down to the next try', () => {
  expect(words(5_000, waiting)).toMatchObject({
    kind: 'wait',
    text: 'Not connected. Reconnecting in 6 s.',
    canTryNow: true,
  });
});

test('say that a try is under way, which can’t be hurried', () => {
  expect(words(5_000, { kind: 'connecting', tries: 2 })).toMatchObject({
    text: 'Not connected. Reconnecting…',
    canTryNow: false,
  });
});

test('say that the computer has no network', () => {
  expect(words(5_000, { ...waiting, offline: true })?.text).toBe(
    'Not connected. This computer has no network.',
  );
});

test('become urgent, with since when and what it means', () => {
  const said = words(45_000, waiting);
  expect(said).toMatchObject({
    kind: 'urgent',
    text: 'Not connected since 17:59 (0:45). Reconnecting in 6 s.',
  });
  expect(said?.meaning).toContain('sent when you are back');
});
