// The state of the connection in words, and what is said on coming back.
import { backWords, connectionWords } from '../../../frontend/dashboard/connection-words.ts';
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

test('D36 say since when there is none, count down to the next try, and what it means', () => {
  const said = words(5_000, waiting);
  expect(said).toMatchObject({ text: 'No connection since 17:59:55 · trying again in 6 s', canTryNow: true });
  expect(said?.meaning).toContain('new chats don’t reach you');
  expect(said?.meaning).toContain('What you write is kept');
});

test('D36 say that a try is under way, which can’t be hurried', () => {
  expect(words(5_000, { kind: 'connecting', tries: 2 })).toMatchObject({
    text: 'No connection since 17:59:55 · trying now…',
    canTryNow: false,
  });
});

test('D36 say that the computer has no network', () => {
  expect(words(5_000, { ...waiting, offline: true })?.text).toBe(
    'No connection since 17:59:55 · this computer has no network',
  );
});

test('D36 say so aloud once more when it lasts', () => {
  expect(words(29_000, waiting)?.spoken).toBe('The connection is lost. Trying again.');
  expect(words(45_000, waiting)?.spoken).toBe('Still no connection.');
});

test('before the first connection there is no since', () => {
  expect(words(undefined, waiting)?.text).toBe('No connection · trying again in 6 s');
});

test('D37 on coming back they say since when, and what was missed', () => {
  const back = { lostSince: T0, backAt: T0 + 117_000, messages: 0, waiting: 0 };
  expect(backWords(back, time)).toBe('Back since 18:01:57, after 1 minute 57 seconds · you missed nothing');
  expect(backWords({ ...back, messages: 3, waiting: 1 }, time)).toBe(
    'Back since 18:01:57, after 1 minute 57 seconds · what you missed is here: 3 new messages, 1 new chat waits',
  );
});
