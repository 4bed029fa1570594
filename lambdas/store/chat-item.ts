// How chats and their entries lie in the table, and how they are read back.
// Each as one text: the SDK takes a third of a millisecond longer for the same in DynamoDB's own nested maps.
import * as v from 'valibot';
import type { Chat, LogEntry } from '../domain/chat.ts';
import { named, requestEnd, requestKind, standingRequest } from '../protocol/desk-frames.ts';
import { rating } from '../protocol/rating.ts';
import { author } from '../protocol/entry.ts';
import { page } from '../protocol/fields.ts';
import { offer } from '../protocol/guided-frames.ts';
import type { Item } from './table-client.ts';
import { departmentKeys, keys, TABLE_KEYS } from './table.ts';

const operators = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    connections: v.array(v.object({ id: v.string(), until: v.number() })),
  }),
);

const facts = {
  chatId: v.string(),
  departmentId: v.string(),
  widgetId: v.string(),
  tokenHash: v.string(),
  patronName: v.exactOptional(v.string()),
  question: v.string(),
  page: v.exactOptional(page),
  startedAt: v.number(),
  keptUntil: v.number(),
  patronConnections: v.array(v.string()),
  patronGoneSince: v.exactOptional(v.number()),
  patronReturnMs: v.number(),
  followUpNumber: v.exactOptional(v.number()),
  transcriptTo: v.exactOptional(v.array(v.string())),
  rating: v.exactOptional(rating),
  patronEmail: v.exactOptional(v.string()),
  fallback: v.exactOptional(v.object({ departmentId: v.string(), at: v.number() })),
};

const storedChat = v.variant('state', [
  v.object({
    ...facts,
    state: v.literal('waiting'),
    offeredTo: v.exactOptional(v.object({ id: v.string(), name: v.string(), until: v.number() })),
  }),
  v.object({
    ...facts,
    state: v.literal('active'),
    claimedAt: v.number(),
    ownerId: v.string(),
    operators,
    onlookers: v.exactOptional(operators),
    request: v.exactOptional(standingRequest),
  }),
  v.object({
    ...facts,
    state: v.literal('ended'),
    claimedAt: v.exactOptional(v.number()),
    ownerId: v.exactOptional(v.string()),
    operators,
    endedAt: v.number(),
    endedBy: v.picklist(['patron', 'operator']),
  }),
]);
const chatItem = v.object({ chat: v.pipe(v.string(), v.parseJson(), storedChat) });

const common = {
  place: v.number(),
  publicAfter: v.number(),
  at: v.number(),
  by: author,
  changedAt: v.number(),
  outboxes: v.record(
    v.string(),
    v.object({ number: v.number(), place: v.number(), after: v.number(), at: v.number() }),
  ),
};

const storedEntry = v.variant('kind', [
  v.object({
    ...common,
    kind: v.literal('message'),
    name: v.string(),
    text: v.string(),
    offer: v.optional(offer),
  }),
  v.object({ ...common, kind: v.literal('note'), name: v.string(), text: v.string() }),
  v.object({ ...common, kind: v.picklist(['joined', 'lookedIn', 'lookedAway']) }),
  v.object({ ...common, kind: v.literal('left'), owner: v.exactOptional(named) }),
  v.object({ ...common, kind: v.literal('offered'), to: v.exactOptional(named) }),
  v.object({
    ...common,
    kind: v.literal('requested'),
    request: requestKind,
    to: v.string(),
    note: v.string(),
    until: v.number(),
    asks: v.boolean(),
  }),
  v.object({ ...common, kind: v.literal('transferAgreed'), until: v.number() }),
  v.object({
    ...common,
    kind: v.literal('requestEnded'),
    request: requestKind,
    why: requestEnd,
    reason: v.string(),
    owner: named,
  }),
  v.object({ ...common, kind: v.literal('transferred'), from: named, stays: v.boolean() }),
  v.object({ ...common, kind: v.literal('dropped'), connections: v.number() }),
  v.object({ ...common, kind: v.literal('returned'), connections: v.number() }),
  v.object({ ...common, kind: v.literal('ended') }),
  v.object({ ...common, kind: v.literal('followUp'), number: v.number() }),
  v.object({ ...common, kind: v.literal('rated'), rating }),
  v.object({ ...common, kind: v.literal('addressGiven'), email: v.string() }),
]);
const entryItem = v.object({ entry: v.pipe(v.string(), v.parseJson(), storedEntry) });

export const parseChat = (item: Item): Chat => v.parse(chatItem, item).chat;
export const parseEntry = (item: Item): LogEntry => v.parse(entryItem, item).entry;
/** The place of the entry with which the head was written. */
export const headChangedAt = (item: Item): number =>
  v.parse(v.object({ changedAt: v.number() }), item).changedAt;
export const isHead = (item: Item): boolean => item[TABLE_KEYS.sort] === keys.head('').sk;

const ttl = (chat: Chat): number => Math.ceil(chat.keptUntil / 1_000);

/** Where a chat stands in its department's list: by its start while it is open, by its end afterwards. */
export const cursorOf = (chat: Chat): string =>
  departmentKeys.sort(chat.state === 'ended' ? chat.endedAt : chat.startedAt, chat.chatId);

/** The head, which the index has among the department's open or ended chats. */
export function headItem({ chat, entry }: { readonly chat: Chat; readonly entry: LogEntry }): Item {
  const ended = chat.state === 'ended';
  return {
    ...keys.head(chat.chatId),
    departmentKey: ended
      ? departmentKeys.endedPartition(chat.departmentId)
      : departmentKeys.openPartition(chat.departmentId),
    departmentSort: cursorOf(chat),
    expiresAt: ttl(chat),
    changedAt: entry.changedAt,
    chat: JSON.stringify(chat),
    ...(ended && { words: wordsOf(chat) }),
  };
}

/** An entry lives as long as its chat. */
export function entryItemOf(chat: Chat, entry: LogEntry): Item {
  return { ...keys.entry(chat.chatId, entry.place), expiresAt: ttl(chat), entry: JSON.stringify(entry) };
}

/** What a transcript is found by: the patron's name, the question, the operators. */
function wordsOf(chat: Chat): string {
  const names = chat.state === 'waiting' ? [] : chat.operators.map(({ name }) => name);
  return [chat.patronName ?? '', chat.question, ...names].join(' ').toLowerCase();
}
