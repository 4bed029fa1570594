// Transfers and invitations: asked for, taken, declined, taken back, and agreed to by the patron.
import type * as v from 'valibot';
import type { Change, Unchanged } from '../domain/chat-change.ts';
import type { ChatView } from '../domain/chat.ts';
import {
  acceptRequest,
  answerTransfer,
  ask,
  declineRequest,
  withdrawRequest,
} from '../domain/chat-requests.ts';
import type { Asking } from '../domain/chat-requests.ts';
import type { Refusal } from '../domain/refused.ts';
import { refused } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { DEFAULT_SETTINGS, type DepartmentSettings } from '../protocol/department-settings.ts';
import type { declineRequest as declineFrame, RequestFrame } from '../protocol/desk-frames.ts';
import type { Department } from '../protocol/settings.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { enterChat } from './enter-chat.ts';
import { readConfig } from './read-config.ts';
import { endUntakeable } from './requests-gone.ts';
import type { Service } from './service.ts';

interface About {
  readonly ref: string;
  readonly chatId: string;
}

type Decide = (view: ChatView) => Change | Unchanged | Refusal;

const settingsIn = (departments: readonly Department[], departmentId: string): DepartmentSettings =>
  departments.find(({ id }) => id === departmentId)?.settings ?? DEFAULT_SETTINGS;

/** Asks a colleague or a department. Whoever can take it may go while it is stored: so it is looked at again. */
export async function askForChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId, kind, to, note, stays }: RequestFrame,
): Promise<Delivery[]> {
  const { connectionId, operatorId, name } = caller;
  const [{ departments }, staff] = await Promise.all([readConfig(service), service.connections.staff()]);
  const asked = namedOf(to, departments, staff);
  if (!asked)
    return refuse(connectionId, refused('operatorId' in to ? 'notHere' : 'noSuchDepartment'), { ref });
  const by = { id: operatorId, name };
  const result = await changeChat(service, chatId, (view) => {
    const { transferSeconds, transferConsent } = settingsIn(departments, view.chat.departmentId);
    const consent = transferConsent === 'asked';
    const asking: Asking = { by, kind, to: asked, note, stays, seconds: transferSeconds, consent };
    return ask(view, asking, staff, service.now());
  });
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const done = deliver(connectionId, { type: 'done', ref });
  if (result.outcome === 'unchanged') return [done];
  return [done, ...(await announce(service, result)), ...(await endUntakeable(service, chatId))];
}

/** Who is asked, with the name that they have now; nobody who isn't signed in, and no department that isn't there. */
function namedOf(
  to: RequestFrame['to'],
  departments: readonly Department[],
  staff: readonly StaffConnection[],
): Asking['to'] | undefined {
  if ('operatorId' in to) {
    const person = staff.find(({ operatorId }) => operatorId === to.operatorId);
    return person && { operatorId: to.operatorId, name: person.name };
  }
  const department = departments.find(({ id }) => id === to.departmentId);
  return department && { departmentId: department.id, name: department.name };
}

/** From now on a participant, with the whole log. */
export async function acceptRequestedChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId }: About,
): Promise<Delivery[]> {
  const { departmentIds } = caller;
  return enterChat(service, caller, { ref, chatId, after: 0 }, (view, operator, now) =>
    acceptRequest(view, { ...operator, departmentIds }, now),
  );
}

export async function declineRequestedChat(
  service: Service,
  { connectionId, operatorId, name }: StaffConnection,
  { ref, chatId, reason }: v.InferOutput<typeof declineFrame>,
): Promise<Delivery[]> {
  const by = { id: operatorId, name };
  return change(service, connectionId, { ref, chatId }, (view) =>
    declineRequest(view, { by, reason }, service.now()),
  );
}

export async function withdrawChatRequest(
  service: Service,
  { connectionId, operatorId, name }: StaffConnection,
  about: About,
): Promise<Delivery[]> {
  return change(service, connectionId, about, (view) =>
    withdrawRequest(view, { id: operatorId, name }, service.now()),
  );
}

/** The patron says yes or no. */
export async function answerChatTransfer(
  service: Service,
  connectionId: string,
  { ref, chatId, agrees }: About & { readonly agrees: boolean },
): Promise<Delivery[]> {
  const { departments } = await readConfig(service);
  return change(service, connectionId, { ref, chatId }, (view) => {
    const { transferSeconds } = settingsIn(departments, view.chat.departmentId);
    return answerTransfer(view, { connectionId, agrees }, transferSeconds, service.now());
  });
}

async function change(
  service: Service,
  connectionId: string,
  { ref, chatId }: About,
  decide: Decide,
): Promise<Delivery[]> {
  const result = await changeChat(service, chatId, decide);
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const told = result.outcome === 'changed' ? await announce(service, result) : [];
  return [deliver(connectionId, { type: 'done', ref }), ...told];
}
