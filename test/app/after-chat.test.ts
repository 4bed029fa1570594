// What a patron does with a chat that has ended: rates it, and has the transcript mailed.
import type { Library } from '../support/library.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const MINUTE = 60_000;

const rating = (score: number, comment?: string) => ({
  action: 'rateChat',
  chatId: chatIdOf('one'),
  token: tokenOf('one'),
  rating: { score, ...(comment !== undefined && { comment }) },
});
const mailing = (email: string, more: object = {}) => ({
  action: 'mailTranscript',
  chatId: chatIdOf('one'),
  token: tokenOf('one'),
  email,
  ...more,
});

async function endedChat(): Promise<{ library: Library; ada: string; patron: string; chatId: string }> {
  const library = await open();
  const ada = await library.operator('ada');
  const { connectionId: patron, chatId } = await library.patronAsks('one', { patronName: 'Sam' });
  await library.claims(ada, chatId);
  await library.sends(ada, chatId, 'desk-ada1.1', 'One floor up.');
  await library.asks(patron, { action: 'endChat', chatId }, 'done');
  return { library, ada, patron, chatId };
}

describe('rating', () => {
  test('B1: staff of the department see it, the patron’s other pages don’t; a later one replaces it', async () => {
    const { library, ada, patron, chatId } = await endedChat();
    const before = library.sockets.of(patron, 'entry').length;

    await library.asks(patron, rating(2, 'Slow'), 'done');
    await library.asks(patron, rating(4), 'done');
    await library.asks(patron, rating(4), 'done');

    expect(library.sockets.of(ada, 'chatChanged').at(-1)?.chat.rating).toEqual({ score: 4 });
    const { entries } = await library.asks(ada, { action: 'readChat', chatId, after: 4 }, 'chat');
    expect(entries).toMatchObject([
      { kind: 'rated', rating: { score: 2, comment: 'Slow' }, by: { role: 'patron' } },
      { kind: 'rated', rating: { score: 4 } },
    ]);
    expect(library.sockets.of(patron, 'entry')).toHaveLength(before);
    const resumed = await library.returns('p-again', 'one', 0);
    expect(JSON.stringify(resumed)).not.toContain('rated');
  });

  test('B2: only after the end, with the chat’s token, for half an hour', async () => {
    const library = await open();
    const { connectionId: patron, chatId } = await library.patronAsks('one');
    for (const frame of [rating(4), mailing('sam@example.org')]) {
      expect(await library.refuses(patron, frame)).toBe('notAllowed');
    }
    await library.asks(patron, { action: 'endChat', chatId }, 'done');
    for (const frame of [rating(4), mailing('sam@example.org')]) {
      expect(await library.refuses(patron, { ...frame, token: tokenOf('two') })).toBe('noSuchChat');
      expect(await library.refuses(patron, { ...frame, chatId: chatIdOf('two') })).toBe('noSuchChat');
      expect(await library.refuses('p-new', frame)).toBe('helloFirst');
      library.now += 31 * MINUTE;
      expect(await library.refuses(patron, frame)).toBe('chatEnded');
      library.now -= 31 * MINUTE;
    }
    expect(await library.refuses(patron, rating(5))).toBe('malformed');
    expect(library.mailbox).toEqual([]);
  });
});

describe('the transcript by mail', () => {
  test('B3: goes to the address that was given, with public entries, names, and nothing else of operators', async () => {
    const { library, ada, patron } = await endedChat();
    await library.asks(patron, rating(1, 'Never again'), 'done');

    await library.asks(patron, mailing('sam@example.org'), 'done');

    expect(library.mailbox).toHaveLength(1);
    const [mail] = library.mailbox;
    expect(mail).toMatchObject({
      to: { address: 'sam@example.org' },
      subject: 'Your chat with Northfield Libraries',
    });
    for (const part of [mail!.text, mail!.html]) {
      for (const shown of ['Question of one', 'One floor up.', 'Name ada', 'You ended the chat']) {
        expect(part).toContain(shown);
      }
      for (const hidden of ['Never again', 'ada@library', 'sam@example.org'])
        expect(part).not.toContain(hidden);
    }
    expect(library.sockets.of(ada, 'chatChanged').at(-1)?.chat).toMatchObject({
      patronEmail: 'sam@example.org',
    });
    expect(library.sockets.of(ada, 'entry').at(-1)?.entry).toMatchObject({
      kind: 'addressGiven',
      email: 'sam@example.org',
    });
    expect(JSON.stringify(library.sockets.all(patron))).not.toContain('addressGiven');
  });

  test.each([
    ['es-mx', 'Usted ha terminado el chat', 'lang="es" dir="ltr"'],
    ['ar', 'أنهيت المحادثة', 'lang="ar" dir="rtl"'],
    ['xx', 'You ended the chat', 'lang="en" dir="ltr"'],
  ])('B4: is written in the patron’s language (%s)', async (language, words, attributes) => {
    const { library, patron } = await endedChat();
    await library.asks(patron, mailing('sam@example.org', { language }), 'done');
    expect(library.mailbox[0]?.text).toContain(words);
    expect(library.mailbox[0]?.html).toContain(attributes);
  });

  test('B5: to three addresses at most, to each of them once', async () => {
    const { library, patron } = await endedChat();
    for (const email of [
      'a@example.org',
      'A@example.org',
      'b@example.org',
      'a@example.org',
      'c@example.org',
    ]) {
      await library.asks(patron, mailing(email), 'done');
    }
    expect(await library.refuses(patron, mailing('d@example.org'))).toBe('tooMany');
    expect(library.mailbox.map(({ to }) => to.address)).toEqual([
      'a@example.org',
      'b@example.org',
      'c@example.org',
    ]);
  });

  test('B5: asked for many times at once it is one mail', async () => {
    const { library, patron, chatId } = await endedChat();
    await Promise.all(
      Array.from({ length: 6 }, () => library.says(patron, { ref: 'r1', ...mailing('sam@example.org') })),
    );
    expect(library.mailbox).toHaveLength(1);
    const given = (await library.log(chatId)).filter(({ kind }) => kind === 'addressGiven');
    expect(given).toHaveLength(1);
  });

  test('B6: is stored before it is sent: what dies in between is sent by the scheduled check', async () => {
    const { library, patron } = await endedChat();
    library.diesBeforeSending = true;
    await library.asks(patron, mailing('sam@example.org'), 'done');
    await library.checks();
    expect(library.mailbox).toHaveLength(1);
  });

  test('a chat of many pages is there from its first entry to its last', async () => {
    const { library, patron } = await endedChat();
    await library.patronHello('p-long');
    await library.asks('p-long', library.startFrame('long'), 'chatStarted');
    for (let n = 2; n <= 130; n += 1) {
      await library.sends('p-long', chatIdOf('long'), `patron-long.${n}`, `line ${n} of many`);
    }
    await library.asks('p-long', { action: 'endChat', chatId: chatIdOf('long') }, 'done');
    const long = { chatId: chatIdOf('long'), token: tokenOf('long') };
    await library.asks(patron, mailing('sam@example.org', long), 'done');
    for (const line of ['Question of long', 'line 99 of many', 'line 130 of many', 'You ended the chat']) {
      expect(library.mailbox[0]?.text).toContain(line);
    }
  });
});
