// A patron rates a chat that has ended; its department's staff see it.
import { rateChat } from '../domain/after-chat.ts';
import type { RateChat } from '../protocol/after-chat-frames.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';

export async function ratePatronsChat(
  service: Service,
  connectionId: string,
  { ref, chatId, token, rating }: RateChat,
): Promise<Delivery[]> {
  const tokenHash = service.hashOf(token);
  const result = await changeChat(service, chatId, (view) =>
    rateChat(view, { tokenHash, rating }, service.now()),
  );
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const told = result.outcome === 'changed' ? await announce(service, result) : [];
  return [deliver(connectionId, { type: 'done', ref }), ...told];
}
