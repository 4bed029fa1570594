// A patron has the transcript of an ended chat mailed to an address that they give in it.
import { giveAddress } from '../domain/after-chat.ts';
import type { Chat } from '../domain/chat.ts';
import type { PendingMail } from '../domain/mail.ts';
import { newMail } from '../domain/mail.ts';
import type { MailTranscript } from '../protocol/after-chat-frames.ts';
import { addMail } from '../store/mail-store.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Outcome } from './delivery.ts';
import { deliver, mailErrand, refuse } from './delivery.ts';
import type { Service } from './service.ts';

export async function mailTranscript(
  service: Service,
  connectionId: string,
  frame: MailTranscript,
): Promise<Outcome[]> {
  const { ref, chatId, token, email, language } = frame;
  const tokenHash = service.hashOf(token);
  // An address is given once in a chat, so it names the mail.
  const mailId = `${chatId}.${service.hashOf(email.toLowerCase())}`;
  const about = { kind: 'transcript', chatId, ...(language !== undefined && { language }) } as const;
  const mailOf = ({ keptUntil }: Chat): PendingMail =>
    newMail({ mailId, about, address: email, keptUntil }, service.now());
  const result = await changeChat(
    service,
    chatId,
    (view) => giveAddress(view, { tokenHash, email }, service.now()),
    ({ chat }) => [addMail(mailOf(chat))],
  );
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const done = deliver(connectionId, { type: 'done', ref });
  if (result.outcome === 'unchanged') return [done];
  return [done, ...(await announce(service, result)), mailErrand([mailOf(result.chat)])];
}
