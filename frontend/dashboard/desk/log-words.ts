// What happened in a chat besides what was said, in words, from where the operator sits.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import { type LibraryTime, span } from '../../ui/time-words.ts';
import { ratingWords } from './after-chat-words.ts';
import { authorName, patronTitle } from './desk-lists.ts';

export interface LogWordsProps {
  readonly chat: OperatorChat;
  readonly operatorId: string;
  readonly time: LibraryTime;
}

export type RequestEntry = Extract<Entry, { kind: 'requested' }>;
type TransferredEntry = Extract<Entry, { kind: 'transferred' }>;
type RequestEndEntry = Extract<Entry, { kind: 'requestEnded' }>;

/** What is told by a sentence of its own, and not by lines that need what stood before. */
export type Happening = Exclude<Entry, { kind: 'message' | 'note' | 'dropped' | 'returned' }>;

/** What stood before an entry, as far as its words need it. */
export interface Before {
  /** The request that stood, if one did. */
  readonly asked: RequestEntry | undefined;
  /** Whether an operator had come into the chat: the first who does has claimed it. */
  readonly isAnswered: boolean;
}

export function happeningWords(entry: Happening, before: Before, props: LogWordsProps): string {
  const by = nameInWords(entry.by, props);
  switch (entry.kind) {
    case 'joined':
      return joinedWords(entry, by, before, props.chat);
    case 'left':
      return entry.owner === undefined ? `${by} left` : `${by} left · ${ownsNow(entry.owner, props)}`;
    case 'offered':
      return entry.to === undefined ? 'open to all' : `moved on to ${named(entry.to, props)}`;
    case 'requested':
      return requestWords(entry, by, props);
    case 'transferAgreed':
      return `${by} agreed to the transfer · until ${props.time.clock(entry.until)} for ${before.asked?.to ?? 'a colleague'} to take it`;
    case 'requestEnded':
      return `${endWords(entry, by, before)}${staysWith(entry, props)}`;
    case 'transferred':
      return `${by} took over from ${giverWords(entry, props)}`;
    case 'lookedIn':
      return `${by} began to look in`;
    case 'lookedAway':
      return `${by} stopped looking in`;
    case 'ended':
      return `ended by ${by}`;
    case 'followUp':
      return entry.by.role === 'patron'
        ? `left as follow-up no. ${entry.number}`
        : `turned into follow-up no. ${entry.number} by ${by}`;
    case 'rated':
      return ratingWords(entry.rating);
    case 'addressGiven':
      return `transcript sent to ${entry.email}`;
  }
}

/** Nobody took it in time, which nobody writes down. `isAnswerDue`: it was the patron who had to say yes. */
export function runOutWords(request: RequestEntry, isAnswerDue: boolean, props: LogWordsProps): string {
  if (request.request === 'invitation') return `nobody took it: ${request.to} didn’t join`;
  const why = isAnswerDue ? `${patronTitle(props.chat)} didn’t answer` : 'nobody took it';
  return `${why} · the chat stays with ${nameInWords(request.by, props)}`;
}

export function nameInWords(by: Author, { chat, operatorId }: LogWordsProps): string {
  const name = authorName(by, chat, operatorId);
  return name === 'You' ? 'you' : name;
}

type Named = NonNullable<OperatorChat['owner']>;

const named = ({ id, name }: Named, { operatorId }: LogWordsProps): string =>
  id === operatorId ? 'you' : name;

const ownsNow = (owner: Named, props: LogWordsProps): string =>
  owner.id === props.operatorId ? 'the chat is yours now' : `${owner.name} owns the chat now`;

function joinedWords(
  { at, by: { role } }: Happening,
  by: string,
  { isAnswered }: Before,
  { startedAt }: OperatorChat,
): string {
  if (isAnswered || role === 'patron') return `${by} joined`;
  return `waited ${span(at - startedAt)} · claimed by ${by}`;
}

function giverWords({ from, stays }: TransferredEntry, props: LogWordsProps): string {
  if (from.id === props.operatorId) return stays ? 'you, and you stay' : 'you';
  return `${from.name}, who ${stays ? 'stays' : 'left'}`;
}

function requestWords(entry: RequestEntry, by: string, { chat, time }: LogWordsProps): string {
  const until = `until ${time.clock(entry.until)}`;
  if (entry.request === 'invitation') return `${by} asked ${entry.to} to join, ${until}`;
  if (!entry.asks) return `${by} asked ${entry.to} to take over, ${until}`;
  return `${by} asked ${patronTitle(chat)} whether ${entry.to} may take over, ${until}`;
}

function endWords({ why, by: who }: RequestEndEntry, by: string, { asked }: Before): string {
  // Whoever asked a department reads of the last one there who went.
  const isOfMany = asked !== undefined && who.role === 'operator' && who.name !== asked.to;
  const nobodyLeft = isOfMany ? `, and nobody else in ${asked.to} can take it` : '';
  switch (why) {
    case 'declined':
      return `${by} declined`;
    case 'withdrawn':
      return `${by} took the request back`;
    case 'patronDeclined':
      return `${by} said no to the transfer`;
    case 'away':
      return `${by} went away${nobodyLeft}`;
    case 'gone':
      return `${by} went off duty or lost the connection${nobodyLeft}`;
  }
}

const staysWith = ({ request, owner }: RequestEndEntry, props: LogWordsProps): string =>
  request === 'transfer' ? ` · the chat stays with ${named(owner, props)}` : '';
