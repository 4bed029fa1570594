// A chat and its log: what it can be, and who takes part in it. Pure; times in ms since 1970.
import type { StandingRequest } from '../protocol/desk-frames.ts';
import type { Rating } from '../protocol/rating.ts';
import type { Author, Entry } from '../protocol/entry.ts';
import type { Page } from '../protocol/fields.ts';

export interface OperatorConnection {
  readonly id: string;
  /** When the sign-in behind this connection ends. From then on it may say nothing. */
  readonly until: number;
}

export interface ChatOperator {
  readonly id: string;
  readonly name: string;
  readonly connections: readonly OperatorConnection[];
}

interface ChatFacts {
  readonly chatId: string;
  readonly departmentId: string;
  readonly widgetId: string;
  /** SHA-256 of the resume token, base64url. */
  readonly tokenHash: string;
  readonly patronName?: string;
  readonly question: string;
  readonly page?: Page;
  readonly startedAt: number;
  /** When every trace of the chat is deleted. */
  readonly keptUntil: number;
  readonly patronConnections: readonly string[];
  /** Since when the patron has had no connection. */
  readonly patronGoneSince?: number;
  /** For how long (ms) after that the resume token still leads back into the chat. */
  readonly patronReturnMs: number;
  /** The number of the newest follow-up that was left from this chat. */
  readonly followUpNumber?: number;
  /** Where the patron had the transcript sent, each address once. */
  readonly transcriptTo?: readonly string[];
  /** What the patron thought of it, once it had ended. */
  readonly rating?: Rating;
  /** The address that the patron gave last. */
  readonly patronEmail?: string;
  /** The department that helps out with it while it waits, and from when on. */
  readonly fallback?: { readonly departmentId: string; readonly at: number };
}

export interface WaitingChat extends ChatFacts {
  readonly state: 'waiting';
  /** Who was offered it last. Past `until` it is open to all. */
  readonly offeredTo?: { readonly id: string; readonly name: string; readonly until: number };
}

export interface ActiveChat extends ChatFacts {
  readonly state: 'active';
  readonly claimedAt: number;
  readonly ownerId: string;
  readonly operators: readonly ChatOperator[];
  /** Coordinators who look in: they are told everything and say nothing but notes. */
  readonly onlookers?: readonly ChatOperator[];
  /** Past its `until` it is over, whatever is stored. */
  readonly request?: StandingRequest;
}

export interface EndedChat extends ChatFacts {
  readonly state: 'ended';
  readonly claimedAt?: number;
  readonly ownerId?: string;
  readonly operators: readonly ChatOperator[];
  readonly endedAt: number;
  readonly endedBy: Author['role'];
}

export type Chat = WaitingChat | ActiveChat | EndedChat;
export type OpenChat = WaitingChat | ActiveChat;

/** The last message of an outbox that was stored: its number, and the acknowledgement that it was given. */
export interface OutboxMark {
  readonly number: number;
  readonly place: number;
  readonly after: number;
  readonly at: number;
}

/** `Omit` that keeps the members of a union apart. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An entry as it is stored. Operators see every entry, patrons only the public ones. */
export type LogEntry = Without<Entry, 'after'> & {
  /** The place of the last public entry before this one, 0 if there is none. */
  readonly publicAfter: number;
  /** The place of the last entry that changed the chat itself, up to and including this one. */
  readonly changedAt: number;
  /** For each side's outbox of this chat, its last stored message, up to and including this entry. */
  readonly outboxes: Readonly<Record<string, OutboxMark>>;
};

/** A chat together with the last entry of its log: all that a decision needs. */
export interface ChatView<C extends Chat = Chat> {
  readonly chat: C;
  readonly last: LogEntry;
}

/** What the patron may see. Every other kind is for staff, so that a new one is, until somebody says otherwise. */
const PUBLIC: ReadonlySet<LogEntry['kind']> = new Set([
  'message',
  'joined',
  'left',
  'ended',
  'followUp',
  'transferred',
  'transferAgreed',
]);

/** Of requests the patron is told where they are transfers. */
export const isPublic = (entry: LogEntry): boolean =>
  entry.kind === 'requested' || entry.kind === 'requestEnded'
    ? entry.request === 'transfer'
    : PUBLIC.has(entry.kind);

/** The place of the last entry that the patron may see. */
export const publicPlace = (entry: LogEntry): number => (isPublic(entry) ? entry.place : entry.publicAfter);

/** How many connections of one person a chat keeps; the oldest of more is most likely dead and forgotten. */
const CONNECTIONS_KEPT = 20;

export const withNewest = <T>(others: readonly T[], newest: T): T[] => [
  ...others.slice(1 - CONNECTIONS_KEPT),
  newest,
];

/** Somebody's connections with one more, or with a newer sign-in. */
export const connectedOn = (
  known: readonly OperatorConnection[],
  connection: OperatorConnection,
  now: number,
): OperatorConnection[] =>
  withNewest(
    known.filter(({ id, until }) => id !== connection.id && until > now),
    connection,
  );

export const operatorsOf = (chat: Chat): readonly ChatOperator[] =>
  chat.state === 'waiting' ? [] : chat.operators;

/** Coordinators who look in on it. */
const onlookersOf = (chat: Chat): readonly ChatOperator[] =>
  chat.state === 'active' ? (chat.onlookers ?? []) : [];

export const isOperatorOf = (chat: Chat, operatorId: string): boolean =>
  operatorsOf(chat).some(({ id }) => id === operatorId);

/** Who has the chat. */
export function ownerOf({ ownerId, operators }: ActiveChat): { readonly id: string; readonly name: string } {
  const owner = operators.find(({ id }) => id === ownerId);
  if (!owner) throw new Error('an active chat has no owner among its operators');
  return { id: owner.id, name: owner.name };
}

/** Who speaks on a connection of this chat, if anybody. An operator whose sign-in has ended is nobody. */
export function participantOn(chat: Chat, connectionId: string, now: number): Author | undefined {
  if (chat.patronConnections.includes(connectionId)) return { role: 'patron' };
  return authorOn(operatorsOf(chat), connectionId, now);
}

/** The same, or a coordinator who looks in: reads everything, and says nothing but notes. */
export const readerOn = (chat: Chat, connectionId: string, now: number): Author | undefined =>
  participantOn(chat, connectionId, now) ?? authorOn(onlookersOf(chat), connectionId, now);

function authorOn(people: readonly ChatOperator[], connectionId: string, now: number): Author | undefined {
  const person = people.find(({ connections }) =>
    connections.some(({ id, until }) => id === connectionId && until > now),
  );
  return person && { role: 'operator', id: person.id, name: person.name };
}

/** Whether that connection is in the chat by a sign-in that has ended. */
export const isSignInOver = (chat: Chat, connectionId: string, now: number): boolean =>
  [...operatorsOf(chat), ...onlookersOf(chat)].some(({ connections }) =>
    connections.some(({ id, until }) => id === connectionId && until <= now),
  );

/** Every connection that is to be told what happens in the chat. One whose sign-in has ended is not. */
export function connectionsOf(
  chat: Chat,
  now: number,
): { readonly patron: readonly string[]; readonly staff: readonly string[] } {
  const connections = [...operatorsOf(chat), ...onlookersOf(chat)].flatMap((person) => person.connections);
  return {
    patron: chat.patronConnections,
    staff: connections.filter(({ until }) => until > now).map(({ id }) => id),
  };
}
