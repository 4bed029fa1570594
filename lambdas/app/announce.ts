// Who is told of what happens in a chat: its participants of every entry, the department of its state.
import type { Chat, LogEntry } from '../domain/chat.ts';
import { connectionsOf } from '../domain/chat.ts';
import type { Change } from '../domain/chat-change.ts';
import { isAskedBy } from '../domain/chat-requests.ts';
import { isNewsToHelpers } from '../domain/helping-out.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { isShownChatsOf } from '../domain/staff.ts';
import { entryView, operatorChatView, publicEntryView } from '../domain/views.ts';
import type { StoredChange } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver } from './delivery.ts';
import { talliesToStaff } from './desks.ts';
import { here } from './here.ts';
import type { Service } from './service.ts';

/**
 * The entry for everybody in the chat who may see it, except on the connection that has its answer already. `before`: the
 * chat as it was, so that an entry that takes somebody out of it is the last that they are sent.
 */
export function entryToParticipants(
  chat: Chat,
  entry: LogEntry,
  now: number,
  except?: string,
  before = chat,
): Delivery[] {
  const { patron, staff } = connectionsOf(chat, now);
  const shown = publicEntryView(entry);
  const full = entryView(entry);
  const others = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== except);
  const everyStaff = others([...staff, ...connectionsOf(before, now).staff]);
  return [
    ...(shown
      ? others(patron).map((to) => deliver(to, { type: 'entry', chatId: chat.chatId, entry: shown }))
      : []),
    ...everyStaff.map((to) => deliver(to, { type: 'entry', chatId: chat.chatId, entry: full })),
  ];
}

/**
 * The chat's state for everybody signed in of its department, while it waits for the department that helps out, for who
 * is in it and who is asked to be; and for those who were until now, so that it goes from their lists.
 */
export function stateToStaff(
  { chat, entry, before = chat }: Pick<Change, 'chat' | 'entry'> & { readonly before?: Chat | undefined },
  staff: readonly StaffConnection[],
  now: number,
): Delivery[] {
  const frame = { type: 'chatChanged', chat: operatorChatView(chat) } as const;
  const helpers = isNewsToHelpers(chat, entry) ? chat.fallback?.departmentId : undefined;
  const departmentIds = [chat.departmentId, before.departmentId, helpers].filter((id) => id !== undefined);
  const requests = [chat, before].flatMap((each) =>
    each.state === 'active' && each.request ? [each.request] : [],
  );
  const concerned = here(staff, now).filter(
    (connection) =>
      departmentIds.some((id) => isShownChatsOf(connection, id, now)) ||
      requests.some((request) => isAskedBy(request, connection)),
  );
  const to = new Set([
    ...concerned.map(({ connectionId }) => connectionId),
    ...connectionsOf(chat, now).staff,
    ...connectionsOf(before, now).staff,
  ]);
  return [...to].map((connectionId) => deliver(connectionId, frame));
}

/** A change of a chat for everybody whom it concerns, and for all staff the tallies that it changed. */
export async function announce(
  service: Service,
  { chat, entry, moved, before, deskIds = [] }: Change & Partial<StoredChange>,
  except?: string,
): Promise<Delivery[]> {
  const now = service.now();
  const toParticipants = entryToParticipants(chat, entry, now, except, before);
  const isNews = moved || changesState(entry);
  if (!isNews && deskIds.length === 0) return toParticipants;
  const staff = await service.connections.staffAndDesks();
  return [
    ...toParticipants,
    ...(isNews ? stateToStaff({ chat, entry, before }, staff.connections, now) : []),
    ...talliesToStaff(staff, deskIds, now),
  ];
}

/** A second tab that opens or closes is nobody's news. */
function changesState(entry: LogEntry): boolean {
  if (entry.kind === 'dropped') return entry.connections === 0;
  return entry.kind !== 'returned' || entry.connections === 1;
}
