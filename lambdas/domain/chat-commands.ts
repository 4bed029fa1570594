// What can be done to a chat: each command takes the chat as stored and answers with the change, or refuses. Pure.
import type { Page } from '../protocol/fields.ts';
import type { ChatView, OpenChat, WaitingChat } from './chat.ts';
import { operatorsOf, participantOn } from './chat.ts';
import type { Change, Unchanged } from './chat-change.ts';
import { refusedOn, unchanged } from './chat-change.ts';
import { nextEntry, turnOf } from './chat-log.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

export interface NewChat {
  readonly chatId: string;
  readonly departmentId: string;
  readonly widgetId: string;
  readonly tokenHash: string;
  readonly connectionId: string;
  readonly question: { readonly name: string; readonly text: string };
  readonly patronName?: string;
  readonly page?: Page;
  /** How long the chat is kept, in days. */
  readonly transcriptDays: number;
  /** For how long a patron who lost the connection may return, in minutes. */
  readonly patronReturnMinutes: number;
  readonly offeredTo?: NonNullable<WaitingChat['offeredTo']>;
  readonly fallback?: NonNullable<WaitingChat['fallback']>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How much of a question the lists show, in characters. */
const QUESTION_SHOWN = 200;

/** A patron's question begins a chat: it is the first entry of the log. */
export function startChat(command: NewChat, now: number): Change<WaitingChat> | Refusal {
  const { question, connectionId, transcriptDays, patronReturnMinutes, ...facts } = command;
  const turn = turnOf(undefined, { role: 'patron' }, question.name);
  if (turn.turn === 'outOfOrder') return refused('outOfOrder', { expected: turn.expected });
  const entry = nextEntry(undefined, { role: 'patron' }, { kind: 'message', ...question }, now);
  const chat: WaitingChat = {
    ...facts,
    state: 'waiting',
    question: Array.from(question.text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .slice(0, QUESTION_SHOWN)
      .join(''),
    startedAt: now,
    keptUntil: now + transcriptDays * DAY_MS,
    patronConnections: [connectionId],
    patronReturnMs: patronReturnMinutes * MINUTE_MS,
  };
  return { outcome: 'changed', chat, entry };
}

/** A participant ends the chat. Ending it twice is one end. */
export function endChat(
  { chat, last }: ChatView,
  connectionId: string,
  now: number,
): Change | Unchanged | Refusal {
  const by = participantOn(chat, connectionId, now);
  if (!by) return refusedOn(chat, connectionId, now);
  if (chat.state === 'ended') return unchanged(chat);
  const entry = nextEntry(last, by, { kind: 'ended' }, now);
  return {
    outcome: 'changed',
    chat: {
      ...factsAtEnd(chat),
      state: 'ended',
      operators: operatorsOf(chat),
      endedAt: entry.at,
      endedBy: by.role,
    },
    entry,
  };
}

/** What is over with the chat stays behind: an offer, a request, who looks in, and since when the patron was gone. */
function factsAtEnd(chat: OpenChat) {
  if (chat.state === 'waiting') {
    const { offeredTo: _, patronGoneSince: __, ...facts } = chat;
    return facts;
  }
  const { request: _, onlookers: __, patronGoneSince: ___, ...facts } = chat;
  return facts;
}
