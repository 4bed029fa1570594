// Follow-ups and mails by themselves: networks, hours, what is readable, and the states of a mail.
import { closeFollowUp, networkOf, openFollowUp, tooManyFollowUps } from '../../lambdas/domain/follow-up.ts';
import { claimedMail, isDue, newMail, resentMail, triedMail } from '../../lambdas/domain/mail.ts';
import { DAY, HOUR, START } from '../support/chat-views.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['2001:db8:1::', '2001:db8:1:0'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['unknown', 'unknown'],
])('F4: %s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('F4: the refusal says when the next hour begins', () => {
  const hour = Math.floor(START / HOUR) * HOUR;
  expect(tooManyFollowUps(hour).details).toMatchObject({
    retryAt: hour + HOUR,
    sentence: expect.stringContaining('try again in 60 minutes.'),
  });
  expect(tooManyFollowUps(hour + HOUR - 1).details.sentence).toContain('try again in a minute.');
});

const followUp = openFollowUp(
  {
    followUpId: 'one',
    number: 1_001,
    departmentId: 'reference',
    from: 'away',
    question: 'a\u0000b\u001b[31m\r\nc\td 語 👩🏽‍🔬',
    note: '\u0007x',
    email: 'sam@example.org',
  },
  30,
  START,
);

test('control characters are left out, line breaks and tabs are not', () => {
  expect(followUp).toMatchObject({
    question: 'ab[31m\nc\td 語 👩🏽‍🔬',
    note: 'x',
    keptUntil: START + 30 * DAY,
  });
});

test('F11: closing what is closed, and opening what is open, is nothing', () => {
  const closed = closeFollowUp(followUp, true, 'Cora', START);
  expect(closed).toMatchObject({ state: 'closed', closedBy: 'Cora', version: 2 });
  expect(closeFollowUp(closed!, true, 'Dan', START)).toBeUndefined();
  expect(closeFollowUp(followUp, false, 'Dan', START)).toBeUndefined();
  expect(closeFollowUp(closed!, false, 'Dan', START)).toEqual({ ...followUp, version: 3 });
});

describe('a mail', () => {
  const about = { kind: 'followUpToPatron', followUpId: 'one' } as const;
  const mail = newMail(
    { mailId: 'one.patron', about, address: 'sam@example.org', keptUntil: START + DAY },
    START,
  );
  const claimed = claimedMail(mail, START);
  const passing = { outcome: 'failed', passing: true, reason: 'Later' } as const;

  test('F9: is due at once, and again two minutes after somebody took it', () => {
    expect(isDue(mail, START)).toBe(true);
    expect(isDue(claimed, START + 119_999)).toBe(false);
    expect(isDue(claimed, START + 120_000)).toBe(true);
  });

  test('F12: is not sent again while it is being sent, but at any other time', () => {
    expect(resentMail(claimed, START + 119_999)).toBeUndefined();
    expect(resentMail(claimed, START + 120_000)).toMatchObject({ state: 'pending', tries: 0 });
    const waiting = triedMail(claimed, passing, START);
    expect(resentMail(waiting, START + 1)).toMatchObject({
      dueAt: START + 1,
      reason: 'Later',
      since: START + 1,
    });
    const sent = triedMail(claimed, { outcome: 'accepted' }, START);
    expect(resentMail(sent, START + 1)).toEqual({ ...mail, dueAt: START + 1, since: START + 1, version: 4 });
  });

  test('F8: keeps nothing of its last failure when it is sent', () => {
    const waiting = triedMail(claimed, passing, START);
    if (waiting.state !== 'pending') throw new Error(waiting.state);
    const sent = triedMail(claimedMail(waiting, START), { outcome: 'accepted' }, START + 5);
    expect(sent).toEqual({
      mailId: mail.mailId,
      about,
      address: mail.address,
      keptUntil: mail.keptUntil,
      since: START,
      state: 'sent',
      sentAt: START + 5,
      tries: 2,
      version: 5,
    });
  });
});
