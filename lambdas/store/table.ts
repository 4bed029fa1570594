// The table: its key names and indexes, and below every access pattern that Carrel has.

/*
 * | what is asked                               | how                                            | by                     |
 * | ------------------------------------------- | ---------------------------------------------- | ---------------------- |
 * | a chat and the last entry of its log        | Query CHAT#id, backwards, 2 items              | chat-store readChat    |
 * | a chat alone                                | GetItem CHAT#id head                           | chat-store readHead    |
 * | a chat's entries after a place              | Query CHAT#id, entry#place+1 … entry#9999999   | chat-store readEntries |
 * | add a message at the next place             | PutItem, if the place is free                  | chat-store addEntry    |
 * | count a chat's page checks in an hour       | UpdateItem, if it is below the most            | chat-store countCheck  |
 * | change a chat at the next place             | TransactWrite: entry if free, head, connection | chat-store change      |
 * | a department's waiting and active chats     | Query byDepartment OPEN#dep, forwards          | chat-store openChats   |
 * | a department's ended chats, newest first    | Query byDepartment ENDED#dep, backwards        | chat-store endedChats  |
 * | who says something on a connection          | BatchGetItem CONNECTION#id, STAFF/id           | connection-store whoIs |
 * | everybody who is signed in, and their desks | Query STAFF                                    | connection-store staff |
 * | a desk, with a change of a chat             | TransactWrite: STAFF/desk#operator             | desk-store deskWrite   |
 * | a desk on its own                           | UpdateItem STAFF/desk#operator                 | desk-store             |
 * | all departments and widgets                 | Query CONFIG                                   | settings-store read    |
 * | one operator's record; all of them, paged   | GetItem, Query OPERATORS                       | operator-store         |
 * | a department's own texts in one language    | GetItem TEXTS#dep language                     | settings-store         |
 * | a room's head and the mark of an outbox     | BatchGetItem ROOM#key head, outbox#operator#…  | internal-chat turn     |
 * | say something at a room's next place        | TransactWrite: entry if free, head, mark       | internal-chat add      |
 * | a room's entries before or after a place    | Query ROOM#key, entry#…, either way            | internal-chat entries  |
 * | an operator's rooms and how far they read   | Query ROOMS#operator                           | internal-chat rooms    |
 * | where several rooms stand                   | BatchGetItem ROOM#key head                     | internal-chat heads    |
 * | the operator has read a room                | UpdateItem ROOMS#operator room, if farther     | internal-chat markRead |
 * | a follow-up                                 | GetItem FOLLOWUP#id followUp                   | follow-up-store read   |
 * | a department's open or closed follow-ups    | Query byDepartment FOLLOWUPS#dep#…, backwards  | follow-up-store list   |
 * | the next follow-up's number                 | UpdateItem COUNTERS followUp                   | follow-up-store        |
 * | one more follow-up of an address this hour  | UpdateItem LIMIT#followUp#hash hour, if < n    | follow-up-store        |
 * | a mail; those of a page of follow-ups       | GetItem, BatchGetItem MAIL#id mail             | mail-store read        |
 * | the mails that are due                      | Query byDepartment MAILS, up to now            | mail-store due         |
 * | canned messages by title, paged; save one   | Query CANNED#owner; PutItem, TransactWrite     | canned-store           |
 * | why a canned message was not stored         | BatchGetItem CANNED#owner: messages, count     | canned-store standing  |
 * | who writes the availability file            | UpdateItem, GetItem AVAILABILITY               | availability-store     |
 *
 * The head of a chat sorts behind its entries ('head' > 'entry#…'), so that one backwards query of two items
 * answers "what is this chat, and which place is next". Everything about a patron carries `expiresAt`, and what staff
 * write to each other does; a room's head and the places read say no more than numbers and times, and stay.
 */

import type { CannedOwner } from '../domain/canned-message.ts';

export const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;
export const DEPARTMENT_INDEX = {
  name: 'byDepartment',
  partition: 'departmentKey',
  sort: 'departmentSort',
} as const;
export const TTL_ATTRIBUTE = 'expiresAt';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Room for 9,999,999 entries in a chat, which is the protocol's bound on a place too. */
const entrySort = (place: number): string => `entry#${digits(place, 7)}`;

/** No department's id has a colon. */
const cannedPartition = (owner: CannedOwner): string =>
  `CANNED#${'departmentId' in owner ? owner.departmentId : `operator:${owner.operatorId}`}`;

