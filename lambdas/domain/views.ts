// What each side is shown of a chat: staff the whole of it, a patron names and public entries only. Pure.
import type { OperatorChat, PatronChat } from '../protocol/chat-view.ts';
import { DEFAULT_SETTINGS } from '../protocol/department-settings.ts';
import { type Department, type SentDepartment } from '../protocol/settings.ts';
import type { Author, Entry, PublicAuthor, PublicEntry } from '../protocol/entry.ts';
import type { Chat, LogEntry } from './chat.ts';
import { operatorsOf } from './chat.ts';
import { placeBefore } from './chat-log.ts';

export function patronChatView(chat: Chat): PatronChat {
  return {
    chatId: chat.chatId,
    state: chat.state,
    startedAt: chat.startedAt,
    ...(chat.state === 'ended' && { endedAt: chat.endedAt }),
    answeredBy: operatorsOf(chat).map(({ name }) => name),
  };
}

export function operatorChatView(chat: Chat): OperatorChat {
  const operators = operatorsOf(chat);
  const owner = chat.state === 'waiting' ? undefined : operators.find(({ id }) => id === chat.ownerId);
  return {
    chatId: chat.chatId,
    departmentId: chat.departmentId,
    state: chat.state,
    ...(chat.patronName !== undefined && { patronName: chat.patronName }),
    guestNumber: guestNumber(chat.chatId),
    question: chat.question,
    ...(chat.page && { page: chat.page }),
    startedAt: chat.startedAt,
    ...(chat.state !== 'waiting' && chat.claimedAt !== undefined && { claimedAt: chat.claimedAt }),
    ...(chat.state === 'ended' && { endedAt: chat.endedAt, endedBy: chat.endedBy }),
    ...(chat.patronGoneSince !== undefined && { patronGoneSince: chat.patronGoneSince }),
    ...(owner && { owner: { id: owner.id, name: owner.name } }),
    operators: operators.map(({ id, name, connections }) => ({
      id,
      name,
      connected: connections.length > 0,
    })),
    ...(chat.fallback && { fallback: chat.fallback }),
    ...(chat.state === 'waiting' && chat.offeredTo && { offeredTo: chat.offeredTo }),
    ...(chat.state === 'active' && chat.request && { request: chat.request }),
    ...(chat.state === 'active' &&
      chat.onlookers && { onlookers: chat.onlookers.map(({ id, name }) => ({ id, name })) }),
    ...(chat.followUpNumber !== undefined && { followUpNumber: chat.followUpNumber }),
    ...(chat.rating && { rating: chat.rating }),
    ...(chat.patronEmail !== undefined && { patronEmail: chat.patronEmail }),
    keptUntil: chat.keptUntil,
  };
}

/** Tells nameless patrons apart: 0 to 999, the same for one chat wherever it is shown. */
function guestNumber(chatId: string): number {
  let sum = 0;
  for (const character of chatId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % 1_000;
}

/** An entry for staff: they see every entry, so the one before it is one place before. */
export function entryView(entry: LogEntry): Entry {
  const { publicAfter: _, changedAt: __, outboxes: ___, ...shown } = entry;
  return { ...shown, after: placeBefore(entry, { role: 'operator' }) };
}

export function publicAuthor(author: Author): PublicAuthor {
  return author.role === 'patron' ? { role: 'patron' } : { role: 'operator', name: author.name };
}

/** An entry for the patron, or nothing where it is only for staff. */
export function publicEntryView(entry: LogEntry): PublicEntry | undefined {
  const position = { place: entry.place, after: entry.publicAfter, at: entry.at, by: publicAuthor(entry.by) };
  switch (entry.kind) {
    case 'message':
      return {
        ...position,
        kind: 'message',
        name: entry.name,
        text: entry.text,
        ...(entry.offer && { offer: entry.offer }),
      };
    case 'joined':
    case 'left':
    case 'ended':
      return { ...position, kind: entry.kind };
    case 'requested':
      if (entry.request === 'invitation') return undefined;
      return {
        ...position,
        kind: 'transferOffered',
        other: entry.to,
        until: entry.until,
        ...(entry.asks && { asks: true }),
      };
    case 'transferAgreed':
      return { ...position, kind: 'transferAgreed', until: entry.until };
    case 'requestEnded':
      if (entry.request === 'invitation') return undefined;
      // Whoever declined is no business of the patron's: who stays is.
      return { ...position, kind: 'transferEnded', by: { role: 'operator', name: entry.owner.name } };
    case 'transferred':
      return { ...position, kind: 'transferred', other: entry.from.name, stays: entry.stays };
    case 'followUp':
      return { ...position, kind: 'followUp', number: entry.number };
    case 'note':
    case 'offered':
    case 'lookedIn':
    case 'lookedAway':
    case 'dropped':
    case 'returned':
    case 'rated':
    case 'addressGiven':
      return undefined;
  }
}

/** All departments travel in one frame, so each goes without the settings that are as Carrel has them. */
export function departmentView({ settings, ...about }: Department): SentDepartment {
  const usual = new Map<string, unknown>(Object.entries(DEFAULT_SETTINGS));
  const own = Object.entries(settings).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(usual.get(key)),
  );
  return { ...about, settings: Object.fromEntries(own) };
}
