// What operators ask of each other over a chat: transfers and invitations, one at a time, and how each is over. Pure.
import type { RequestEnd, RequestKind, StandingRequest } from '../protocol/desk-frames.ts';
import type { Author } from '../protocol/entry.ts';
import type { ActiveChat, Chat, ChatView } from './chat.ts';
import { isOperatorOf, ownerOf, participantOn } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { refusedOn, unchanged } from './chat-change.ts';
import { nextEntry } from './chat-log.ts';
import { attachOperator, withOperator } from './chat-presence.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';
import type { StaffConnection } from './staff.ts';
import { peopleHere } from './staff.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

const authorOf = ({ id, name }: Person): Author => ({ role: 'operator', id, name });

/** The request that stands now: past its time it is over, whatever is stored. */
export const standingRequestOf = (chat: Chat, now: number): StandingRequest | undefined =>
  chat.state === 'active' && chat.request && chat.request.until > now ? chat.request : undefined;

/** Whether somebody is asked by it: themselves, or with their department. */
export const isAskedBy = (
  { to, by }: StandingRequest,
  { operatorId, departmentIds }: Pick<StaffConnection, 'operatorId' | 'departmentIds'>,
): boolean =>
  'operatorId' in to
    ? to.operatorId === operatorId
    : departmentIds.includes(to.departmentId) && by.id !== operatorId;

/** Whether somebody who is asked is available, and not in the chat already. */
const canBeTaken = (
  chat: ActiveChat,
  request: StandingRequest,
  staff: readonly StaffConnection[],
  now: number,
): boolean =>
  peopleHere(staff, now).some(
    ({ standing, connections: [person] }) =>
      standing.status === 'available' && isAskedBy(request, person) && !isOperatorOf(chat, person.operatorId),
  );

export interface Asking {
  readonly by: Person;
  readonly kind: RequestKind;
  readonly to: StandingRequest['to'];
  readonly note: string;
  readonly stays: boolean;
  /** How long whoever is asked has for it, in seconds. */
  readonly seconds: number;
  /** The patron is asked before a transfer. */
  readonly consent: boolean;
}

/** The owner asks to be relieved, or any operator of the chat for a colleague's company. */
export function ask(
  { chat, last }: ChatView,
  { by, kind, to, note, stays, seconds, consent }: Asking,
  staff: readonly StaffConnection[],
  now: number,
): Change | Unchanged | Refusal {
  if (chat.state === 'ended') return refused('chatEnded');
  if (chat.state === 'waiting' || !isOperatorOf(chat, by.id)) return refused('notAllowed');
  if (kind === 'transfer' && chat.ownerId !== by.id) {
    return refused('notAllowed', {
      sentence: `Only ${ownerOf(chat).name}, whose chat it is, can transfer it.`,
    });
  }
  if (kind === 'invitation' && 'departmentId' in to) {
    return refused('notAllowed', { sentence: 'An invitation is for one colleague, not for a department.' });
  }
  const asks = kind === 'transfer' && consent;
  const until = Math.max(now, last.at) + seconds * 1_000;
  const request: StandingRequest = {
    kind,
    to,
    by: { id: by.id, name: by.name },
    note,
    stays: kind === 'transfer' && stays,
    until,
    ...(asks && { patron: 'asked' as const }),
  };
  const before = standingRequestOf(chat, now);
  if (before) return isSame(before, request) ? unchanged(chat) : refused('requestStands');
  if (!canBeTaken(chat, request, staff, now)) return refused('notHere');
  const what = { kind: 'requested', request: kind, to: to.name, note, until, asks } as const;
  const entry = nextEntry(last, authorOf(by), what, now);
  return { outcome: 'changed', chat: { ...chat, request }, entry };
}

/** The same frame again, after its answer was lost. */
function isSame(a: StandingRequest, b: StandingRequest): boolean {
  const facts = ({ kind, to, by, note, stays }: StandingRequest): string =>
    JSON.stringify([kind, 'operatorId' in to ? to.operatorId : [to.departmentId], by.id, note, stays]);
  return facts(a) === facts(b);
}

