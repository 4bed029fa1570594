// How much an operator has to do: the chats that they are in or are offered, and what a chat's change makes of it. Pure.
import type { Tally } from '../protocol/desk-frames.ts';
import type { Chat } from './chat.ts';
import { operatorsOf } from './chat.ts';
import type { StaffConnection } from './staff.ts';

/** A chat on a desk, and until when it counts. */
export interface DeskChat {
  readonly chatId: string;
  readonly until: number;
}

/** A chat that a department is asked to take. */
export interface DeskAsk extends DeskChat {
  readonly departmentId: string;
}

export interface Desk {
  readonly operatorId: string;
  /** Counts the changes. 0: nothing is stored yet. */
  readonly version: number;
  /** The open chats that they are in, each until it is deleted. */
  readonly chats: readonly DeskChat[];
  /** What is offered to them, or what they are asked to take. */
  readonly offers: readonly DeskChat[];
  /** Their chats that a department is asked to take. */
  readonly asks: readonly DeskAsk[];
  /** The chats that they took since they came on duty. */
  readonly taken: number;
  /** When they last took or were offered a chat; before the first, when they came on duty. */
  readonly lastTurnAt: number;
  /** Their own limit of chats at once. */
  readonly limit?: number;
  /** When it was changed last. */
  readonly touchedAt: number;
}

/** Everybody who is signed in, connection by connection, and all desks. */
export interface Staff {
  readonly connections: readonly StaffConnection[];
  readonly desks: readonly Desk[];
}

export const emptyDesk = (operatorId: string): Desk => ({
  operatorId,
  version: 0,
  chats: [],
  offers: [],
  asks: [],
  taken: 0,
  lastTurnAt: 0,
  touchedAt: 0,
});

export const deskOf = ({ desks }: Staff, operatorId: string): Desk =>
  desks.find((desk) => desk.operatorId === operatorId) ?? emptyDesk(operatorId);

/** What one change of a chat changes on one desk. */
export interface DeskChange {
  readonly operatorId: string;
  readonly chatId: string;
  /** Came into it (and until when it is kept), or is out of it. */
  readonly chat?: 'out' | { readonly until: number };
  /** Is offered it, or asked to take it, until then; or no longer. */
  readonly offer?: 'over' | { readonly until: number };
  /** Asks a department to take it, until then; or no longer. */
  readonly asks?: 'over' | Omit<DeskAsk, 'chatId'>;
  /** Came into it as its owner. */
  readonly takes: boolean;
  /** Had their turn: took it, or is offered it. Being asked by a colleague is none. */
  readonly hadTurn: boolean;
}

interface Place {
  readonly isIn: boolean;
  readonly offeredUntil?: number;
  readonly asks?: Omit<DeskAsk, 'chatId'>;
}

const isOpen = (chat: Chat): boolean => chat.state !== 'ended';

/** Who is in an open chat, and to whom it stands open as an offer or a request. */
function placesIn(chat: Chat | undefined): ReadonlyMap<string, Place> {
  if (!chat || !isOpen(chat)) return new Map();
  const places = new Map<string, Place>(operatorsOf(chat).map(({ id }) => [id, { isIn: true }]));
  const asked = askedIn(chat);
  if (asked) places.set(asked.id, { isIn: places.has(asked.id), offeredUntil: asked.until });
  const request = chat.state === 'active' ? chat.request : undefined;
  if (request && 'departmentId' in request.to) {
    const asks = { departmentId: request.to.departmentId, until: request.until };
    places.set(request.by.id, { isIn: places.has(request.by.id), asks });
  }
  return places;
}

function askedIn(chat: Chat): { readonly id: string; readonly until: number } | undefined {
  if (chat.state === 'waiting') return chat.offeredTo;
  const request = chat.state === 'active' ? chat.request : undefined;
  return request && 'operatorId' in request.to
    ? { id: request.to.operatorId, until: request.until }
    : undefined;
}

const NOWHERE: Place = { isIn: false };

/** Whose desks a change of a chat concerns, once each: who came in, is out, is offered it, or no longer. */
export function deskChanges(before: Chat | undefined, after: Chat): DeskChange[] {
  const [from, to] = [placesIn(before), placesIn(after)];
  const ownerId = after.state === 'active' ? after.ownerId : undefined;
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((operatorId) => {
    const [was, is] = [from.get(operatorId) ?? NOWHERE, to.get(operatorId) ?? NOWHERE];
    const takes = is.isIn && !was.isIn && operatorId === ownerId;
    const isOffered = is.offeredUntil !== undefined && is.offeredUntil !== was.offeredUntil;
    const isOver = was.offeredUntil !== undefined && is.offeredUntil === undefined;
    const asks = is.asks?.until === was.asks?.until ? undefined : (is.asks ?? 'over');
    if (was.isIn === is.isIn && !isOffered && !isOver && !asks) return [];
    return [
      {
        operatorId,
        chatId: after.chatId,
        ...(is.isIn && !was.isIn && { chat: { until: after.keptUntil } }),
        ...(was.isIn && !is.isIn && { chat: 'out' as const }),
        ...(isOffered && { offer: { until: is.offeredUntil } }),
        ...(isOver && { offer: 'over' as const }),
        ...(asks && { asks }),
        takes,
        hadTurn: takes || (isOffered && after.state === 'waiting'),
      },
    ];
  });
}

