// Rules F1 to F14 that can be seen over the wire: follow-ups, and the mails that come of them.
import { randomName } from '../support/wire-client.ts';
import type { Patron } from '../support/conversation.ts';
import type { Desk } from '../support/desk.ts';
import { ELSEWHERE, HERE, type House, type Section, defaults } from './house.ts';

const newAddress = (): string => `patron-${randomName(6).toLowerCase()}@example.org`;

const leaving = (email: string, more: object = {}) => ({
  action: 'leaveFollowUp',
  followUpId: randomName(16),
  widgetId: HERE,
  from: 'offline',
  question: 'Where are the maps?',
  email,
  ...more,
});

const withChat = ({ chatId, token }: Patron) => ({ chat: { chatId, token } });

/** The follow-up as coordinators see it, once its mails have been tried; fewer than a page are newer. */
async function listed(desk: Desk, followUpId: string, show = 'open') {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const request = { action: 'readFollowUps', departmentId: HERE, show };
    const { followUps } = await desk.wire.ask(request, 'followUps');
    const found = followUps.find((each) => each.followUpId === followUpId);
    const isWaiting = found?.mails.some((mail) => mail.state === 'pending' && mail.reason === undefined);
    if ((found && !isWaiting) || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Looks at the mails where the target lets them be read, and says so where it doesn't. */
async function inMailbox(
  house: House,
  address: string,
  look: (mail: NonNullable<Awaited<ReturnType<House['mailsTo']>>>[number]) => void,
): Promise<void> {
  const mails = await house.mailsTo(address);
  if (!mails) {
    console.info('Mails can’t be read on this target: only their states are looked at.');
    return;
  }
  expect(mails).toHaveLength(1);
  for (const mail of mails) look(mail);
}

export const followUpRules: Section = (house) => {
  test('F1: a question that is left is answered with its number, and confirmed by mail', async () => {
    const patron = await house().patron();
    const email = newAddress();
    const frame = leaving(email, {
      patronName: 'Sam',
      page: { address: 'https://library.example/maps?id=7', title: 'Maps' },
    });

    const left = await patron.wire.ask(frame, 'followUpLeft');

    expect(left).toMatchObject({ followUpId: frame.followUpId, email });
    expect(left.number).toBeGreaterThan(1_000);
    const coordinator = await house().coordinator();
    expect(await listed(coordinator, frame.followUpId)).toMatchObject({
      number: left.number,
      question: 'Where are the maps?',
      email,
      patronName: 'Sam',
      page: { address: 'https://library.example/maps', title: 'Maps' },
      from: 'offline',
      mails: [{ to: 'library' }, { to: 'patron', address: email }],
    });
    await inMailbox(house(), email, ({ subject, body }) => {
      expect(subject).toContain(String(left.number));
      expect(body.text).toContain('Where are the maps?');
    });
  });

  test('F1: the library’s mail has the question, where it came from, and the patron as who is answered', async () => {
    const patron = await house().patron();
    const email = newAddress();
    const frame = leaving(email, { page: { address: 'https://library.example/maps', title: 'Maps' } });
    await patron.wire.ask(frame, 'followUpLeft');
    const coordinator = await house().coordinator();
    const found = await listed(coordinator, frame.followUpId);
    const ask = found?.mails.find(({ to }) => to === 'library')?.address ?? '';

    const toLibrary = await house().mailsTo(ask, 1, ({ replyTo }) => replyTo.join().includes(email));

    expect(toLibrary?.length ?? 1).toBe(1);
    expect(toLibrary?.[0]?.body.text ?? 'https://library.example/maps').toContain(
      'https://library.example/maps',
    );
  });

  test('F2: submitted again, on another connection too, it is one follow-up with one number', async () => {
    const patron = await house().patron();
    const other = await house().patron();
    const email = newAddress();
    const frame = leaving(email);

    const [first, ...others] = await Promise.all([
      patron.wire.ask(frame, 'followUpLeft'),
      other.wire.ask(frame, 'followUpLeft'),
      patron.wire.ask(frame, 'followUpLeft'),
    ]);

    for (const { number } of others) expect(number).toBe(first.number);
    await listed(await house().coordinator(), frame.followUpId);
    await inMailbox(house(), email, ({ subject }) => expect(subject).toContain(String(first.number)));
  });

  test('F3: who fills in the field for robots is told to leave it empty, and nothing is kept', async () => {
    const patron = await house().patron();
    const frame = leaving(newAddress(), { website: 'https://spam.example' });
    const refusal = await patron.wire.refusal(frame);
    expect(refusal).toMatchObject({ code: 'notAllowed', message: expect.stringContaining('Website') });
    const { number } = await patron.wire.ask({ ...frame, website: '' }, 'followUpLeft');
    expect(number).toBeGreaterThan(1_000);
  });

  test('F4: who reaches the department’s limit is told when to try again', async () => {
    const coordinator = await house().coordinator();
    const strict = { ...defaults, followUpsPerHour: 1 };
    const elsewhere = { id: ELSEWHERE, name: 'Acceptance suite, elsewhere' };
    await house().saveDepartment(coordinator, { ...elsewhere, settings: strict });
    try {
      const patron = await house().patron(ELSEWHERE);
      const email = newAddress();
      await patron.wire.answer(leaving(email, { widgetId: ELSEWHERE }));
      const refusal = await patron.wire.refusal(leaving(email, { widgetId: ELSEWHERE }));
      expect(refusal.code).toBe('tooMany');
      expect(refusal.message).toMatch(/try again in/u);
      expect(refusal.retryAt).toBeGreaterThan(Date.now());
    } finally {
      await house().saveDepartment(coordinator, { ...elsewhere, settings: defaults });
    }
  });

  test.each(['sam', 'sam@example', 'sam@example.org\r\nBcc: eve@example.org', ''])(
    'F13: %j is no address that mail is sent to',
    async (email) => {
      const patron = await house().patron();
      const refusal = await patron.wire.refusal(leaving(email));
      expect(refusal).toMatchObject({ code: 'malformed', message: expect.stringMatching(/^email /u) });
    },
  );

  test('F5: left from a chat that waits it is an entry of the chat, which keeps its place in the line', async () => {
    const { patron, first, chatId } = await house().waitingChat();
    const { number } = await patron.wire.ask(
      leaving(newAddress(), { ...withChat(patron), from: 'waiting' }),
      'followUpLeft',
    );
    const { entry } = await patron.wire.expect('entry', ({ entry: { kind } }) => kind === 'followUp');
    expect(entry).toMatchObject({ place: 2, after: 1, number, by: { role: 'patron' } });
    await first.sees(chatId, (chat) => chat.state === 'waiting' && chat.followUpNumber === number);
    await first.claim(chatId);
  });

  test('F5: also from one that has ended', async () => {
    const { patron, first, chatId } = await house().activeChat();
    await first.end(chatId);
    const { number } = await patron.wire.ask(
      leaving(newAddress(), { ...withChat(patron), from: 'ended' }),
      'followUpLeft',
    );
    await first.sees(chatId, (chat) => chat.state === 'ended' && chat.followUpNumber === number);
    const { entries } = await first.read(chatId);
    expect(entries.map(({ kind }) => kind).slice(-2)).toEqual(['ended', 'followUp']);
  });

  test('F6: with a wrong token it is kept without the chat', async () => {
    const { patron, first, chatId } = await house().waitingChat();
    const stranger = await house().patron();
    const chat = { chatId, token: randomName(32) };
    const { followUpId } = await stranger.wire.ask(leaving(newAddress(), { chat }), 'followUpLeft');
    await patron.wire.roundTrip();
    expect((await first.read(chatId)).entries).toHaveLength(1);
    expect((await listed(await house().coordinator(), followUpId))?.chatId).toBeUndefined();
  });

  test('F7: an operator of the department turns a chat into one; the note stays inside', async () => {
    const { patron, first, chatId } = await house().activeChat('Where are the letters?');
    const email = newAddress();
    const note = `Ask the archive ${randomName(6)}`;
    const turn = { action: 'turnIntoFollowUp', followUpId: randomName(16), chatId, email, note };

    const { number } = await first.wire.ask(turn, 'followUpLeft');

    const { entry } = await patron.wire.expect('entry', ({ entry: { kind } }) => kind === 'followUp');
    expect(entry).toMatchObject({ number, by: { role: 'operator', name: first.welcome.operator.name } });
    expect(JSON.stringify(patron.wire.received)).not.toContain(note);
    expect(await listed(await house().coordinator(), turn.followUpId)).toMatchObject({
      from: 'operator',
      question: 'Where are the letters?',
      note,
      leftBy: { id: first.id },
      chatId,
    });
    await inMailbox(house(), email, ({ body }) => {
      expect(body.text).toContain('Where are the letters?');
      expect(body.text + body.html).not.toContain(note);
    });
  });

  test('F7: who is not of the department finds no such chat', async () => {
    const patron = await house().patron(ELSEWHERE);
    await patron.start('Where?');
    const { chatId } = patron;
    const first = await house().operator('first');
    const turn = { action: 'turnIntoFollowUp', followUpId: randomName(16), chatId, email: newAddress() };
    expect((await first.wire.refusal(turn)).code).toBe('noSuchChat');
    expect((await patron.wire.refusal(turn)).code).toBe('notAllowed');
  });

  test('F10: the list is for coordinators', async () => {
    const first = await house().operator('first');
    for (const request of [
      { action: 'readFollowUps', departmentId: HERE, show: 'open' },
      { action: 'resendMail', followUpId: randomName(16), to: 'patron' },
      { action: 'closeFollowUp', followUpId: randomName(16), closed: true },
    ]) {
      expect((await first.wire.refusal(request)).code).toBe('notAllowed');
    }
    const coordinator = await house().coordinator();
    const unknown = { action: 'closeFollowUp', followUpId: randomName(16), closed: true };
    expect((await coordinator.wire.refusal(unknown)).code).toBe('noSuchFollowUp');
  });

  test('F11: one that is closed stands among the closed ones, and can be opened again', async () => {
    const patron = await house().patron();
    const { followUpId } = await patron.wire.ask(leaving(newAddress()), 'followUpLeft');
    const coordinator = await house().coordinator();
    const close = { action: 'closeFollowUp', followUpId, closed: true };
    const { followUp } = await coordinator.wire.ask(close, 'followUp');
    expect(followUp.closed).toMatchObject({ by: coordinator.welcome.operator.name });
    expect(await listed(coordinator, followUpId, 'closed')).toMatchObject({ followUpId });
    await coordinator.wire.ask({ ...close, closed: false }, 'followUp');
    expect(await listed(coordinator, followUpId)).toMatchObject({ followUpId });
  });

  test('F12: a mail is sent again when a coordinator asks for it', async () => {
    const patron = await house().patron();
    const email = newAddress();
    const { followUpId } = await patron.wire.ask(leaving(email), 'followUpLeft');
    const coordinator = await house().coordinator();
    await listed(coordinator, followUpId);
    const { followUp } = await coordinator.wire.ask(
      { action: 'resendMail', followUpId, to: 'patron' },
      'followUp',
    );
    expect(followUp.mails.map(({ to }) => to)).toEqual(['library', 'patron']);
    const mails = await house().mailsTo(email, 2);
    expect(mails?.length ?? 2).toBe(2);
  });

  test('F14: the confirmation is in the patron’s language', async () => {
    const patron = await house().patron();
    const email = newAddress();
    await patron.wire.ask(leaving(email, { language: 'ar' }), 'followUpLeft');
    await inMailbox(house(), email, ({ body }) => expect(body.html).toContain('lang="ar" dir="rtl"'));
  });
};
