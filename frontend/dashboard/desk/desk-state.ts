// What the desk knows of chats, as a pure function of what the server said and what the operator did.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import { TYPING_LASTS_MS } from '../../../lambdas/protocol/limits.ts';
import { belongs, helpsLater, isMine, isMineForNow, type Onlooking } from './belonging.ts';

export interface Writer {
  readonly by: Author;
  /** When it counts as stopped if nothing more comes. */
  readonly until: number;
}

export interface LastMessage {
  readonly by: Author;
  readonly text: string;
  /** Only staff read it. */
  readonly isNote?: true;
}

/** What the desk knows of one chat. */
export interface DeskChat {
  readonly chat: OperatorChat;
  /** It ended while it was the operator's own: it stays until they put it away. */
  readonly wasMine: boolean;
  /** The newest message or note, if the log is here. */
  readonly lastMessage: LastMessage | undefined;
  /** The last place of the log that is here. */
  readonly place: number;
  /** The place up to which the operator has read. */
  readonly readTo: number;
  /** Messages of others, and colleagues’ notes, after that place. */
  readonly unread: number;
  readonly writer: Writer | undefined;
}

export interface DeskState extends Onlooking {
  readonly chats: ReadonlyMap<string, DeskChat>;
  /** Waiting chats of departments that this operator helps out, until the time comes. */
  readonly later: ReadonlyMap<string, OperatorChat>;
  /** The departments whose open chats have been read since the last welcome. */
  readonly listed: ReadonlySet<string>;
  /** The chat that the operator is looking at, with the window in front. */
  readonly lookingAt: string | undefined;
}

export type DeskEvent =
  | {
      readonly type: 'welcome';
      readonly operatorId: string;
      readonly departmentIds: readonly string[];
      /** The departments that the operator helps out, if any. */
      readonly helpsOut?: readonly string[];
    }
  /** A department's open chats, complete. `askedAt`: a chat that began later may be missing in the answer. */
  | {
      readonly type: 'listed';
      readonly departmentId: string;
      readonly chats: readonly OperatorChat[];
      readonly askedAt: number;
    }
  | { readonly type: 'chatChanged'; readonly chat: OperatorChat }
  /** Entries that joined the log of one of the operator's own chats. */
  | { readonly type: 'entries'; readonly chatId: string; readonly entries: readonly Entry[] }
  | {
      readonly type: 'typing';
      readonly chatId: string;
      readonly by: Author;
      readonly writing: boolean;
      readonly now: number;
    }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'lookAt'; readonly chatId: string | undefined }
  /** Where the operator had read to before the page was loaded again. */
  | { readonly type: 'readBefore'; readonly chatId: string; readonly place: number }
  | { readonly type: 'putAway'; readonly chatId: string };

/** The index that lists are read from is behind by this long (ms) at most. */
export const INDEX_LAG_MS = 3_000;

export const emptyDesk: DeskState = {
  operatorId: '',
  departmentIds: [],
  helpsOut: [],
  chats: new Map(),
  later: new Map(),
  listed: new Set(),
  lookingAt: undefined,
};

export function deskAfter(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'welcome':
      return welcomed(state, event);
    case 'listed':
      return listed(state, event);
    case 'chatChanged':
      return withChat(state, event.chat);
    case 'entries':
      return changed(state, event.chatId, (known) => withEntries(state, known, event.entries));
    case 'typing':
      return changed(state, event.chatId, (known) => ({
        ...known,
        writer: writerAfter(known.writer, event),
      }));
    case 'tick':
      return withWhatIsDue(withoutStoppedWriters(state, event.now), event.now);
    case 'lookAt':
      return lookedAt({ ...state, lookingAt: event.chatId });
    case 'readBefore':
      return changed(state, event.chatId, (known) => ({
        ...known,
        readTo: Math.max(known.readTo, event.place),
      }));
    case 'putAway':
      return without(state, [event.chatId]);
  }
}

/** The chat, where it is or was the operator's own. */
export function ownChat(state: DeskState, chatId: string | undefined): OperatorChat | undefined {
  const known = chatId === undefined ? undefined : state.chats.get(chatId);
  if (known === undefined) return undefined;
  return known.wasMine || isMine(state, known.chat) ? known.chat : undefined;
}

const ORDER = { waiting: 0, active: 1, ended: 2 } as const;

function welcomed(
  state: DeskState,
  { operatorId, departmentIds, helpsOut = [] }: Extract<DeskEvent, { type: 'welcome' }>,
): DeskState {
  const next: DeskState = { ...state, operatorId, departmentIds, helpsOut, listed: new Set() };
  if (operatorId !== state.operatorId) return { ...next, chats: new Map(), later: new Map() };
  const known = [...state.chats];
  // A chat of a department that was the operator's own waits anew, for the time from which theirs helps out.
  const stays = (chat: OperatorChat): boolean =>
    belongs(next, chat) || (helpsLater(next, chat) && helpsLater(state, chat));
  const later: (readonly [string, OperatorChat])[] = [
    ...known.flatMap(([id, { chat }]) => (stays(chat) ? [] : [[id, chat] as const])),
    ...state.later,
  ];
  return {
    ...next,
    chats: new Map(known.filter(([, { chat }]) => stays(chat))),
    later: new Map(later.filter(([, chat]) => helpsLater(next, chat))),
  };
}

