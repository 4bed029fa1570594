// The department that helps out with chats that wait: which chats, who of it is told, and who may take them when. Pure.
import type { HelpedOut } from '../protocol/operator-frames.ts';
import type { Department } from '../protocol/settings.ts';
import type { Chat, LogEntry, WaitingChat } from './chat.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';
import type { Actor } from './rights.ts';
import { may } from './rights.ts';

/** What a new chat of the department carries, where another one helps out. */
export function fallbackOf({ id, settings }: Department, startedAt: number): Pick<WaitingChat, 'fallback'> {
  const { fallbackDepartment, fallbackSeconds } = settings;
  if (fallbackDepartment === '' || fallbackDepartment === id) return {};
  return { fallback: { departmentId: fallbackDepartment, at: startedAt + fallbackSeconds * 1_000 } };
}

/** The departments whose waiting chats come to somebody who isn't of them. */
export const helpsOutIn = (
  { departmentIds }: Pick<Actor, 'departmentIds'>,
  departments: readonly Department[],
): HelpedOut[] =>
  departments
    .filter(
      ({ id, settings }) =>
        !departmentIds.includes(id) && departmentIds.includes(settings.fallbackDepartment),
    )
    .map(({ id, name, settings }) => ({ id, name, urgentSeconds: settings.urgentSeconds }));

/** Whether somebody's department helps out with the chat while it waits, now or later. */
export const helpsOutWith = (actor: Actor, { fallback }: Pick<Chat, 'fallback'>): boolean =>
  fallback !== undefined && may('claimChat', actor, fallback.departmentId);

/** Whether the department that helps out is told of a change: as long as the chat waits, and when it no longer does. */
export const isNewsToHelpers = (chat: Chat, entry: LogEntry): boolean =>
  chat.state === 'waiting' ||
  (chat.state === 'active' && entry.at === chat.claimedAt) ||
  (chat.state === 'ended' && chat.claimedAt === undefined);

/** Why somebody may not read a waiting chat, or claim a chat: it is nothing to them, or not yet. */
export function refusedToTake(chat: Chat, actor: Actor, now: number): Refusal | undefined {
  if (may('claimChat', actor, chat.departmentId)) return undefined;
  if (!helpsOutWith(actor, chat)) return refused('noSuchChat');
  return chat.state !== 'waiting' || (chat.fallback?.at ?? 0) <= now
    ? undefined
    : refused('notAllowed', {
        sentence: 'Your department is asked for help with this chat only when it has waited for longer.',
      });
}
