// Rules B1 to B6: what a patron does with a chat that has ended.
import { randomName } from '../support/wire-client.ts';
import { HERE, type Section } from './house.ts';

const newAddress = (): string => `patron-${randomName(6).toLowerCase()}@example.org`;

export const afterChatRules: Section = (house) => {
  async function endedChat() {
    const chat = await house().activeChat();
    await chat.first.say(chat.chatId, 'One floor up.');
    await chat.patron.wire.ask({ action: 'endChat', chatId: chat.chatId }, 'done');
    const { chatId, token } = chat.patron;
    const secret = { chatId, token };
    return { ...chat, secret };
  }

  test('B1: a rating is seen by the department’s staff, and a later one takes its place', async () => {
    const { patron, first, chatId, secret } = await endedChat();
    await patron.wire.ask({ action: 'rateChat', ...secret, rating: { score: 2, comment: 'Slow' } }, 'done');
    await first.sees(chatId, ({ rating }) => rating?.comment === 'Slow');
    await patron.wire.ask({ action: 'rateChat', ...secret, rating: { score: 4 } }, 'done');
    const chat = await first.sees(chatId, ({ rating }) => rating?.score === 4);
    expect(chat.rating).toEqual({ score: 4 });
    const [found] = await first.transcripts(HERE);
    expect(found).toMatchObject({ chatId, rating: { score: 4 } });
    await patron.wire.roundTrip();
    expect(JSON.stringify(patron.wire.received)).not.toContain('rated');
  });

  test('B2: it takes the end of the chat, and its token', async () => {
    const { patron, chatId } = await house().activeChat();
    const { token } = patron;
    for (const frame of [
      { action: 'rateChat', chatId, rating: { score: 3 } },
      { action: 'mailTranscript', chatId, email: newAddress() },
    ]) {
      expect((await patron.wire.refusal({ ...frame, token })).code).toBe('notAllowed');
    }
    await patron.wire.ask({ action: 'endChat', chatId }, 'done');
    for (const frame of [
      { action: 'rateChat', chatId, rating: { score: 3 } },
      { action: 'mailTranscript', chatId, email: newAddress() },
    ]) {
      expect((await patron.wire.refusal({ ...frame, token: randomName(32) })).code).toBe('noSuchChat');
    }
  });

  test('B3: the transcript comes by mail: public entries and names, nothing else of operators', async () => {
    const { patron, first, chatId, secret } = await endedChat();
    const email = newAddress();
    await patron.wire.ask({ action: 'mailTranscript', ...secret, email, language: 'es' }, 'done');

    await first.sees(chatId, ({ patronEmail }) => patronEmail === email);
    expect(JSON.stringify(patron.wire.received)).not.toContain('addressGiven');
    const mails = await house().mailsTo(email);
    for (const { body } of mails ?? []) {
      expect(body.text).toContain('One floor up.');
      expect(body.text).toContain(first.welcome.operator.name);
      expect(body.text + body.html).not.toContain(first.id);
      expect(body.text + body.html).not.toContain(first.welcome.operator.email);
      expect(body.html).toContain('lang="es"');
    }
    expect(mails?.length ?? 1).toBe(1);
  });

  test('B5: to three addresses at most', async () => {
    const { patron, secret } = await endedChat();
    const mail = (email: string) => ({ action: 'mailTranscript', ...secret, email });
    const [a, b, c, d] = [newAddress(), newAddress(), newAddress(), newAddress()];
    for (const email of [a, a, b, c, b]) await patron.wire.ask(mail(email), 'done');
    expect((await patron.wire.refusal(mail(d))).code).toBe('tooMany');
    expect((await house().mailsTo(a))?.length ?? 1).toBe(1);
  });
};
