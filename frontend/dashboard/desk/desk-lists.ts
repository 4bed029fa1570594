// The desk's lists and words, drawn from its state: who waits, what is mine, what colleagues have.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Author } from '../../../lambdas/protocol/entry.ts';
import { isMine } from './belonging.ts';
import type { DeskChat, DeskState } from './desk-state.ts';
import { offerOf } from './offer.ts';

export interface DeskLists {
  /** Oldest first; see `urgentFirst`. */
  readonly waiting: readonly DeskChat[];
  /** In the order in which they were claimed, ended ones last. */
  readonly mine: readonly DeskChat[];
  readonly withColleagues: readonly DeskChat[];
}

export function deskLists(state: DeskState): DeskLists {
  const chats = [...state.chats.values()].toSorted((one, other) => one.chat.startedAt - other.chat.startedAt);
  const open = chats.filter(({ chat }) => chat.state === 'active');
  const mine = open.filter(({ chat }) => isMine(state, chat)).toSorted(byClaim);
  return {
    waiting: chats.filter(({ chat }) => chat.state === 'waiting'),
    mine: [...mine, ...chats.filter(({ chat }) => chat.state === 'ended').toSorted(byEnd)],
    withColleagues: open.filter(({ chat }) => !isMine(state, chat)),
  };
}

const byClaim = (one: DeskChat, other: DeskChat): number =>
  (one.chat.claimedAt ?? 0) - (other.chat.claimedAt ?? 0);

const byEnd = (one: DeskChat, other: DeskChat): number => (other.chat.endedAt ?? 0) - (one.chat.endedAt ?? 0);

/** Chats over their department's target stand above those that have time yet, each oldest first. */
export function urgentFirst(lists: DeskLists, isUrgent: (chat: OperatorChat) => boolean): DeskLists {
  const urgent = lists.waiting.filter(({ chat }) => isUrgent(chat));
  return { ...lists, waiting: [...urgent, ...lists.waiting.filter((known) => !urgent.includes(known))] };
}

/** The waiting chat to take next: the one that is offered to the operator, else the first that is open to all. */
export function nextToClaim(
  { waiting }: DeskLists,
  operatorId: string,
  now: number,
): OperatorChat | undefined {
  const offered = (kind: 'mine' | 'open') => (known: DeskChat) =>
    offerOf(known.chat, operatorId, now).kind === kind;
  return (waiting.find(offered('mine')) ?? waiting.find(offered('open')) ?? waiting[0])?.chat;
}

/** All chats in the order in which they stand on the screen: what the arrow keys walk through. */
export const inOrder = ({ waiting, mine, withColleagues }: DeskLists): readonly DeskChat[] => [
  ...waiting,
  ...mine,
  ...withColleagues,
];

/** Where the focus goes when a chat leaves the desk: the next of mine, else the one before. */
export function nextOfMine({ mine }: DeskLists, chatId: string): DeskChat | undefined {
  const place = mine.findIndex(({ chat }) => chat.chatId === chatId);
  return mine[place + 1] ?? mine[place - 1];
}

/** How many chats, other than this one, wait or have something unread; the page's title shows it in brackets. */
export function wantAttention({ waiting, mine }: DeskLists, besides?: string): number {
  return [...waiting, ...mine.filter(({ unread }) => unread > 0)].filter(
    ({ chat }) => chat.chatId !== besides,
  ).length;
}

export const somebodyWaits = ({ chats }: DeskState): boolean =>
  [...chats.values()].some(({ chat }) => chat.state === 'waiting');

/** What a patron is called: their own word for themselves, or "Guest 417". */
export const patronTitle = (chat: OperatorChat): string => chat.patronName ?? `Guest ${chat.guestNumber}`;

/** An author's name, from where the operator sits. */
export function authorName(by: Author, chat: OperatorChat, operatorId: string): string {
  if (by.role === 'patron') return patronTitle(chat);
  return by.id === operatorId ? 'You' : by.name;
}

/** "You", or the colleague who owns the chat. */
export function ownerName(chat: OperatorChat, operatorId: string): string | undefined {
  if (chat.owner === undefined) return undefined;
  return chat.owner.id === operatorId ? 'You' : chat.owner.name;
}
