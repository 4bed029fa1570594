// What each side is told of the other, letter by letter on the wire (rules P in docs/behaviour.md).
import { patronHello } from '../support/wire-client.ts';
import { HERE, type Section } from './house.ts';

export const privacyRules: Section = (house) => {
  test('P1: a patron is told operators’ names, and no more', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.say(chatId, 'Good afternoon');
    first.wire.socket.send({ action: 'typing', chatId, writing: true });
    await patron.wire.expect('typing');
    await patron.anotherConnection(0);
    const again = await patron.anotherConnection(0);
    await first.end(chatId);
    await patron.wire.expect('entry', ({ entry }) => entry.kind === 'ended');
    const heard = [...patron.wire.socket.texts, ...again.wire.socket.texts].join('\n');
    expect(heard).toContain(first.name);
    const { email, id } = first.welcome.operator;
    for (const secret of [id, email, second.id, second.name, second.welcome.operator.email]) {
      if (secret !== '') expect(heard).not.toContain(secret);
    }
  });

  test('P1: nobody is told a resume token or its hash', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.read(chatId);
    await first.openChats(HERE);
    const { wire } = await patron.anotherConnection(0);
    for (const client of [first.wire, second.wire, wire, patron.wire]) {
      expect(client.socket.texts.join('\n')).not.toContain(patron.token);
      expect(client.socket.texts.join('\n')).not.toMatch(/tokenHash|connectionId/);
    }
  });

  test('P3, C18: a page’s address is shown without query and fragment, and follows the patron', async () => {
    const desk = await house().operator('first');
    const patron = await house().patron();
    const address = 'https://catalogue.library.example/record/7?session=s3cret&q=illness#person';
    await patron.start('This one?', { page: { address, title: 'A record' } });
    expect((await desk.sees(patron.chatId)).page).toEqual({
      address: 'https://catalogue.library.example/record/7',
      title: 'A record',
    });
    expect(desk.wire.socket.texts.join('\n')).not.toContain('s3cret');
    const resume = {
      chatId: patron.chatId,
      token: patron.token,
      place: 1,
      page: { address: 'https://catalogue.library.example/next?key=0ther', title: 'Next' },
    };
    const wire = await house().bareWidget();
    await wire.ask(patronHello(HERE, resume), 'welcome');
    const next = await desk.sees(patron.chatId, (chat) => chat.page?.title === 'Next');
    expect(next.page?.address).toBe('https://catalogue.library.example/next');
  });

  test('P4: what was written, names and addresses are in no log', async () => {
    const { functionsLog } = house().running;
    if (!functionsLog) return;
    const secret = `s3cret-${Date.now()}`;
    const patron = await house().patron();
    const page = { address: `https://${secret}.example/`, title: secret };
    await patron.start(`A ${secret} question`, { patronName: secret, page });
    const desk = await house().operator('first');
    await desk.claim(patron.chatId);
    await patron.say(`A ${secret} message`);
    await patron.wire.refusedText(`{"action":"send","text":"${secret}"}`);
    await patron.wire.refusedText(secret);
    await patron.wire.refusal({ action: secret });
    await desk.transcripts(HERE, secret);
    await desk.end(patron.chatId);
    await patron.wire.refusedMessage(patron.chatId, patron.outbox.next(), `A late ${secret}`);
    await patron.wire.socket.cut();
    await desk.wire.roundTrip();
    const log = functionsLog();
    expect(log).toContain('frameRefused');
    const { email } = desk.welcome.operator;
    const tokens = [patron.token, house().tokens.first.accessToken];
    for (const told of [secret, desk.name, email, '127.0.0.1', ...tokens]) expect(log).not.toContain(told);
  });

  test('P5: what was refused is not repeated', async () => {
    const patron = await house().patron();
    const secret = 'my-number-is-12345';
    for (const text of [
      secret,
      JSON.stringify({ action: secret }),
      JSON.stringify({ action: 'send', text: secret }),
    ]) {
      await patron.wire.refusedText(text);
    }
    const page = { address: `ftp://${secret}`, title: secret };
    await patron.wire.refusal(patron.startFrame('x', { page }));
    await patron.wire.refusal(patron.startFrame('x', { patronName: secret.repeat(10) }));
    await patron.wire.refusal({ ...patron.startFrame('x'), token: secret });
    expect(patron.wire.socket.texts.join('\n')).not.toContain(secret);
  });
};
