// Who is told of what happens in a chat: its participants of every entry, the department of its state.
import type { Chat, LogEntry } from '../domain/chat.ts';
import { connectionsOf } from '../domain/chat.ts';
import type { Change } from '../domain/chat-change.ts';
import { isNewsToHelpers } from '../domain/helping-out.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { isShownChatsOf } from '../domain/staff.ts';
import { entryView, operatorChatView, publicEntryView } from '../domain/views.ts';
import type { Delivery } from './delivery.ts';
import { deliver } from './delivery.ts';
import { talliesToStaff } from './desks.ts';
import type { Service } from './service.ts';

/** The entry for everybody in the chat who may see it, except on the connection that has its answer already. */
export function entryToParticipants(chat: Chat, entry: LogEntry, now: number, except?: string): Delivery[] {
  const { patron, operators } = connectionsOf(chat, now);
  const shown = publicEntryView(entry);
  const full = entryView(entry);
  const others = (ids: readonly string[]): string[] => ids.filter((id) => id !== except);
  return [
    ...(shown
      ? others(patron).map((to) => deliver(to, { type: 'entry', chatId: chat.chatId, entry: shown }))
      : []),
    ...others(operators).map((to) => deliver(to, { type: 'entry', chatId: chat.chatId, entry: full })),
  ];
}

/**
 * The chat's state for everybody signed in of its department, for the operators who are in it, and while it waits for
 * the department that helps out.
 */
export function stateToStaff(
  { chat, entry }: Pick<Change, 'chat' | 'entry'>,
  staff: readonly StaffConnection[],
  now: number,
): Delivery[] {
  const frame = { type: 'chatChanged', chat: operatorChatView(chat) } as const;
  const helpers = isNewsToHelpers(chat, entry) ? chat.fallback?.departmentId : undefined;
  const members = staff.filter((connection) =>
    [chat.departmentId, helpers].some((id) => id !== undefined && isShownChatsOf(connection, id, now)),
  );
  const to = new Set([
    ...members.map(({ connectionId }) => connectionId),
    ...connectionsOf(chat, now).operators,
  ]);
  return [...to].map((connectionId) => deliver(connectionId, frame));
}

/** A change of a chat for everybody whom it concerns, and for all staff the tallies that it changed. */
export async function announce(
  service: Service,
  { chat, entry, moved, deskIds = [] }: Change & { readonly deskIds?: readonly string[] },
  except?: string,
): Promise<Delivery[]> {
  const now = service.now();
  const toParticipants = entryToParticipants(chat, entry, now, except);
  const isNews = moved || changesState(entry);
  if (!isNews && deskIds.length === 0) return toParticipants;
  const staff = await service.connections.staffAndDesks();
  return [
    ...toParticipants,
    ...(isNews ? stateToStaff({ chat, entry }, staff.connections, now) : []),
    ...talliesToStaff(staff, deskIds, now),
  ];
}

/** A second tab that opens or closes is nobody's news. */
function changesState(entry: LogEntry): boolean {
  if (entry.kind === 'dropped') return entry.connections === 0;
  return entry.kind !== 'returned' || entry.connections === 1;
}
