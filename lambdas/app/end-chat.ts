// A participant ends the chat: everybody in it and the department are told, the transcript stays.
import { endChat } from '../domain/chat-commands.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';

export async function endParticipantsChat(
  service: Service,
  connectionId: string,
  { ref, chatId }: { ref: string; chatId: string },
): Promise<Delivery[]> {
  const result = await changeChat(service, chatId, (view) => endChat(view, connectionId, service.now()));
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const told = result.outcome === 'changed' ? await announce(service, result) : [];
  return [deliver(connectionId, { type: 'done', ref }), ...told];
}
