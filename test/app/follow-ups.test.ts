// Follow-ups from the frame to the mails: left once, kept whatever happens, listed for coordinators.
import { sendDueMails } from '../../lambdas/app/send-mails.ts';
import type { BuiltMail } from '../../lambdas/app/mails/built-mail.ts';
import type { Tried } from '../../lambdas/domain/mail.ts';
import type { Library } from '../support/library.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

const HOUR = 3_600_000;
const MINUTE = 60_000;
const idOf = (name: string): string => name.padEnd(22, 'f');
const throttled: Tried = { outcome: 'failed', passing: true, reason: 'Throttling: slow down' };
const rejected: Tried = { outcome: 'failed', passing: false, reason: 'MessageRejected: no such address' };

const leaving = (name: string, more: object = {}) => ({
  action: 'leaveFollowUp',
  ref: 'r1',
  followUpId: idOf(name),
  widgetId: 'reference',
  from: 'offline',
  question: 'Where is the map room?',
  email: 'sam@example.org',
  ...more,
});

const leaves = (library: Library, name: string, more: object = {}, connectionId = 'p-sam') =>
  library.asks(connectionId, leaving(name, more), 'followUpLeft');

async function withPatron(): Promise<Library> {
  const library = await open();
  await library.patronHello('p-sam');
  return library;
}

const coordinator = (library: Library) => library.operator('cora', { groups: ['coordinators'] });

const listed = async (library: Library, connectionId: string, show = 'open') =>
  (
    await library.asks(
      connectionId,
      { action: 'readFollowUps', departmentId: 'reference', show },
      'followUps',
    )
  ).followUps;

const sentTo = (library: Library): string[] => library.mailbox.map(({ to }) => to.address);

describe('leaving one', () => {
  test('F1: it is answered with its number and the address, and both mails go out', async () => {
    const library = await withPatron();

    const left = await leaves(library, 'one', { patronName: 'Sam' });

    expect(left).toEqual({
      type: 'followUpLeft',
      ref: 'r1',
      followUpId: idOf('one'),
      number: 1_001,
      email: 'sam@example.org',
    });
    expect(sentTo(library).toSorted()).toEqual(['ask@library.example', 'sam@example.org']);
    expect((await leaves(library, 'two')).number).toBe(1_002);
  });

  test('K1: only after a hello, and only by a patron', async () => {
    const library = await open();
    expect(await library.refuses('p-new', leaving('one'))).toBe('helloFirst');
    expect(await library.refuses(await library.operator('ada'), leaving('one'))).toBe('notAllowed');
    expect(library.mailbox).toEqual([]);
  });

  test('F2: submitted again it is the same item, the same number and no other mail', async () => {
    const library = await withPatron();
    const first = await leaves(library, 'one');

    library.now += 2 * HOUR;
    const again = await leaves(library, 'one', { question: 'Something else?', email: 'eve@example.org' });

    expect(again).toEqual(first);
    expect(library.mailbox).toHaveLength(2);
    expect(await listed(library, await coordinator(library))).toHaveLength(1);
  });

  test('F2: submitted many times at once it is one item, one number, one pair of mails', async () => {
    const library = await withPatron();
    await library.patronAsks('one');
    const chat = { chatId: chatIdOf('one'), token: tokenOf('one') };

    await Promise.all(Array.from({ length: 8 }, () => library.says('p-sam', leaving('one', { chat }))));

    const answers = library.sockets.of('p-sam', 'followUpLeft');
    expect(answers).toHaveLength(8);
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(library.mailbox).toHaveLength(2);
    expect((await library.log(chatIdOf('one'))).map(({ kind }) => kind)).toEqual(['message', 'followUp']);
    expect(await listed(library, await coordinator(library))).toHaveLength(1);
  });

  test('F3: what stands in the field for robots is refused with a sentence, and nothing is kept', async () => {
    const library = await withPatron();
    const [answer] = await library.says('p-sam', leaving('one', { website: 'https://spam.example' }));

    expect(answer).toMatchObject({
      type: 'error',
      code: 'notAllowed',
      message: expect.stringMatching(/“Website” empty/),
    });
    expect(await library.service.followUps.read(idOf('one'))).toBeUndefined();
    expect(library.mailbox).toEqual([]);
    expect((await leaves(library, 'one', { website: ' ' })).number).toBe(1_001);
  });

  test.each([
    ['network', (n: number) => ({ email: `sam${n}@example.org` })],
    ['email', () => ({ email: 'Sam@Example.org' })],
  ])('F4: one %s address leaves ten within an hour, and is told when to try again', async (what, more) => {
    const library = await withPatron();
    for (let n = 0; n < 10; n += 1) {
      if (what === 'email') library.sourceIp = `203.0.113.${n}`;
      await leaves(library, `q${n}`, more(n));
    }
    if (what === 'email') library.sourceIp = '203.0.113.99';
    const [answer] = await library.says('p-sam', leaving('more', more(11)));

    const nextHour = (Math.floor(library.now / HOUR) + 1) * HOUR;
    const message = expect.stringMatching(/try again in (a minute|\d+ minutes)\.$/);
    expect(answer).toMatchObject({ code: 'tooMany', retryAt: nextHour, message });
    expect(await library.service.followUps.read(idOf('more'))).toBeUndefined();
    library.now = nextHour;
    expect((await leaves(library, 'more', more(11))).number).toBe(1_011);
  });

  test('F4: the addresses of one IPv6 network count together', async () => {
    const library = await withPatron();
    for (let n = 0; n < 10; n += 1) {
      library.sourceIp = `2001:db8:1:2::${n}`;
      await leaves(library, `q${n}`, { email: `sam${n}@example.org` });
    }
    library.sourceIp = '2001:db8:1:2:aaaa::1';
    expect(await library.refuses('p-sam', leaving('more', { email: 'x@example.org' }))).toBe('tooMany');
    library.sourceIp = '2001:db8:1:3::1';
    expect((await leaves(library, 'more', { email: 'x@example.org' })).number).toBeGreaterThan(1_010);
  });

  test('a bad address is refused with what is wrong with it', async () => {
    const library = await withPatron();
    for (const email of ['sam', 'sam@example.org\r\nBcc: eve@example.org', 'a@b@c.org', '']) {
      expect(await library.refuses('p-sam', leaving('one', { email }))).toBe('malformed');
    }
    expect(await library.refuses('p-sam', leaving('one', { widgetId: 'nowhere' }))).toBe('noSuchWidget');
  });
});