/** Somebody takes what they were asked to: has the chat from then on, or is in it too. */
export function acceptRequest(
  view: ChatView,
  operator: OperatorHere & { readonly departmentIds: readonly string[] },
  now: number,
): Change | Unchanged | Refusal {
  const { chat, last } = view;
  if (chat.state === 'ended') return refused('chatEnded');
  const request = standingRequestOf(chat, now);
  // The same frame again, after its answer was lost.
  if (!request && isOperatorOf(chat, operator.id)) return attachOperator(view, operator, now);
  const { id, departmentIds } = operator;
  const isAsked = request && isAskedBy(request, { operatorId: id, departmentIds });
  if (chat.state === 'waiting' || !isAsked || request.patron === 'asked') return refused('noSuchRequest');
  const { request: _, ...entered } = withOperator(chat, operator, now);
  if (request.kind === 'invitation') {
    const entry = nextEntry(last, authorOf(operator), { kind: 'joined' }, now);
    return { outcome: 'changed', chat: entered, entry };
  }
  const from = ownerOf(chat);
  const operators = entered.operators.filter((each) => request.stays || each.id !== from.id);
  const departmentId = 'departmentId' in request.to ? request.to.departmentId : chat.departmentId;
  const what = { kind: 'transferred', from, stays: request.stays } as const;
  const entry = nextEntry(last, authorOf(operator), what, now);
  return { outcome: 'changed', chat: { ...entered, departmentId, ownerId: id, operators }, entry };
}

/** Whom the request asks doesn't take it. Nobody declines for a whole department. */
export function declineRequest(
  { chat, last }: ChatView,
  { by, reason }: { readonly by: Person; readonly reason: string },
  now: number,
): Change | Refusal {
  if (chat.state === 'ended') return refused('chatEnded');
  const request = standingRequestOf(chat, now);
  const isAsked = request && 'operatorId' in request.to && request.to.operatorId === by.id;
  if (chat.state === 'waiting' || !isAsked) return refused('noSuchRequest');
  return endRequest({ chat, last }, request, { by: authorOf(by), why: 'declined', reason }, now);
}

/** Whoever asked, or the owner, takes it back. */
export function withdrawRequest({ chat, last }: ChatView, by: Person, now: number): Change | Refusal {
  if (chat.state === 'ended') return refused('chatEnded');
  const request = standingRequestOf(chat, now);
  if (chat.state === 'waiting' || !isOperatorOf(chat, by.id)) return refused('notAllowed');
  if (!request) return refused('noSuchRequest');
  if (request.by.id !== by.id && chat.ownerId !== by.id) return refused('notAllowed');
  return endRequest({ chat, last }, request, { by: authorOf(by), why: 'withdrawn' }, now);
}

/** The patron says whether the chat may go to somebody else; a yes gives whoever is asked their time anew. */
export function answerTransfer(
  { chat, last }: ChatView,
  { connectionId, agrees }: { readonly connectionId: string; readonly agrees: boolean },
  seconds: number,
  now: number,
): Change | Unchanged | Refusal {
  const by = participantOn(chat, connectionId, now);
  if (!by) return refusedOn(chat, connectionId, now);
  if (by.role !== 'patron') return refused('notAllowed');
  if (chat.state === 'ended') return refused('chatEnded');
  const request = standingRequestOf(chat, now);
  if (chat.state === 'waiting' || !request?.patron) return refused('noSuchRequest');
  if (!agrees) return endRequest({ chat, last }, request, { by, why: 'patronDeclined' }, now);
  if (request.patron === 'agreed') return unchanged(chat);
  const until = Math.max(now, last.at) + seconds * 1_000;
  const entry = nextEntry(last, by, { kind: 'transferAgreed', until }, now);
  return { outcome: 'changed', chat: { ...chat, request: { ...request, patron: 'agreed', until } }, entry };
}

/**
 * A request that nobody can take any more is over; whoever it is left to wait for nobody reads why at once. `by`: who of
 * a department has just gone.
 */
export function endIfNobodyIsThere(
  { chat, last }: ChatView,
  staff: readonly StaffConnection[],
  now: number,
  by?: Person,
): Change | Unchanged {
  const request = standingRequestOf(chat, now);
  if (chat.state !== 'active' || !request || canBeTaken(chat, request, staff, now)) return unchanged(chat);
  const { to } = request;
  const isAway = peopleHere(staff, now).some(
    ({ standing, connections: [person] }) => standing.status !== 'offline' && isAskedBy(request, person),
  );
  const who = 'operatorId' in to ? { id: to.operatorId, name: to.name } : (by ?? request.by);
  const why = isAway ? 'away' : 'gone';
  return endRequest({ chat, last }, request, { by: authorOf(who), why }, now);
}

interface Ending {
  readonly by: Author;
  readonly why: RequestEnd;
  readonly reason?: string;
}

/** A request is over; the chat is with its owner, as all the while. */
export function endRequest(
  { chat, last }: ChatView<ActiveChat>,
  { kind }: StandingRequest,
  { by, why, reason = '' }: Ending,
  now: number,
): Change {
  const { request: _, ...rest } = chat;
  const what = { kind: 'requestEnded', request: kind, why, reason, owner: ownerOf(chat) } as const;
  return { outcome: 'changed', chat: rest, entry: nextEntry(last, by, what, now) };
}
