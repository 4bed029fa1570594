// A patron's question starts a chat, and everybody on duty in the department sees it arrive.
import type { WaitingChat } from '../domain/chat.ts';
import type { Change } from '../domain/chat-change.ts';
import type { NewChat } from '../domain/chat-commands.ts';
import { startChat } from '../domain/chat-commands.ts';
import { returnPatron } from '../domain/chat-presence.ts';
import type { DeskChange, Staff } from '../domain/desk.ts';
import { changedDesk, deskOf } from '../domain/desk.ts';
import { fallbackOf } from '../domain/helping-out.ts';
import { chooseNext } from '../domain/offer.ts';
import type { Refusal } from '../domain/refused.ts';
import { refused } from '../domain/refused.ts';
import { patronChatView, publicEntryView } from '../domain/views.ts';
import type { StartChat } from '../protocol/patron-frames.ts';
import type { Department } from '../protocol/settings.ts';
import type { Write } from '../store/table-client.ts';
import { announce, stateToStaff } from './announce.ts';
import { changeChat, PAUSE_MS, TRIES } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { desksWith, talliesToStaff } from './desks.ts';
import { patronPage } from './hello-patron.ts';
import { leaveChat } from './leave.ts';
import { OFFER_TRIES } from './move-offers.ts';
import { findWidget, readConfig } from './read-config.ts';
import type { PatronConnection } from '../store/connection-store.ts';
import type { Service } from './service.ts';

export async function startPatronsChat(
  service: Service,
  connectionId: string,
  frame: StartChat,
): Promise<Delivery[]> {
  const { ref, widgetId, chatId } = frame;
  const [caller, config] = await Promise.all([service.connections.whoIs(connectionId), readConfig(service)]);
  if (!caller) return refuse(connectionId, refused('helloFirst'), { ref });
  if (caller.kind !== 'patron') return refuse(connectionId, refused('notAllowed'), { ref });
  const found = findWidget(config, widgetId);
  if (!found) return refuse(connectionId, refused('noSuchWidget'), { ref });
  const now = service.now();
  const inChat = service.connections.patronInChat({ connectionId, widgetId, chatId }, now);
  const command = {
    chatId,
    departmentId: found.department.id,
    widgetId,
    tokenHash: service.hashOf(frame.token),
    connectionId,
    question: { name: frame.name, text: frame.text },
    ...(frame.patronName !== undefined && { patronName: frame.patronName }),
    ...(frame.page && { page: frame.page }),
    transcriptDays: found.department.settings.transcriptDays,
    patronReturnMinutes: found.department.settings.patronReturnMinutes,
  };
  const stored = await storeOffered(service, found.department, command, inChat);
  if (stored === 'there') return startedBefore(service, caller, frame);
  if (stored.outcome === 'refused') return refuse(connectionId, stored, { ref });
  const { change, staff } = stored;
  const entry = publicEntryView(change.entry);
  const page = { chat: patronChatView(change.chat), entries: entry ? [entry] : [], more: false };
  return [
    deliver(connectionId, { type: 'chatStarted', ref, ...page }),
    ...stateToStaff(change, staff.connections, now),
    ...talliesToStaff(staff, stored.deskIds, now),
    ...(await leaveFormer(service, caller, chatId)),
  ];
}

/** A connection's record names one chat: the one before would never be told that it is gone. */
async function leaveFormer(
  service: Service,
  { connectionId, chatId: former }: PatronConnection,
  chatId: string,
): Promise<Delivery[]> {
  if (former === undefined || former === chatId) return [];
  return (await leaveChat(service, former, connectionId)).deliveries;
}

/** A chat that is stored, and staff as they are by it. */
interface Started {
  readonly outcome: 'started';
  readonly change: Change<WaitingChat>;
  readonly staff: Staff;
  readonly deskIds: readonly string[];
}

/**
 * Stores the chat, offered to who is next. Where somebody else's offer came between, it is decided anew; after a few
 * tries the chat is open to all. A first entry that can't be stored is there already, unless another writer was only
 * just at it: the same frame sent twice at once must not be told that its chat belongs to somebody else.
 */
async function storeOffered(
  service: Service,
  department: Department,
  command: NewChat,
  inChat: Write,
): Promise<Started | Refusal | 'there'> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const staff = await service.connections.staffAndDesks();
    const now = service.now();
    const choice = tries <= OFFER_TRIES ? chooseNext(department, staff, now) : undefined;
    const offered = choice && { offeredTo: choice.offeredTo };
    const change = startChat({ ...command, ...offered, ...fallbackOf(department, now) }, now);
    if (change.outcome === 'refused') return change;
    const desks = desksWith(undefined, { ...change, ...(choice && { chosen: choice.desk }) });
    if ((await service.chats.change(change, [inChat, ...desks.writes])) === 'written') {
      return { outcome: 'started', change, ...withDesks(staff, desks.changes, change.entry.at) };
    }
    if (await service.chats.readHead(command.chatId)) return 'there';
    await service.pause(PAUSE_MS * tries);
  }
  return refused('busy');
}

/** Staff as they were read, with the desks as the chat has just changed them. */
function withDesks(
  staff: Staff,
  changes: readonly DeskChange[],
  at: number,
): Pick<Started, 'staff' | 'deskIds'> {
  const changed = changes.map((change) => changedDesk(deskOf(staff, change.operatorId), change, at));
  const deskIds = changed.map(({ operatorId }) => operatorId);
  const others = staff.desks.filter(({ operatorId }) => !deskIds.includes(operatorId));
  return { staff: { ...staff, desks: [...others, ...changed] }, deskIds };
}

/** The same frame again, after its answer was lost: the patron is back in the chat that it started. */
async function startedBefore(
  service: Service,
  caller: PatronConnection,
  frame: StartChat,
): Promise<Delivery[]> {
  const { connectionId } = caller;
  const { ref, chatId, widgetId } = frame;
  const now = service.now();
  const tokenHash = service.hashOf(frame.token);
  const result = await changeChat(
    service,
    chatId,
    (view) => returnPatron(view, { connectionId, tokenHash }, now),
    [service.connections.patronInChat({ connectionId, widgetId, chatId }, now)],
  );
  if (result.outcome === 'refused') {
    const taken = result.code === 'noSuchChat' ? refused('chatTaken') : result;
    return refuse(connectionId, taken, { ref });
  }
  const others = result.outcome === 'changed' ? await announce(service, result, connectionId) : [];
  const page = await patronPage(service, result.chat, 0);
  const former = await leaveFormer(service, caller, chatId);
  return [deliver(connectionId, { type: 'chatStarted', ref, ...page }), ...others, ...former];
}