/** Takes a list as the truth, except for what it can't know yet, and what the own threads know better. */
function listed(
  state: DeskState,
  { departmentId, chats, askedAt }: Extract<DeskEvent, { type: 'listed' }>,
): DeskState {
  const present = new Set(chats.map(({ chatId }) => chatId));
  const isGone = (chat: OperatorChat): boolean =>
    chat.departmentId === departmentId &&
    !present.has(chat.chatId) &&
    !isMineForNow(state, chat) &&
    chat.startedAt < askedAt - INDEX_LAG_MS;
  const gone = [
    ...[...state.chats.values()].flatMap(({ chat, wasMine }) => (wasMine ? [] : [chat])),
    ...state.later.values(),
  ].filter(isGone);
  const cleared = without(
    state,
    gone.map(({ chatId }) => chatId),
  );
  const filled = chats.reduce(withChat, cleared);
  return { ...filled, listed: new Set([...filled.listed, departmentId]) };
}

/** A chat of whose log nothing is here yet. */
const UNREAD = { lastMessage: undefined, place: 0, readTo: 0, unread: 0, writer: undefined };

function withChat(state: DeskState, chat: OperatorChat): DeskState {
  const known = state.chats.get(chat.chatId);
  // News overtake each other; a chat only ever goes from waiting to active to ended.
  if (known !== undefined && ORDER[chat.state] < ORDER[known.chat.state]) return state;
  const wasMine = chat.state === 'active' ? isMine(state, chat) : (known?.wasMine ?? false);
  if (chat.state === 'ended' && !wasMine) return without(state, [chat.chatId]);
  const isHere = wasMine || belongs(state, chat) || (known !== undefined && helpsLater(state, chat));
  if (!isHere) {
    const others = without(state, [chat.chatId]);
    return helpsLater(state, chat)
      ? { ...others, later: new Map(others.later).set(chat.chatId, chat) }
      : others;
  }
  const writer = chat.state === 'ended' ? undefined : known?.writer;
  return withKnown(state, { ...UNREAD, ...known, chat, wasMine, writer });
}

/** Chats that have waited so long that this operator's department helps out; and what nobody asks them any more. */
function withWhatIsDue(state: DeskState, now: number): DeskState {
  const over = [...state.chats.values()].filter(
    ({ chat, wasMine }) => !wasMine && !belongs(state, chat, now) && !helpsLater(state, chat),
  );
  const due = [...state.later.values()].filter(
    ({ fallback }) => fallback !== undefined && fallback.at <= now,
  );
  const others = without(
    state,
    [...over.map(({ chat }) => chat), ...due].map(({ chatId }) => chatId),
  );
  return due.reduce((next, chat) => withKnown(next, { ...UNREAD, chat, wasMine: false }), others);
}

function withEntries(state: DeskState, known: DeskChat, entries: readonly Entry[]): DeskChat {
  const messages = entries.filter((entry) => entry.kind === 'message' || entry.kind === 'note');
  const newest = messages.at(-1);
  const isLookedAt = state.lookingAt === known.chat.chatId;
  const place = Math.max(known.place, entries.at(-1)?.place ?? 0);
  const readTo = isLookedAt ? place : known.readTo;
  const others = messages.filter((entry) => !isMe(state, entry.by) && entry.place > readTo);
  const stopped = newest !== undefined && known.writer !== undefined && isSame(newest.by, known.writer.by);
  return {
    ...known,
    place,
    readTo,
    // Who only looks in isn't called for by every message.
    unread: isLookedAt || !known.wasMine ? 0 : known.unread + others.length,
    lastMessage: newest === undefined ? known.lastMessage : lastMessageOf(newest),
    writer: stopped ? undefined : known.writer,
  };
}

const lastMessageOf = ({ kind, by, text }: Extract<Entry, { kind: 'message' | 'note' }>): LastMessage => ({
  by,
  text,
  ...(kind === 'note' && { isNote: true }),
});

function lookedAt(state: DeskState): DeskState {
  if (state.lookingAt === undefined) return state;
  return changed(state, state.lookingAt, (known) =>
    known.readTo === known.place ? known : { ...known, readTo: known.place, unread: 0 },
  );
}

function writerAfter(
  writer: Writer | undefined,
  { by, writing, now }: Extract<DeskEvent, { type: 'typing' }>,
): Writer | undefined {
  if (writing) return { by, until: now + TYPING_LASTS_MS };
  return writer !== undefined && isSame(writer.by, by) ? undefined : writer;
}

function withoutStoppedWriters(state: DeskState, now: number): DeskState {
  const stopped = [...state.chats.values()].filter(
    ({ writer }) => writer !== undefined && writer.until <= now,
  );
  return stopped.reduce((next, known) => withKnown(next, { ...known, writer: undefined }), state);
}

function changed(state: DeskState, chatId: string, change: (known: DeskChat) => DeskChat): DeskState {
  const known = state.chats.get(chatId);
  if (known === undefined) return state;
  const next = change(known);
  return next === known ? state : withKnown(state, next);
}

function withKnown(state: DeskState, known: DeskChat): DeskState {
  return { ...state, chats: new Map(state.chats).set(known.chat.chatId, known) };
}

function without(state: DeskState, chatIds: readonly string[]): DeskState {
  if (!chatIds.some((chatId) => state.chats.has(chatId) || state.later.has(chatId))) return state;
  const [chats, later] = [new Map(state.chats), new Map(state.later)];
  for (const chatId of chatIds) {
    chats.delete(chatId);
    later.delete(chatId);
  }
  return { ...state, chats, later };
}

const isMe = (state: DeskState, by: Author): boolean => by.role === 'operator' && by.id === state.operatorId;

const isSame = (one: Author, other: Author): boolean =>
  one.role === 'patron' ? other.role === 'patron' : other.role === 'operator' && one.id === other.id;