export const keys = {
  chatPartition: (chatId: string): string => `CHAT#${chatId}`,
  head: (chatId: string): Key => ({ pk: `CHAT#${chatId}`, sk: 'head' }),
  entry: (chatId: string, place: number): Key => ({ pk: `CHAT#${chatId}`, sk: entrySort(place) }),
  entriesAfter: (place: number): { from: string; to: string } => ({
    from: entrySort(place + 1),
    to: entrySort(9_999_999),
  }),
  roomPartition: (key: string): string => `ROOM#${key}`,
  roomHead: (key: string): Key => ({ pk: `ROOM#${key}`, sk: 'head' }),
  roomEntry: (key: string, place: number): Key => ({ pk: `ROOM#${key}`, sk: entrySort(place) }),
  roomOutbox: (key: string, operatorId: string, outbox: string): Key => ({
    pk: `ROOM#${key}`,
    sk: `outbox#${operatorId}#${outbox}`,
  }),
  ownRoomsPartition: (operatorId: string): string => `ROOMS#${operatorId}`,
  ownRoom: (operatorId: string, roomId: string): Key => ({ pk: `ROOMS#${operatorId}`, sk: roomId }),
  entriesBefore: (place: number): { from: string; to: string } => ({
    from: entrySort(1),
    to: entrySort(Math.min(place - 1, 9_999_999)),
  }),
  pageChecks: (chatId: string, hour: number): Key => ({ pk: `CHAT#${chatId}`, sk: `checks#${hour}` }),
  patronConnection: (connectionId: string): Key => ({ pk: `CONNECTION#${connectionId}`, sk: 'patron' }),
  staffPartition: 'STAFF',
  staffConnection: (connectionId: string): Key => ({ pk: 'STAFF', sk: connectionId }),
  /** No connection's id has a number sign. */
  desk: (operatorId: string): Key => ({ pk: 'STAFF', sk: `desk#${operatorId}` }),
  configPartition: 'CONFIG',
  department: (id: string): Key => ({ pk: 'CONFIG', sk: `department#${id}` }),
  widget: (id: string): Key => ({ pk: 'CONFIG', sk: `widget#${id}` }),
  departmentTexts: (departmentId: string, language: string): Key => ({
    pk: `TEXTS#${departmentId}`,
    sk: language,
  }),
  followUp: (id: string): Key => ({ pk: `FOLLOWUP#${id}`, sk: 'followUp' }),
  followUpCounter: { pk: 'COUNTERS', sk: 'followUp' },
  followUpLimit: (hash: string, hour: number): Key => ({ pk: `LIMIT#followUp#${hash}`, sk: digits(hour, 9) }),
  mail: (id: string): Key => ({ pk: `MAIL#${id}`, sk: 'mail' }),
  cannedMessage: (owner: CannedOwner, titleKey: string): Key => ({
    pk: cannedPartition(owner),
    sk: `message#${titleKey}`,
  }),
  cannedCount: (owner: CannedOwner): Key => ({ pk: cannedPartition(owner), sk: 'count' }),
  availability: { pk: 'AVAILABILITY', sk: 'file' },
  operatorPartition: 'OPERATORS',
  operator: (id: string): Key => ({ pk: 'OPERATORS', sk: id }),
} as const;

/** Where a chat stands in the index: among the open ones by its start, among the ended ones by its end. */
export const departmentKeys = {
  openPartition: (departmentId: string): string => `OPEN#${departmentId}`,
  endedPartition: (departmentId: string): string => `ENDED#${departmentId}`,
  sort: (instant: number, chatId: string): string => `${digits(instant, 15)}#${chatId}`,
} as const;

/** Follow-ups stand in the index among their department's open or closed ones, by when they were left. */
export const followUpKeys = {
  partition: (departmentId: string, state: 'open' | 'closed'): string => `FOLLOWUPS#${departmentId}#${state}`,
  sort: (leftAt: number, followUpId: string): string => `${digits(leftAt, 15)}#${followUpId}`,
} as const;

/** Mails that are to be sent, and no others, stand in the index: those of all departments, by when they are due. */
export const mailKeys = {
  partition: 'MAILS',
  sort: (dueAt: number, mailId: string): string => `${digits(dueAt, 15)}#${mailId}`,
  /** Sorts behind every mail that is due by then, and before the others. */
  upTo: (instant: number): string => `${digits(instant, 15)}#~`,
} as const;
