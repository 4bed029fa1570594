// The lists of a department's chats: the open ones for its operators, the ended ones to find and read.
import type { Chat } from '../domain/chat.ts';
import { helpsOutIn, helpsOutWith } from '../domain/helping-out.ts';
import { refused } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { operatorChatView } from '../domain/views.ts';
import type { OperatorChat } from '../protocol/chat-view.ts';
import type { openChats, transcripts } from '../protocol/operator-frames.ts';
import { cursorOf } from '../store/chat-item.ts';
import type * as v from 'valibot';
import type { Delivery } from './delivery.ts';
import { deliver, fitting, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/** Transcripts in one page of the list. */
const TRANSCRIPTS_PAGE = 30;

/** As many chats of a page as fit into a frame, and where the next page begins. */
function cutToFrame(page: { readonly chats: readonly Chat[]; readonly next?: string }): {
  chats: OperatorChat[];
  next: string | undefined;
} {
  const chats = fitting(page.chats.map(operatorChatView));
  const last = page.chats[chats.length - 1];
  return { chats, next: last && chats.length < page.chats.length ? cursorOf(last) : page.next };
}

/** To its own operators all of them; to those who help out what waits, from its start. */
export async function listOpenChats(
  service: Service,
  caller: StaffConnection,
  { ref, departmentId, after }: v.InferOutput<typeof openChats>,
): Promise<Delivery[]> {
  const to = caller.connectionId;
  const isMember = may('seeOpenChats', caller, departmentId);
  if (!isMember && !(await helpsOut(service, caller, departmentId))) {
    return refuse(to, refused('noSuchDepartment'), { ref });
  }
  const now = service.now();
  const page = await service.chats.openChats(departmentId, { ...(after !== undefined && { after }), now });
  const isShown = (chat: Chat): boolean =>
    isMember || (chat.state === 'waiting' && helpsOutWith(caller, chat));
  const { chats, next } = cutToFrame({ ...page, chats: page.chats.filter(isShown) });
  return [deliver(to, { type: 'openChats', ref, departmentId, chats, ...(next !== undefined && { next }) })];
}

async function helpsOut(service: Service, caller: StaffConnection, departmentId: string): Promise<boolean> {
  const { departments } = await readConfig(service);
  return helpsOutIn(caller, departments).some(({ id }) => id === departmentId);
}

export async function findTranscripts(
  service: Service,
  caller: StaffConnection,
  { ref, departmentId, words, after }: v.InferOutput<typeof transcripts>,
): Promise<Delivery[]> {
  const to = caller.connectionId;
  if (!may('readTranscript', caller, departmentId)) return refuse(to, refused('noSuchDepartment'), { ref });
  const page = await service.chats.endedChats(departmentId, {
    words: (words ?? '').toLowerCase().split(/\s+/u).filter(Boolean),
    ...(after !== undefined && { after }),
    now: service.now(),
    limit: TRANSCRIPTS_PAGE,
  });
  const { chats, next } = cutToFrame(page);
  return [
    deliver(to, { type: 'transcripts', ref, departmentId, chats, ...(next !== undefined && { next }) }),
  ];
}
