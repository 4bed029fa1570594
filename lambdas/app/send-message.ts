// A participant says something: stored at the next place, acknowledged, and sent to everybody else in the chat.
import { connectionsOf, participantOn } from '../domain/chat.ts';
import { placeBefore } from '../domain/chat-log.ts';
import { say } from '../domain/chat-messages.ts';
import { publicAuthor } from '../domain/views.ts';
import type { Send } from '../protocol/patron-frames.ts';
import { entryToParticipants } from './announce.ts';
import { addMessage } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';

export async function sendMessage(service: Service, connectionId: string, frame: Send): Promise<Delivery[]> {
  const { chatId, name, text, offer, isNote } = frame;
  const result = await addMessage(service, chatId, (view) =>
    say(view, { connectionId, name, text, offer, isNote }, service.now()),
  );
  if (result.outcome === 'refused') return refuse(connectionId, result, { name });
  const { view, said } = result;
  if (said.outcome === 'saidBefore') {
    const { place, after, at } = said.mark;
    // Stored, but perhaps never pushed: the function may have died in between. Who has it passes over it.
    const { chat, last } = view;
    const again = last.place === place ? entryToParticipants(chat, last, service.now(), connectionId) : [];
    return [...again, deliver(connectionId, { type: 'sent', chatId, name, place, after, at })];
  }
  const { place, at } = said.entry;
  const after = placeBefore(said.entry, said.by);
  return [
    // First whoever waits to read it: what is sent first is on its way while the rest is being signed.
    ...entryToParticipants(view.chat, said.entry, service.now(), connectionId),
    deliver(connectionId, { type: 'sent', chatId, name, place, after, at }),
  ];
}

/** Shows the others that somebody writes: one read, no write, no answer; from a stranger, nothing at all. */
export async function showTyping(
  service: Service,
  connectionId: string,
  { chatId, writing }: { chatId: string; writing: boolean },
): Promise<Delivery[]> {
  const chat = await service.chats.readHead(chatId);
  const now = service.now();
  if (chat?.state !== 'active' || chat.keptUntil <= now) return [];
  const by = participantOn(chat, connectionId, now);
  if (!by) return [];
  const others = (ids: readonly string[]): string[] => ids.filter((id) => id !== connectionId);
  const { patron, staff } = connectionsOf(chat, now);
  return [
    ...others(by.role === 'patron' ? [] : patron).map((to) =>
      deliver(to, { type: 'typing', chatId, by: publicAuthor(by), writing }),
    ),
    ...others(staff).map((to) => deliver(to, { type: 'typing', chatId, by, writing })),
  ];
}
