// The words of desktop notifications and of the tab's title.
import { plural } from '../../ui/time-words.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { DeskChat } from '../desk/desk-state.ts';
import type { Call } from './calls.ts';

export interface WordsProps {
  /** Whether patrons' names and what anybody wrote may be shown. */
  readonly words: boolean;
  readonly departmentName: (departmentId: string) => string;
}

interface Words {
  readonly title: string;
  readonly body: string;
}

const CHAT_TITLES = {
  offered: 'A chat is offered to you',
  open: 'A new chat is waiting',
  urgent: 'A chat has waited long',
  helping: 'A chat needs your help',
} as const;

export function callWords(call: Call, { words, departmentName }: WordsProps): Words {
  const { chat } = call;
  const department = departmentName(chat.departmentId);
  const about = words ? `${patronTitle(chat)} · ${department}` : department;
  if (call.kind === 'chat') {
    return { title: CHAT_TITLES[call.why], body: words ? `${about}\n${chat.question}` : about };
  }
  const { kind, by, note } = call.request;
  return {
    title: `${by.name} asks you to ${kind === 'transfer' ? 'take over' : 'join'} a chat`,
    body: words && note !== '' ? `${about}\n${note}` : about,
  };
}

/** A new message or note in an own chat. */
export function messageWords({ chat, lastMessage }: DeskChat, { words, departmentName }: WordsProps): Words {
  const what = lastMessage?.isNote === true ? 'New note' : 'New message';
  const title = words ? `${what} · ${patronTitle(chat)}` : what;
  return { title, body: words ? (lastMessage?.text ?? '') : departmentName(chat.departmentId) };
}

/** `where`: the room's title; undefined in private. */
export function internalWords(
  from: string,
  where: string | undefined,
  text: string,
  { words }: Pick<WordsProps, 'words'>,
): Words {
  return {
    title: where === undefined ? `${from} wrote to you` : `${from} in ${where}`,
    body: words ? text : 'Internal chat',
  };
}

/** What waits to be taken; undefined where nothing does. */
export function waitsWords(calls: readonly Call[]): string | undefined {
  const request = calls.find((call) => call.kind === 'request');
  if (request !== undefined) return `${request.request.by.name} asks you`;
  if (calls.length === 0) return undefined;
  return `${plural(calls.length, 'chat is', 'chats are')} waiting`;
}
