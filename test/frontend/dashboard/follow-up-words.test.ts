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
  expect(reasonOf(failedTo('library', 'a@b.example', 'The address is refused'))).toEqual({
    words: 'The address is refused.',
  });
  expect(reasonOf(pending({ tries: 3, reason: 'Something went wrong on our side.' }))).toEqual({
    words: 'Something went wrong on our side. Tried 3 times.',
  });
  expect(reasonOf(pending({}))).toBeUndefined();
});

test.each([
  ['MessageRejected: Email address is not verified. ask@n.example', /not verified with the mail service/u],
  ['MailFromDomainNotVerifiedException: The domain is Not Verified', /not verified with the mail service/u],
  ['MessageRejected: Address blacklisted', /refused this mail/u],
  ['InvalidParameterValue: Missing final @domain', /no address that mail can be sent to/u],
  ['AccountSendingPausedException: Account is suspended', /paused/u],
  ['Throttling: Maximum sending rate exceeded.', /too much mail at once/u],
  ['AccessDenied: not authorized to perform ses:SendRawEmail', /may not use the mail service/u],
  ['TimeoutError: Connection timed out', /could not be reached/u],
  ['Error: connect ECONNREFUSED 127.0.0.1:9', /could not be reached/u],
])('%s is told in plain words, and as it was said', (said, words) => {
  const reason = reasonOf(failedTo('library', 'ask@n.example', said));
  expect(reason?.words).toMatch(words);
  expect(reason?.original).toBe(said);
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
