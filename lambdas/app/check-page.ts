// Somebody in a chat asks whether a page can be shown beside it.
import { participantOn } from '../domain/chat.ts';
import { refusedOn } from '../domain/chat-change.ts';
import { refused } from '../domain/refused.ts';
import type { CheckPage } from '../protocol/guided-frames.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';

/** So that nobody asks the world's servers in our name without end; a talk opens a few pages. */
export const CHECKS_PER_HOUR = 60;
const HOUR_MS = 3_600_000;

export async function checkPage(
  service: Service,
  connectionId: string,
  { ref, chatId, address }: CheckPage,
): Promise<Delivery[]> {
  const now = service.now();
  const chat = await service.chats.readHead(chatId);
  if (!chat || chat.keptUntil <= now) return refuse(connectionId, refused('noSuchChat'), { ref });
  if (!participantOn(chat, connectionId, now)) {
    return refuse(connectionId, refusedOn(chat, connectionId, now), { ref });
  }
  const counted = await service.chats.countPageCheck(chatId, Math.floor(now / HOUR_MS), CHECKS_PER_HOUR);
  if (counted === 'lost') {
    const sentence = `A chat can have ${CHECKS_PER_HOUR} pages checked in an hour.`;
    return refuse(connectionId, refused('tooMany', { sentence }), { ref });
  }
  const framing = await service.framingOf(address);
  return [deliver(connectionId, { type: 'pageChecked', ref, address, framing })];
}
