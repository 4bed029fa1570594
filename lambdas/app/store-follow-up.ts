// Stores a follow-up with its two mails and, where it belongs to a chat, its entry there: all of it or nothing, once.
import type { FollowUp, NewFollowUp } from '../domain/follow-up.ts';
import { mailsOf, noteFollowUp, openFollowUp } from '../domain/follow-up.ts';
import type { ChatView } from '../domain/chat.ts';
import type { Change } from '../domain/chat-change.ts';
import type { Mail } from '../domain/mail.ts';
import type { Refusal } from '../domain/refused.ts';
import { refused } from '../domain/refused.ts';
import { addMail } from '../store/mail-store.ts';
import { PAUSE_MS, TRIES } from './change-chat.ts';
import type { Service } from './service.ts';

export interface Stored {
  readonly outcome: 'stored';
  readonly followUp: FollowUp;
  readonly mails: readonly Mail[];
  /** What it changed in its chat. */
  readonly change?: Change;
}

/** It was left before, perhaps a moment ago: one item, one number, one pair of mails. */
export interface Known {
  readonly outcome: 'known';
  readonly followUp: FollowUp;
}

export interface Draft extends Omit<NewFollowUp, 'number' | 'chatId'> {
  readonly chatId: string | undefined;
  readonly transcriptDays: number;
}

export async function storeFollowUp(
  service: Service,
  { transcriptDays, chatId, ...facts }: Draft,
): Promise<Stored | Known | Refusal> {
  const number = await service.followUps.nextNumber();
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const [known, view] = await Promise.all([
      service.followUps.read(facts.followUpId),
      chatId === undefined ? undefined : service.chats.readChat(chatId),
    ]);
    if (known) return { outcome: 'known', followUp: known };
    const now = service.now();
    const withChat = view ? { ...facts, chatId: view.chat.chatId } : facts;
    const followUp = openFollowUp({ ...withChat, number }, transcriptDays, now);
    const stored = await storeOnce(service, followUp, view, now);
    if (stored) return stored;
    await service.pause(PAUSE_MS * tries);
  }
  return refused('busy');
}

/** Nothing if it was overtaken: by the same follow-up, or by the next entry of its chat. */
async function storeOnce(
  service: Service,
  followUp: FollowUp,
  view: ChatView | undefined,
  now: number,
): Promise<Stored | undefined> {
  const mails = mailsOf(followUp, service.askAddress);
  const writes = mails.map(addMail);
  if (!view) {
    const written = await service.followUps.add(followUp, writes);
    return written === 'written' ? { outcome: 'stored', followUp, mails } : undefined;
  }
  const change = noteFollowUp(view, followUp, now);
  const written = await service.chats.change(change, [service.followUps.adding(followUp), ...writes]);
  return written === 'written' ? { outcome: 'stored', followUp, mails, change } : undefined;
}
