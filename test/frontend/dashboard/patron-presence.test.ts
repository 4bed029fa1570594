// Whether a patron is there, reconnecting or gone for good, to the second.
import { patronPresence } from '../../../frontend/dashboard/desk/patron-presence.ts';

const SINCE = 1_000_000;
const settings = { patronLeftMinutes: 3 };

test('C20: with a connection the patron is here, and of an ended chat nobody asks', () => {
  expect(patronPresence({ state: 'active' }, settings, SINCE)).toEqual({ kind: 'here' });
  expect(patronPresence({ state: 'ended', patronGoneSince: SINCE }, settings, SINCE + 1)).toEqual({
    kind: 'here',
  });
});

test('C20: reconnecting until the department’s minutes are over, then left', () => {
  const chat = { state: 'active', patronGoneSince: SINCE } as const;

  expect(patronPresence(chat, settings, SINCE + 179_999)).toEqual({ kind: 'reconnecting', for: 179_999 });
  expect(patronPresence(chat, settings, SINCE + 180_000)).toEqual({ kind: 'left', since: SINCE });
});

test('C20: a department that is not known waits as long as a new one', () => {
  const chat = { state: 'waiting', patronGoneSince: SINCE } as const;

  expect(patronPresence(chat, undefined, SINCE + 180_000).kind).toBe('left');
});
