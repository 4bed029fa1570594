// Who is called for at this desk: waiting chats that are this operator's to take, and colleagues' requests to them.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { isOnDuty, type Status } from '../../../lambdas/protocol/settings.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { offerOf } from '../desk/offer.ts';
import type { AskedRequest } from '../handing/asked-requests.ts';

export type Call =
  /** `offered`: to this operator. `helping`: another department's that has waited long. */
  | {
      readonly kind: 'chat';
      readonly chat: OperatorChat;
      readonly why: 'offered' | 'open' | 'urgent' | 'helping';
    }
  | { readonly kind: 'request'; readonly chat: OperatorChat; readonly request: StandingRequest };

export interface CallsProps {
  /** The server's time in ms. */
  readonly now: number;
  readonly status: Status;
  /** What colleagues ask this operator, or their department. */
  readonly asked: readonly AskedRequest[];
  readonly isUrgent: (chat: OperatorChat, now: number) => boolean;
  /** Whether what is known of a department's chats is from this connection: others may have taken the rest. */
  readonly isFresh: (departmentId: string) => boolean;
}

/** Oldest first, chats before requests. */
export function callsFor(state: DeskState, props: CallsProps): readonly Call[] {
  const known = [...state.chats.values()].map(({ chat }) => chat);
  // The desk moves chats to help out with into its lists by a clock that may lag behind.
  const chats = [...known, ...state.later.values()].toSorted((one, other) => one.startedAt - other.startedAt);
  return [
    ...(isOnDuty(props.status) ? chats.flatMap((chat) => chatCall(state, chat, props)) : []),
    ...props.asked.flatMap((asked) => requestCall(asked, props)),
  ];
}

function chatCall(state: DeskState, chat: OperatorChat, { now, isUrgent, isFresh }: CallsProps): Call[] {
  // A patron without a connection can't be answered now; the call begins anew when they are back.
  if (chat.state !== 'waiting' || chat.patronGoneSince !== undefined || !isFresh(chat.departmentId))
    return [];
  const call = (why: Extract<Call, { kind: 'chat' }>['why']): Call[] => [{ kind: 'chat', chat, why }];
  if (state.departmentIds.includes(chat.departmentId)) {
    if (isUrgent(chat, now)) return call('urgent');
    const offer = offerOf(chat, state.operatorId, now);
    if (offer.kind === 'theirs') return [];
    return call(offer.kind === 'mine' ? 'offered' : 'open');
  }
  const { fallback } = chat;
  if (fallback === undefined || fallback.at > now) return [];
  return state.departmentIds.includes(fallback.departmentId) ? call('helping') : [];
}

function requestCall({ chat, request }: AskedRequest, { status }: CallsProps): Call[] {
  // While the patron is still asked, nobody can take it.
  if (request.patron === 'asked') return [];
  const isByName = 'operatorId' in request.to;
  return isByName || isOnDuty(status) ? [{ kind: 'request', chat, request }] : [];
}

/** The same for as long as it is the same call: what turns urgent, and a request that is made again, is a new one. */
export function keyOf(call: Call): string {
  if (call.kind === 'request') return `request ${call.chat.chatId} ${call.request.until}`;
  return `chat ${call.chat.chatId}${call.why === 'urgent' ? ' urgent' : ''}`;
}
