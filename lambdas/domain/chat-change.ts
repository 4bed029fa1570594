// What a command answers with: the change of a chat, that it is as it should be already, or a refusal. Pure.
import type { Chat, LogEntry } from './chat.ts';
import type { Desk } from './desk.ts';
import { isSignInOver } from './chat.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** A chat's new shape and the entry that takes the next place in its log. */
export interface Change<C extends Chat = Chat> {
  readonly outcome: 'changed';
  readonly chat: C;
  readonly entry: LogEntry;
  /** The patron is on another page than before: the operators' lists show it, also from a second tab. */
  readonly moved?: boolean;
  /** The desk, as it was read, of whom the chat is offered to: it holds only if that is still so. */
  readonly chosen?: Desk;
}

/** The chat is already as the command wants it. */
export interface Unchanged {
  readonly outcome: 'unchanged';
  readonly chat: Chat;
}

/** Why somebody on that connection may not take part: an operator's sign-in has ended, or it is not their chat. */
export const refusedOn = (chat: Chat, connectionId: string, now: number): Refusal =>
  refused(isSignInOver(chat, connectionId, now) ? 'notSignedIn' : 'notAllowed');

export const unchanged = (chat: Chat): Unchanged => ({ outcome: 'unchanged', chat });

/** An operator with the connection that they act on. */
export interface OperatorHere {
  readonly id: string;
  readonly name: string;
  readonly connection: { readonly id: string; readonly until: number };
}
