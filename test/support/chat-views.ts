// Builders of chats as the domain sees them, each made by the commands themselves so that none is impossible.
import type { Author } from '../../lambdas/protocol/entry.ts';
import type { Chat, ChatView, LogEntry } from '../../lambdas/domain/chat.ts';
import type { Change, OperatorHere } from '../../lambdas/domain/chat-change.ts';
import type { NewChat } from '../../lambdas/domain/chat-commands.ts';
import type { Said } from '../../lambdas/domain/chat-messages.ts';
import { endChat, startChat } from '../../lambdas/domain/chat-commands.ts';
import { claim } from '../../lambdas/domain/chat-owner.ts';
import { say } from '../../lambdas/domain/chat-messages.ts';

export const START = Date.UTC(2030, 0, 15, 9, 0, 0);
export const DAY = 86_400_000;
export const HOUR = 3_600_000;

export const patron: Author = { role: 'patron' };

export const newChat = (more: Partial<NewChat> = {}): NewChat => ({
  chatId: 'chat-AAAAAAAAAAAAAAAAA',
  departmentId: 'reference',
  widgetId: 'reference',
  tokenHash: 'hash-of-the-token',
  connectionId: 'patron-1',
  question: { name: 'widget-1.1', text: 'Where is the reading room?' },
  transcriptDays: 30,
  patronReturnMinutes: 30,
  ...more,
});

export const operatorHere = (id: string, more: Partial<OperatorHere> = {}): OperatorHere => ({
  id,
  name: `Operator ${id.toUpperCase()}`,
  connection: { id: `${id}-1`, until: START + HOUR },
  ...more,
});

/** The change that a command must have brought about. */
export function changed<C extends Chat>(result: Change<C> | { readonly outcome: string }): Change<C> {
  if ('entry' in result && 'chat' in result) return result;
  throw new Error(`the command did not change the chat: ${JSON.stringify(result)}`);
}

export const viewOf = ({ chat, entry }: { readonly chat: Chat; readonly entry: LogEntry }): ChatView => ({
  chat,
  last: entry,
});

export const waiting = (more: Partial<NewChat> = {}): ChatView =>
  viewOf(changed(startChat(newChat(more), START)));

/** Claimed a minute after its start. */
export const active = (operator = operatorHere('ada'), more: Partial<NewChat> = {}): ChatView =>
  viewOf(changed(claim(waiting(more), operator, START + 60_000)));

/** Ended by its patron two minutes after its start. */
export const ended = (view: ChatView = active()): ChatView =>
  viewOf(changed(endChat(view, 'patron-1', START + 120_000)));

/** The message that must have been said, and the chat with it. */
export function said(
  view: ChatView,
  connectionId: string,
  name: string,
  now = view.last.at,
): { entry: LogEntry; view: ChatView; by: Said['by'] } {
  const result = say(view, { connectionId, name, text: `text of ${name}` }, now);
  if (result.outcome !== 'said') throw new Error(`not said: ${JSON.stringify(result)}`);
  return { entry: result.entry, by: result.by, view: { chat: view.chat, last: result.entry } };
}