/** A list of chats with one of them put in, taken out or left as it is. */
function withChat(
  chats: readonly DeskChat[],
  chatId: string,
  change: 'out' | 'over' | { readonly until: number } | undefined,
): readonly DeskChat[] {
  if (change === undefined) return chats;
  const others = chats.filter((each) => each.chatId !== chatId);
  return typeof change === 'string' ? others : [...others, { chatId, until: change.until }];
}

/** Two turns are never at one time, however many chats arrive within it: else the same one would be next again. */
export const turnAt = ({ lastTurnAt }: Pick<Desk, 'lastTurnAt'>, at: number): number =>
  Math.max(at, lastTurnAt + 1);

const withAsk = (known: readonly DeskAsk[], { chatId, asks }: DeskChange): readonly DeskAsk[] =>
  asks === undefined
    ? known
    : [...known.filter((each) => each.chatId !== chatId), ...(asks === 'over' ? [] : [{ chatId, ...asks }])];

/** The desk after a change: what storing it makes of the same desk. */
export function changedDesk(desk: Desk, change: DeskChange, at: number): Desk {
  return {
    ...desk,
    version: desk.version + 1,
    chats: withChat(desk.chats, change.chatId, change.chat),
    offers: withChat(desk.offers, change.chatId, change.offer),
    asks: withAsk(desk.asks, change),
    taken: desk.taken + (change.takes ? 1 : 0),
    lastTurnAt: change.hadTurn ? turnAt(desk, at) : desk.lastTurnAt,
    touchedAt: at,
  };
}

const live = (chats: readonly DeskChat[], now: number): readonly DeskChat[] =>
  chats.filter(({ until }) => until > now);

/** Whether they are in an open chat. */
export const isInChat = (desk: Desk, now: number): boolean => live(desk.chats, now).length > 0;

/** What stands on the desk past its time: nobody counts it any more. */
export const staleOf = (desk: Desk, now: number): Pick<Desk, 'chats' | 'offers' | 'asks'> => ({
  chats: desk.chats.filter(({ until }) => until <= now),
  offers: desk.offers.filter(({ until }) => until <= now),
  asks: desk.asks.filter(({ until }) => until <= now),
});

/** The chats that are offered to them now, or that they are asked to take. */
export const liveOffers = (desk: Desk, now: number): string[] =>
  live(desk.offers, now).map(({ chatId }) => chatId);

/** The chats that these departments are asked to take now. */
export const askedOfDepartments = (
  desks: readonly Desk[],
  departmentIds: readonly string[],
  now: number,
): string[] =>
  desks
    .flatMap(({ asks }) => asks)
    .filter(({ until, departmentId }) => until > now && departmentIds.includes(departmentId))
    .map(({ chatId }) => chatId);

/** The open chats that they are in or are asked to take. */
export const openChatsOf = (desk: Desk, now: number): string[] => [
  ...new Set([...live(desk.chats, now), ...live(desk.offers, now)].map(({ chatId }) => chatId)),
];

/** How much they have to do now, as everybody is told. */
export function tallyOf(desk: Desk, now: number): Tally {
  const offers = live(desk.offers, now);
  return {
    operatorId: desk.operatorId,
    version: desk.version,
    chats: live(desk.chats, now).length,
    offered: offers.length,
    ...(offers.length > 0 && { offeredUntil: Math.max(...offers.map(({ until }) => until)) }),
    taken: desk.taken,
    lastTurnAt: desk.lastTurnAt,
    ...(desk.limit !== undefined && { limit: desk.limit }),
  };
}

/** Without a sign of them for so long (ms) somebody who says hello has come on duty, and isn't only back. */
const SHIFT_OVER_MS = 12 * 3_600_000;

/** Whether a hello on duty begins a new shift: the first one, or the first after a long time with nobody there. */
export const beginsShift = (desk: Desk, isThereAlready: boolean, now: number): boolean =>
  desk.version === 0 || (!isThereAlready && desk.touchedAt < now - SHIFT_OVER_MS);
