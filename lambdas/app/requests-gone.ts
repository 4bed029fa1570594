// Requests that nobody can take any more: whoever was asked has gone away, off duty, or lost the last connection.
import { endIfNobodyIsThere } from '../domain/chat-requests.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import type { Service } from './service.ts';

/** Ends what is asked of a chat if nobody is there for it. `by`: who of a department has just gone. */
export async function endUntakeable(
  service: Service,
  chatId: string,
  by?: { readonly id: string; readonly name: string },
): Promise<Delivery[]> {
  const staff = await service.connections.staff();
  const result = await changeChat(service, chatId, (view) =>
    endIfNobodyIsThere(view, staff, service.now(), by),
  );
  return result.outcome === 'changed' ? announce(service, result) : [];
}
