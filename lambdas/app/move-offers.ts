// Who is away, off duty or gone takes no chat: what was offered to them is offered to the next, what they were asked is over.
import { askedOfDepartments, liveOffers } from '../domain/desk.ts';
import { endIfNobodyIsThere } from '../domain/chat-requests.ts';
import { chooseNext, isOfferedTo, moveOffer } from '../domain/offer.ts';
import type { ChatView } from '../domain/chat.ts';
import type { Change, Unchanged } from '../domain/chat-change.ts';
import type { Department } from '../protocol/settings.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { changeDesk } from './desks.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/** How often it is decided anew who is next while others are offered chats at the same moment. */
export const OFFER_TRIES = 6;

interface Operator {
  readonly operatorId: string;
  readonly name: string;
  readonly departmentIds: readonly string[];
}

/**
 * To be called once the new status is stored. Touching the desk first settles the race with an arrival: whoever
 * decided by the old status finds another version, and whoever stored before has their offer found here.
 */
export async function moveOffers(service: Service, operator: Operator): Promise<Delivery[]> {
  const { operatorId } = operator;
  const desk = await changeDesk(service, () => service.desks.touch(operatorId, service.now()));
  const { desks } = await service.connections.staffAndDesks();
  const now = service.now();
  const offered = desk === 'lost' ? [] : liveOffers(desk, now);
  const chatIds = [...offered, ...askedOfDepartments(desks, operator.departmentIds, now)];
  if (chatIds.length === 0) return [];
  const { departments } = await readConfig(service);
  const told: Delivery[] = [];
  // One after another: each counts on the desk of who gets it, and takes itself off this one.
  for (const chatId of chatIds) told.push(...(await moveOn(service, operator, chatId, departments)));
  return told;
}

async function moveOn(
  service: Service,
  { operatorId, name }: Operator,
  chatId: string,
  departments: readonly Department[],
): Promise<Delivery[]> {
  let tries = 0;
  const toNext = async (view: ChatView): Promise<Change | Unchanged> => {
    const now = service.now();
    if (view.chat.state === 'active') {
      const staff = await service.connections.staff();
      return endIfNobodyIsThere(view, staff, now, { id: operatorId, name });
    }
    if (!isOfferedTo(view, operatorId, now)) return { outcome: 'unchanged', chat: view.chat };
    tries += 1;
    const department = departments.find(({ id }) => id === view.chat.departmentId);
    const next =
      department && tries <= OFFER_TRIES ? await nextOf(service, department, operatorId) : undefined;
    return moveOffer(view, { id: operatorId, name }, next, now);
  };
  const result = await changeChat(service, chatId, toNext);
  return result.outcome === 'changed' ? announce(service, result) : [];
}

async function nextOf(service: Service, department: Department, exceptId: string) {
  const { connections, desks } = await service.connections.staffAndDesks();
  const others = connections.filter(({ operatorId }) => operatorId !== exceptId);
  return chooseNext(department, { connections: others, desks }, service.now());
}
