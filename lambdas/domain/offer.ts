// To whom a waiting chat is offered: chosen when it arrives, and again when who had the offer can't take it. Pure.
import type { Department } from '../protocol/settings.ts';
import { nextIn } from '../protocol/routing.ts';
import type { ChatView, WaitingChat } from './chat.ts';
import { nextEntry } from './chat-log.ts';
import type { Change, Unchanged } from './chat-change.ts';
import type { Desk, Staff } from './desk.ts';
import { deskOf, tallyOf } from './desk.ts';
import { colleagues } from './staff.ts';

/** Who is next, and the desk as it was read: another offer to them meanwhile, and somebody else may be next. */
export interface Choice {
  readonly offeredTo: NonNullable<WaitingChat['offeredTo']>;
  readonly desk: Desk;
}

/** Who is offered the department's next chat; nobody where all are full or away, or everyone rings. */
export function chooseNext(department: Department, staff: Staff, now: number): Choice | undefined {
  const people = colleagues(staff.connections, now);
  const tallies = staff.desks.map((desk) => tallyOf(desk, now));
  const [id] = nextIn(department, people, tallies);
  const person = people.find((each) => each.id === id);
  if (!person) return undefined;
  const until = now + department.settings.offerSeconds * 1_000;
  return { offeredTo: { id: person.id, name: person.name, until }, desk: deskOf(staff, person.id) };
}

/** Whether the chat is offered to somebody now. */
export const isOfferedTo = ({ chat }: ChatView, operatorId: string, now: number): boolean =>
  chat.state === 'waiting' && chat.offeredTo?.id === operatorId && chat.offeredTo.until > now;

/** Who was offered the chat can't take it: the next one is, or without one it is open to all. */
export function moveOffer(
  view: ChatView,
  by: { readonly id: string; readonly name: string },
  choice: Choice | undefined,
  now: number,
): Change | Unchanged {
  const { chat, last } = view;
  if (chat.state !== 'waiting' || !isOfferedTo(view, by.id, now)) return { outcome: 'unchanged', chat };
  const { offeredTo: _, ...open } = chat;
  const to = choice && { id: choice.offeredTo.id, name: choice.offeredTo.name };
  const entry = nextEntry(last, { role: 'operator', ...by }, { kind: 'offered', ...(to && { to }) }, now);
  return {
    outcome: 'changed',
    chat: { ...open, ...(choice && { offeredTo: choice.offeredTo }) },
    entry,
    ...(choice && { chosen: choice.desk }),
  };
}
