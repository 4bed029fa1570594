// Reading a chat: what a participant missed, and the transcript for the department's staff.
import type { Chat } from '../domain/chat.ts';
import { isOperatorOf, readerOn } from '../domain/chat.ts';
import { refusedOn } from '../domain/chat-change.ts';
import { isAskedBy, standingRequestOf } from '../domain/chat-requests.ts';
import { refusedToTake } from '../domain/helping-out.ts';
import type { Refusal } from '../domain/refused.ts';
import { refused } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { operatorChatView } from '../domain/views.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { patronLog, staffLog } from './read-log.ts';
import type { Service } from './service.ts';

/** What a participant has missed since a place. */
export async function catchUpOnChat(
  service: Service,
  connectionId: string,
  { ref, chatId, after }: { ref: string; chatId: string; after: number },
): Promise<Delivery[]> {
  const chat = await service.chats.readHead(chatId);
  const now = service.now();
  if (!chat || chat.keptUntil <= now) return refuse(connectionId, refused('noSuchChat'), { ref });
  const reader = readerOn(chat, connectionId, now);
  if (!reader) return refuse(connectionId, refusedOn(chat, connectionId, now), { ref });
  const frame =
    reader.role === 'patron'
      ? ({ type: 'entries', ref, chatId, ...(await patronLog(service, chatId, after)) } as const)
      : ({ type: 'entries', ref, chatId, ...(await staffLog(service, chatId, after)) } as const);
  return [deliver(connectionId, frame)];
}

/**
 * Who may read the transcripts may read it; of a chat that waits also who helps out, and of an active one also who is in
 * it or asked to be.
 */
function refusedToRead(chat: Chat, caller: StaffConnection, now: number): Refusal | undefined {
  if (may('readTranscript', caller, chat.departmentId)) return undefined;
  if (chat.state === 'waiting') return refusedToTake(chat, caller, now);
  const request = standingRequestOf(chat, now);
  const isInvited = request !== undefined && isAskedBy(request, caller);
  const isIn = chat.state === 'active' && isOperatorOf(chat, caller.operatorId);
  return isInvited || isIn ? undefined : refused('noSuchChat');
}

/** A chat, for staff who may read it; they don't take part by it. */
export async function readDepartmentsChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId, after }: { ref: string; chatId: string; after: number },
): Promise<Delivery[]> {
  const to = caller.connectionId;
  const stored = await service.chats.readHead(chatId);
  const now = service.now();
  if (!stored || stored.keptUntil <= now) return refuse(to, refused('noSuchChat'), { ref });
  const wrong = refusedToRead(stored, caller, now);
  if (wrong) return refuse(to, wrong, { ref });
  const chat = operatorChatView(stored);
  return [deliver(to, { type: 'chat', ref, chat, ...(await staffLog(service, chatId, after, chat)) })];
}
