// What a patron does with a chat that has ended: rates it, and has its transcript mailed. Pure.
import type { Rating } from '../protocol/rating.ts';
import type { Chat, ChatView, EndedChat } from './chat.ts';
import type { Change, Unchanged } from './chat-change.ts';
import { READABLE_AFTER_END_MS } from './chat-presence.ts';
import { nextEntry } from './chat-log.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** To how many addresses a chat's transcript is mailed at most. */
const ADDRESSES = 3;

/** The ended chat of who has its token, for half an hour. */
function endedChatOf(chat: Chat, tokenHash: string, now: number): EndedChat | Refusal {
  if (chat.tokenHash !== tokenHash || chat.keptUntil <= now) return refused('noSuchChat');
  if (chat.state !== 'ended') {
    return refused('notAllowed', { sentence: 'The chat has not ended yet. Please end it first.' });
  }
  return now - chat.endedAt > READABLE_AFTER_END_MS ? refused('chatEnded') : chat;
}

/** A later rating takes the place of an earlier one. */
export function rateChat(
  { chat, last }: ChatView,
  { tokenHash, rating }: { tokenHash: string; rating: Rating },
  now: number,
): Change | Unchanged | Refusal {
  const ended = endedChatOf(chat, tokenHash, now);
  if ('outcome' in ended) return ended;
  if (ended.rating?.score === rating.score && ended.rating.comment === rating.comment) {
    return { outcome: 'unchanged', chat: ended };
  }
  const entry = nextEntry(last, { role: 'patron' }, { kind: 'rated', rating }, now);
  return { outcome: 'changed', chat: { ...ended, rating }, entry };
}

/** The patron gives an address for the transcript. The same one again is no other mail. */
export function giveAddress(
  { chat, last }: ChatView,
  { tokenHash, email }: { tokenHash: string; email: string },
  now: number,
): Change | Unchanged | Refusal {
  const ended = endedChatOf(chat, tokenHash, now);
  if ('outcome' in ended) return ended;
  const given = ended.transcriptTo ?? [];
  if (given.some((known) => known.toLowerCase() === email.toLowerCase()))
    return { outcome: 'unchanged', chat: ended };
  if (given.length >= ADDRESSES) {
    return refused('tooMany', {
      sentence: `The transcript was sent to ${ADDRESSES} addresses already; it can’t be sent to more.`,
    });
  }
  const entry = nextEntry(last, { role: 'patron' }, { kind: 'addressGiven', email }, now);
  const changed = { ...ended, transcriptTo: [...given, email], patronEmail: email };
  return { outcome: 'changed', chat: changed, entry };
}