describe('with a chat', () => {
  const own = { chat: { chatId: chatIdOf('one'), token: tokenOf('one') }, from: 'waiting' };

  test('F5: it is an entry at the next place that both sides see, and the chat keeps its place', async () => {
    const library = await open();
    const ada = await library.operator('ada');
    const { connectionId, chatId } = await library.patronAsks('one');
    await library.patronAsks('two');

    await leaves(library, 'one', own, connectionId);

    expect(library.sockets.of(connectionId, 'entry').at(-1)?.entry).toEqual({
      kind: 'followUp',
      number: 1_001,
      by: { role: 'patron' },
      place: 2,
      after: 1,
      at: library.now,
    });
    expect(library.sockets.of(ada, 'chatChanged').at(-1)?.chat).toMatchObject({
      chatId,
      state: 'waiting',
      followUpNumber: 1_001,
      patronEmail: 'sam@example.org',
    });
    const { chats } = await library.asks(
      ada,
      { action: 'openChats', departmentId: 'reference' },
      'openChats',
    );
    expect(chats.map((chat) => chat.chatId)).toEqual([chatId, chatIdOf('two')]);
    expect((await library.claims(ada, chatId)).chat.state).toBe('active');
  });

  test('F5: also in a chat that has ended', async () => {
    const library = await open();
    const { connectionId, chatId } = await library.patronAsks('one');
    await library.asks(connectionId, { action: 'endChat', chatId }, 'done');

    await leaves(library, 'one', { ...own, from: 'ended' }, connectionId);

    expect((await library.log(chatId)).map(({ kind }) => kind)).toEqual(['message', 'ended', 'followUp']);
  });

  test('F5: a follow-up and the end of its chat at once are both in the log', async () => {
    const library = await open();
    const { connectionId, chatId } = await library.patronAsks('one');

    await Promise.all([
      library.says(connectionId, leaving('one', own)),
      library.says(connectionId, { action: 'endChat', ref: 'r2', chatId }),
    ]);

    const log = await library.log(chatId);
    expect(log.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(new Set(log.map(({ kind }) => kind))).toEqual(new Set(['message', 'ended', 'followUp']));
    expect(await library.service.chats.readHead(chatId)).toMatchObject({
      state: 'ended',
      followUpNumber: 1_001,
    });
  });

  test('F6: a token that is not the chat’s leaves the chat alone, and the question is kept', async () => {
    const library = await open();
    await library.patronAsks('one');
    await library.patronHello('p-eve');
    const chat = { chatId: chatIdOf('one'), token: tokenOf('two') };

    const { number } = await leaves(library, 'one', { chat }, 'p-eve');

    expect(number).toBe(1_001);
    expect(await library.log(chatIdOf('one'))).toHaveLength(1);
    expect((await library.service.followUps.read(idOf('one')))?.chatId).toBeUndefined();
    expect(JSON.stringify(library.mailbox)).not.toContain('Question of one');
  });

  test('F7: an operator of the department turns a chat into one, with a note that the patron doesn’t get', async () => {
    const library = await open();
    const ada = await library.operator('ada');
    const { connectionId, chatId } = await library.patronAsks('one', { patronName: 'Sam' });
    await library.claims(ada, chatId);
    const note = 'Ask the archive; she is in a hurry.';
    const turn = {
      action: 'turnIntoFollowUp',
      followUpId: idOf('one'),
      chatId,
      email: 'sam@example.org',
      note,
    };

    const left = await library.asks(ada, turn, 'followUpLeft');
    expect(await library.asks(ada, turn, 'followUpLeft')).toEqual(left);

    const [toLibrary, toPatron] = library.mailbox.toSorted((a, b) =>
      a.to.address.localeCompare(b.to.address),
    );
    expect(toLibrary).toMatchObject({
      to: { address: 'ask@library.example' },
      replyTo: { name: 'Sam', address: 'sam@example.org' },
      subject: 'Follow-up 1001: Question of one',
    });
    for (const part of [toLibrary!.text, toLibrary!.html]) {
      expect(part).toContain(note);
      expect(part).toContain('Name ada joined');
    }
    expect(toPatron?.to.address).toBe('sam@example.org');
    expect(JSON.stringify(toPatron)).not.toContain('hurry');
    expect(library.sockets.of(connectionId, 'entry').at(-1)?.entry).toMatchObject({
      kind: 'followUp',
      by: { role: 'operator', name: 'Name ada' },
    });
    expect(JSON.stringify(library.sockets.all(connectionId))).not.toContain('"id":"ada"');
    expect(library.mailbox).toHaveLength(2);
  });

  test('F7: nobody else does', async () => {
    const library = await open();
    const { connectionId, chatId } = await library.patronAsks('one');
    const ada = await library.operator('ada');
    const cora = await coordinator(library);
    await library.asks(
      cora,
      { action: 'saveMembership', operatorId: 'ada', departmentIds: [], version: 1 },
      'saved',
    );
    const turn = { action: 'turnIntoFollowUp', followUpId: idOf('one'), chatId, email: 'sam@example.org' };
    expect(await library.refuses(ada, turn)).toBe('noSuchChat');
    expect(await library.refuses(connectionId, turn)).toBe('notAllowed');
    expect(library.mailbox).toEqual([]);
  });
});

describe('mails that don’t go out', () => {
  test('F8: SES says later: tried again with growing pauses, given up after two days', async () => {
    const library = await withPatron();
    const begin = library.now;
    library.mailAnswers.push(...Array.from({ length: 100 }, () => throttled));
    await leaves(library, 'one');
    const tries: number[] = [];
    const mailOf = async () => (await library.service.mails.read(`${idOf('one')}.patron`))!;
    for (let mail = await mailOf(); mail.state === 'pending'; mail = await mailOf()) {
      expect(mail).toMatchObject({ reason: 'Throttling: slow down', tries: tries.length + 1 });
      tries.push((mail.dueAt - begin) / MINUTE);
      library.now = mail.dueAt - 1;
      await library.checks();
      expect((await mailOf()).tries).toBe(tries.length);
      library.now = mail.dueAt;
      await library.checks();
    }

    expect(tries.slice(0, 7)).toEqual([1, 6, 21, 81, 321, 561, 801]);
    expect(await mailOf()).toMatchObject({ state: 'failed', reason: 'Throttling: slow down' });
    expect(tries.at(-1)).toBeLessThanOrEqual(48 * 60);
    expect(tries.at(-1)).toBeGreaterThan(43 * 60);
    expect(library.mailLog.filter((event) => event === 'mailFailed')).toHaveLength(2);
    expect(library.mailbox).toEqual([]);
  });

  test('F8: SES refuses for good: failed at once, with the reason', async () => {
    const library = await withPatron();
    library.mailAnswers.push(rejected, rejected);
    await leaves(library, 'one');

    const [followUp] = await listed(library, await coordinator(library));
    expect(followUp?.mails).toEqual([
      { to: 'library', address: 'ask@library.example', ...failedOnce(library.now) },
      { to: 'patron', address: 'sam@example.org', ...failedOnce(library.now) },
    ]);
    library.now += 72 * HOUR;
    await library.checks();
    expect(library.mailbox).toEqual([]);
  });

  test('F9: a function that dies between storing and sending leaves the mails to the scheduled check', async () => {
    const library = await withPatron();
    library.diesBeforeSending = true;
    await leaves(library, 'one');
    expect(library.mailbox).toEqual([]);

    await library.checks();
    await library.checks();

    expect(library.mailbox).toHaveLength(2);
  });

  test('F9: one that dies while it sends is taken over after two minutes', async () => {
    const library = await withPatron();
    library.diesBeforeSending = true;
    await leaves(library, 'one');
    const dying = { ...library.service, mailer: { send: () => new Promise<never>(() => undefined) } };
    void sendDueMails(dying, silent);
    const claimed = async () => (await library.service.mails.read(`${idOf('one')}.patron`))?.tries === 1;
    while (!(await claimed())) await library.service.pause(5);

    await library.checks();
    expect(library.mailbox).toEqual([]);
    library.now += 2 * MINUTE;
    await library.checks();

    expect(library.mailbox).toHaveLength(2);
  });

  test('F9: many checks at once send each mail once', async () => {
    const library = await withPatron();
    library.diesBeforeSending = true;
    for (const name of ['one', 'two', 'six']) await leaves(library, name);

    await Promise.all(Array.from({ length: 6 }, () => library.checks()));

    expect(library.mailbox).toHaveLength(6);
  });

  test('a mail about what is no longer kept is given up', async () => {
    const library = await withPatron();
    library.mailAnswers.push(throttled, throttled);
    await leaves(library, 'one');
    library.now += 31 * 24 * HOUR;
    await library.checks();
    expect(await library.service.mails.read(`${idOf('one')}.patron`)).toMatchObject({
      state: 'failed',
      reason: 'What it was about is no longer kept.',
    });
  });
});

const silent = { note: () => undefined, failure: () => undefined };

const failedOnce = (failedAt: number) => ({
  state: 'failed',
  failedAt,
  tries: 1,
  reason: 'MessageRejected: no such address',
});

describe('the coordinators’ list', () => {
  test('F10: is for coordinators and administrators', async () => {
    const library = await withPatron();
    await leaves(library, 'one');
    const ada = await library.operator('ada');
    const followUpId = idOf('one');
    for (const frame of [
      { action: 'readFollowUps', departmentId: 'reference', show: 'open' },
      { action: 'resendMail', followUpId, to: 'patron' },
      { action: 'closeFollowUp', followUpId, closed: true },
    ]) {
      expect(await library.refuses(ada, frame)).toBe('notAllowed');
      expect(await library.refuses('p-sam', frame)).toBe('notAllowed');
    }
    expect(
      await listed(library, await library.operator('root', { groups: ['administrators'] })),
    ).toHaveLength(1);
  });

  test('F10: newest first, in pages that fit into a frame', async () => {
    const library = await withPatron();
    const question = '語'.repeat(3_000);
    for (let n = 0; n < 7; n += 1) {
      library.now += 1_000;
      await leaves(library, `q${n}`, { question, email: `sam${n}@example.org` });
    }
    const cora = await coordinator(library);
    const numbers: number[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const request = {
        action: 'readFollowUps',
        departmentId: 'reference',
        show: 'open',
        ...(after && { after }),
      };
      const page = await library.asks(cora, request, 'followUps');
      numbers.push(...page.followUps.map(({ number }) => number));
      after = page.next;
      pages += 1;
    } while (after !== undefined);

    expect(numbers).toEqual([1_007, 1_006, 1_005, 1_004, 1_003, 1_002, 1_001]);
    expect(pages).toBeGreaterThan(2);
    expect(library.framesFit).toBe(true);
    expect(await library.refuses(cora, { action: 'readFollowUps', departmentId: 'none', show: 'open' })).toBe(
      'noSuchDepartment',
    );
  });

  test('F11: a closed one moves to the closed ones, and can be opened again', async () => {
    const library = await withPatron();
    await leaves(library, 'one');
    const cora = await coordinator(library);
    const close = { action: 'closeFollowUp', followUpId: idOf('one'), closed: true };

    const { followUp } = await library.asks(cora, close, 'followUp');
    expect(followUp.closed).toEqual({ at: library.now, by: 'Name cora' });
    expect(await library.asks(cora, close, 'followUp')).toMatchObject({
      followUp: { closed: followUp.closed },
    });
    expect(await listed(library, cora)).toEqual([]);
    expect(await listed(library, cora, 'closed')).toHaveLength(1);

    await library.asks(cora, { ...close, closed: false }, 'followUp');
    expect((await listed(library, cora)).map(({ closed }) => closed)).toEqual([undefined]);
    expect(await library.refuses(cora, { ...close, followUpId: idOf('none') })).toBe('noSuchFollowUp');
  });

  test('F12: a mail is sent again, whatever became of it, with its two days before it', async () => {
    const library = await withPatron();
    library.mailAnswers.push(rejected, rejected);
    await leaves(library, 'one');
    const cora = await coordinator(library);
    const resend = { action: 'resendMail', followUpId: idOf('one'), to: 'patron' };

    library.now += 20 * HOUR;
    await library.asks(cora, resend, 'followUp');
    expect(sentTo(library)).toEqual(['sam@example.org']);
    await library.asks(cora, resend, 'followUp');
    expect(sentTo(library)).toHaveLength(2);
    const mail = await library.service.mails.read(`${idOf('one')}.patron`);
    expect(mail).toMatchObject({ state: 'sent', tries: 1, sentAt: library.now });
  });

  test('F12: asked for while somebody is sending it, it isn’t sent twice', async () => {
    const library = await withPatron();
    library.diesBeforeSending = true;
    await leaves(library, 'one');
    library.diesBeforeSending = false;
    const cora = await coordinator(library);
    const resend = { action: 'resendMail', ref: 'r1', followUpId: idOf('one'), to: 'patron' };
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { mailer } = library.service;
    const slow = {
      ...library.service,
      mailer: {
        send: async (mail: BuiltMail) => {
          await held;
          return mailer.send(mail);
        },
      },
    };
    const check = sendDueMails(slow, silent);
    while ((await library.service.mails.read(`${idOf('one')}.patron`))?.tries !== 1) {
      await library.service.pause(5);
    }

    await library.asks(cora, resend, 'followUp');
    expect(library.mailbox).toEqual([]);
    release();
    await check;

    expect(sentTo(library).toSorted()).toEqual(['ask@library.example', 'sam@example.org']);
  });

  test('F12: a mail that waits for its next try is sent at once, and not once more by the check', async () => {
    const library = await withPatron();
    library.mailAnswers.push(throttled, throttled);
    await leaves(library, 'one');
    const cora = await coordinator(library);
    const resend = { action: 'resendMail', ref: 'r1', followUpId: idOf('one'), to: 'patron' };
    library.now += 30_000;

    await Promise.all([library.checks(), library.says(cora, resend), library.checks()]);
    await library.checks();

    expect(sentTo(library)).toEqual(['sam@example.org']);
    library.now += MINUTE;
    await Promise.all([library.checks(), library.checks()]);
    expect(sentTo(library)).toEqual(['sam@example.org', 'ask@library.example']);
  });

  test('P2: follow-ups are listed as long as transcripts are kept', async () => {
    const library = await withPatron();
    await leaves(library, 'one');
    library.now += 31 * 24 * HOUR;
    const cora = await coordinator(library);
    expect(await listed(library, cora)).toEqual([]);
    expect(await library.refuses(cora, { action: 'resendMail', followUpId: idOf('one'), to: 'patron' })).toBe(
      'noSuchFollowUp',
    );
  });
});
