// Whether a chat belongs on an operator's desk: as their own, as their department's, as asked, or to help out.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';

/** Who looks, and what they belong to. */
export interface Onlooking {
  /** Whose desk it is. */
  readonly operatorId: string;
  readonly departmentIds: readonly string[];
  /** The departments that the operator helps out. */
  readonly helpsOut: readonly string[];
}

export const isMine = ({ operatorId }: Onlooking, chat: OperatorChat): boolean =>
  chat.operators.some(({ id }) => id === operatorId);

/** Whether the operator, or their department, is asked to take or to join the chat. `now` left out: or was lately. */
export function isAsked({ operatorId, departmentIds }: Onlooking, chat: OperatorChat, now = 0): boolean {
  const { request, state } = chat;
  if (request === undefined || state !== 'active' || request.until <= now) return false;
  if (request.by.id === operatorId) return false;
  return 'operatorId' in request.to
    ? request.to.operatorId === operatorId
    : departmentIds.includes(request.to.departmentId);
}

/** Own, looked in on, or asked to take: whichever department has the chat. */
export const isMineForNow = (who: Onlooking, chat: OperatorChat, now?: number): boolean =>
  isMine(who, chat) ||
  isAsked(who, chat, now) ||
  (chat.onlookers?.some(({ id }) => id === who.operatorId) ?? false);

export const belongs = (who: Onlooking, chat: OperatorChat, now?: number): boolean =>
  who.departmentIds.includes(chat.departmentId) || isMineForNow(who, chat, now);

/** Whether it is, or will be, for this operator to help out: it waits, and its department is not theirs. */
export const helpsLater = ({ helpsOut, departmentIds }: Onlooking, chat: OperatorChat): boolean =>
  chat.state === 'waiting' &&
  chat.fallback !== undefined &&
  helpsOut.includes(chat.departmentId) &&
  !departmentIds.includes(chat.departmentId);
