// What can be done to a chat: each command takes the chat as stored and answers with the change, or refuses. Pure.
import type { Page } from '../protocol/fields.ts';
import type { ActiveChat, ChatView, WaitingChat } from './chat.ts';
import { operatorsOf, participantOn } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { refusedOn, unchanged } from './chat-change.ts';
import { nextEntry, turnOf } from './chat-log.ts';
import { attachOperator } from './chat-presence.ts';
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

/** An operator takes a waiting chat. Whoever comes second is told who has it. */
export function claim(
  { chat, last }: ChatView,
  operator: OperatorHere,
  now: number,
): Change | Unchanged | Refusal {
  switch (chat.state) {
    case 'ended':
      return refused('chatEnded');
    case 'active': {
      if (chat.ownerId === operator.id) return attachOperator({ chat, last }, operator, now);
      const owner = chat.operators.find(({ id }) => id === chat.ownerId);
      return refused('alreadyClaimed', owner ? { owner: { id: owner.id, name: owner.name } } : {});
    }
    case 'waiting': {
      const { id, name, connection } = operator;
      const { offeredTo: _, ...facts } = chat;
      const entry = nextEntry(last, { role: 'operator', id, name }, { kind: 'joined' }, now);
      const active: ActiveChat = {
        ...facts,
        state: 'active',
        claimedAt: entry.at,
        ownerId: id,
        operators: [{ id, name, connections: [connection] }],
      };
      return { outcome: 'changed', chat: active, entry };
    }
  }
}

/** A participant ends the chat. Ending it twice is one end. */
export function endChat(
  { chat, last }: ChatView,
  connectionId: string,
  now: number,
): Change | Unchanged | Refusal {
  const by = participantOn(chat, connectionId, now);
  if (!by) return refusedOn(chat, connectionId);
  if (chat.state === 'ended') return unchanged(chat);
  const { patronGoneSince: _, ...facts } = chat;
  const entry = nextEntry(last, by, { kind: 'ended' }, now);
  return {
    outcome: 'changed',
    chat: {
      ...facts,
      state: 'ended',
      operators: operatorsOf(chat),
      endedAt: entry.at,
      endedBy: by.role,
    },
    entry,
  };
}
