// What coordinators read of a follow-up and of its mails.
import {
  askedBy,
  cameFrom,
  mailWords,
  reasonOf,
  shortMailWords,
} from '../../../frontend/dashboard/follow-ups/follow-up-words.ts';
import { ratingWords } from '../../../frontend/dashboard/desk/after-chat-words.ts';
import { ago, LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { MailView } from '../../../lambdas/protocol/follow-up-frames.ts';
import { DANA, failedTo, followUp, sentTo, T0 } from './desk-builders.ts';

const times = { time: new LibraryTime('UTC'), now: T0 + 60_000 };
const pending = (more: Partial<Extract<MailView, { state: 'pending' }>>): MailView => ({
  to: 'library',
  address: 'ask@northfield.example',
  state: 'pending',
  tries: 0,
  dueAt: T0,
  ...more,
});

test('a mail tells where it stands', () => {
  expect(mailWords(sentTo('library', 'a@b.example'), times)).toBe('Sent at 18:00');
  expect(mailWords(failedTo('patron', 'a@b.example', 'x'), times)).toBe('Failed at 18:00');
  expect(mailWords(pending({}), times)).toBe('Waiting: will be sent within a minute');
  expect(mailWords(pending({ tries: 1, dueAt: T0 + 120_000 }), times)).toBe('Being sent');
  const later = pending({ tries: 3, dueAt: T0 + 3_600_000, reason: 'Too much mail' });
  expect(mailWords(later, times)).toBe('Waiting: next try at 19:00');
  expect(shortMailWords(later)).toBe('waiting: library');
  expect(shortMailWords(failedTo('patron', 'a@b.example', 'x'))).toBe('failed: patron');
});

test('what went wrong is a sentence with how often it was tried', () => {
  expect(reasonOf(sentTo('library', 'a@b.example'))).toBeUndefined();
  expect(reasonOf(failedTo('library', 'a@b.example', 'The address is refused'))).toBe(
    'The address is refused.',
  );
  expect(reasonOf(pending({ tries: 3, reason: 'Too much mail at once.' }))).toBe(
    'Too much mail at once. Tried 3 times.',
  );
  expect(reasonOf(pending({}))).toBeUndefined();
});

test('a follow-up tells who asked and where it came from', () => {
  expect(askedBy(followUp(1))).toBe('rosa@example.org');
  expect(askedBy(followUp(1, { patronName: 'Rosa' }))).toBe('Rosa');
  expect(cameFrom(followUp(1, { from: 'operator', leftBy: DANA }))).toBe(
    'Made from a chat by Dana Whitfield',
  );
  expect(cameFrom(followUp(1, { from: 'offline' }))).toBe('Left while nobody was on duty');
});

test('a rating stands in words, with its comment where there is one', () => {
  expect(ratingWords({ score: 4 })).toBe('rated: it helped');
  expect(ratingWords({ score: 1, comment: '' })).toBe('rated: it didn’t really help');
  expect(ratingWords({ score: 2, comment: 'too slow' })).toBe('rated: it helped a little, “too slow”');
});

test.each([
  [5_000, 'just now'],
  [60_000, '1 minute ago'],
  [7_300_000, '2 hours ago'],
  [26 * 3_600_000, '1 day ago'],
])('%d ms are %s', (ms, words) => {
  expect(ago(ms)).toBe(words);
});
