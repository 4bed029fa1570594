// Requests in words: who is asked for what, how each was over, and what stands beside it for a colleague to read.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { RequestEnd, RequestKind, StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { stopwatch } from '../../ui/time-words.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { RequestNow } from './own-requests.ts';
import type { RequestOutcome, RequestStory } from './request-story.ts';

/** "42 s", "9:59". The clock that this is drawn by moves once a second: rounded up, it would begin a second too high. */
export function timeLeft(until: number, now: number): string {
  const seconds = Math.max(1, Math.floor((until - now) / 1_000));
  return seconds < 120 ? `${seconds} s` : stopwatch(seconds * 1_000);
}

/** For who is in the chat: "Tomas Weiss is asked to take this chat". */
export function standingWords(
  { kind, to, by, patron }: StandingRequest,
  chat: OperatorChat,
  operatorId: string,
): string {
  if (patron === 'asked') return `${patronTitle(chat)} is asked whether ${to.name} may take over`;
  const asker = by.id === operatorId ? '' : ` by ${by.name}`;
  return `${to.name} is asked${asker} ${whatFor(kind)}`;
}

const whatFor = (kind: RequestKind): string =>
  kind === 'transfer' ? 'to take this chat' : 'to join this chat';

/** In the list of chats: "Tomas Weiss is asked · 42 s", "not taken". */
export function markWords(request: RequestNow | undefined, now: number): string | undefined {
  if (request === undefined) return undefined;
  if (request.kind === 'over') return request.again === undefined ? undefined : 'not taken, still yours';
  const { to, until, patron } = request.request;
  return `${patron === 'asked' ? 'the patron' : to.name} is asked · ${timeLeft(until, now)}`;
}

/** For who is asked: what for, by whom. */
export function askedWords({ kind, to, by }: StandingRequest): string {
  const what = whatFor(kind);
  return 'operatorId' in to ? `${by.name} asks you ${what}` : `${by.name} asks ${to.name} ${what}`;
}

/** Why nobody has taken it, for whoever asked. */
export function outcomeWords(
  { request }: RequestStory,
  outcome: RequestOutcome,
  patron: string,
): string | undefined {
  const isTransfer = request.request === 'transfer';
  const still = isTransfer ? ' The chat is still yours.' : '';
  switch (outcome.kind) {
    case 'taken': {
      if (!isTransfer) return undefined;
      const rest = outcome.stays ? ' You are still in it.' : '';
      return `${outcome.by} has the chat now.${rest}`;
    }
    case 'lapsed':
      return outcome.isAnswerDue
        ? `${patron} did not answer within ${inShort(outcome.seconds)}.${still}`
        : `${request.to} did not ${isTransfer ? 'take it' : 'join'} within ${inShort(outcome.seconds)}.${still}`;
    case 'ended':
      return `${endWords(outcome.why, nameOf(outcome.by, request.to), request.to, patron, outcome.reason)}${still}`;
  }
}

/** "60 s", "10 min". */
export const inShort = (seconds: number): string =>
  seconds % 60 === 0 && seconds > 60 ? `${seconds / 60} min` : `${seconds} s`;

const nameOf = (by: { role: string; name?: string }, otherwise: string): string => by.name ?? otherwise;

function endWords(why: RequestEnd, by: string, to: string, patron: string, reason: string): string {
  const nobodyElse = by === to ? '' : ` Nobody else in ${to} can take it.`;
  switch (why) {
    case 'declined':
      return reason === ''
        ? `${by} declined.`
        : `${by} declined: “${reason}”${/\p{P}$/u.test(reason) ? '' : '.'}`;
    case 'withdrawn':
      return `${by} took the request back.`;
    case 'away':
      return `${by} went away.${nobodyElse}`;
    case 'gone':
      return `${by} went off duty or lost the connection.${nobodyElse}`;
    case 'patronDeclined':
      return `${patron} said no to the transfer.`;
  }
}

/** Why a request to oneself is no more: who was quicker, or that it was taken back. `now`: the chat as it is. */
export function goneWords(
  before: OperatorChat,
  request: StandingRequest,
  now: OperatorChat,
  operatorId: string,
): string | undefined {
  const patron = patronTitle(before);
  if (now.state === 'ended') return `The chat with ${patron} has ended.`;
  if (now.operators.some(({ id }) => id === operatorId)) return undefined;
  if (now.owner !== undefined && now.owner.id !== before.owner?.id)
    return `${now.owner.name} has taken the chat with ${patron}.`;
  return `${request.by.name} no longer asks ${'operatorId' in request.to ? 'you' : request.to.name} about ${patron}.`;
}

/** Longest that a colleague reads of the question before they open the chat. */
const QUESTION_LENGTH = 200;

/** What stands ready in internal chat for who asks first; they send it, or write something else. */
export function askFirstDraft(kind: RequestKind, chat: OperatorChat): string {
  const question =
    chat.question.length > QUESTION_LENGTH
      ? `${chat.question.slice(0, QUESTION_LENGTH).trimEnd()}…`
      : chat.question;
  const what = kind === 'transfer' ? 'Could you take it?' : 'Could you join me?';
  return `I have a chat with ${patronTitle(chat)}: “${question}” ${what}`;
}
