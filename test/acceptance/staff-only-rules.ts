// What staff write to each other over a chat stays among them, whichever way the patron looks (H25).
import type { Patron } from '../support/conversation.ts';
import type { Desk } from '../support/desk.ts';
import { randomName } from '../support/wire-client.ts';
import type { House, Section } from './house.ts';

const newAddress = (): string => `patron-${randomName(6).toLowerCase()}@example.org`;

/** Words that are written among staff in one chat, each in another way. */
const SECRETS = {
  note: 'secret-in-a-note',
  onlooker: 'secret-of-an-onlooker',
  transfer: 'secret-in-a-transfer',
  invitation: 'secret-in-an-invitation',
  reason: 'secret-in-a-reason',
} as const;

/** A chat in which staff write everything that a patron must not read; ended by the patron. */
async function secretive(house: House) {
  const chat = await house.activeChat();
  const { patron, first, second, chatId } = chat;
  const coordinator = await house.coordinator();
  const note = async (desk: Desk, text: string) => {
    const answer = await desk.wire.sendNamed(chatId, desk.outbox(chatId).next(), text, { isNote: true });
    expect(answer.type).toBe('sent');
  };
  const request = { action: 'request', chatId, to: { operatorId: second.id } };
  await coordinator.wire.ask({ action: 'lookIn', chatId, after: 0 }, 'chat');
  await note(first, SECRETS.note);
  await note(coordinator, SECRETS.onlooker);
  await first.wire.ask({ ...request, kind: 'transfer', note: SECRETS.transfer }, 'done');
  await second.wire.ask({ action: 'declineRequest', chatId, reason: SECRETS.reason }, 'done');
  await first.wire.ask({ ...request, kind: 'invitation', note: SECRETS.invitation }, 'done');
  await second.wire.ask({ action: 'declineRequest', chatId, reason: SECRETS.reason }, 'done');
  await coordinator.wire.ask({ action: 'lookAway', chatId }, 'done');
  await first.say(chatId, 'That is all.');
  await patron.wire.expect('entry', ({ entry }) => entry.kind === 'message' && entry.text === 'That is all.');
  return { ...chat, coordinator };
}

const SECRET_KINDS = /secret-|lookedIn|lookedAway|"note"|"offered|invitation|requestEnded|declined|onlooker/;

/** Everything that a patron is sent of the chat on whatever way: live, by coming back, and by asking page by page. */
async function heardBy(patron: Patron): Promise<string> {
  const live = patron.wire;
  const { wire } = await patron.anotherConnection(0);
  await wire.ask({ action: 'catchUp', chatId: patron.chatId, after: 0 }, 'entries');
  await live.ask({ action: 'catchUp', chatId: patron.chatId, after: 2 }, 'entries');
  return [...live.socket.texts, ...wire.socket.texts].join('\n');
}

export const staffOnlyRules: Section = (house) => {
  test('H25: no note, no remark and no onlooker reaches a patron, live or afterwards', async () => {
    const { patron, first, coordinator, chatId } = await secretive(house());
    const heard = await heardBy(patron);
    expect(heard).toContain('That is all.');
    expect(heard).toContain('transferEnded');
    expect(heard).not.toMatch(SECRET_KINDS);
    expect(heard).not.toContain(coordinator.id);
    // Staff have all of it, in the same log.
    const { entries } = await first.read(chatId);
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(entries)).toContain(secret);
    const typed = { action: 'send', chatId, name: patron.outbox.next(), text: 'x', isNote: true };
    expect((await patron.wire.refusedText(JSON.stringify(typed))).code).toBe('notAllowed');
  });

  test('H25: neither the transcript that the patron has mailed nor the one to the library has any of it', async () => {
    const { patron, first, chatId } = await secretive(house());
    await patron.end();
    const email = newAddress();
    const { token } = patron;
    await patron.wire.ask({ action: 'mailTranscript', chatId, token, email, language: 'en' }, 'done');
    const followUpId = randomName(16);
    await first.wire.ask(
      { action: 'turnIntoFollowUp', followUpId, chatId, email, note: 'Please answer' },
      'followUpLeft',
    );

    const toPatron = await house().mailsTo(email, 2);
    const { askAddress } = (await patron.anotherConnection(0)).welcome;
    const toLibrary = await house().mailsTo(askAddress, 1, ({ replyTo }) => replyTo.includes(email));
    for (const { subject, body } of [...(toPatron ?? []), ...(toLibrary ?? [])]) {
      expect([subject, body.text, body.html].join('\n')).not.toMatch(/secret-/);
    }
    for (const { body } of toLibrary ?? []) expect(body.text).toContain('That is all.');
  });
};
