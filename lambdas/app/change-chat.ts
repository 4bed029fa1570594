// Changes a chat: read, decide, store at the next place; overtaken by another change, read and decide again.
import type { Chat, ChatView } from '../domain/chat.ts';
import type { Change, Unchanged } from '../domain/chat-change.ts';
import type { Said, SaidBefore } from '../domain/chat-messages.ts';
import type { Refusal } from '../domain/refused.ts';
import { refused } from '../domain/refused.ts';
import type { Write, Written } from '../store/table-client.ts';
import { desksWith } from './desks.ts';
import type { Service } from './service.ts';

/** How often a change is decided anew before its client is told to try again. */
export const TRIES = 16;

/** The pause before another try grows by this many ms each time. */
export const PAUSE_MS = 4;

/** Runs `attempt` until it is not overtaken. */
async function untilStored<R>(
  service: Service,
  chatId: string,
  attempt: (view: ChatView) => Promise<R | 'lost'>,
): Promise<R | Refusal> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const view = await service.chats.readChat(chatId);
    if (!view || view.chat.keptUntil <= service.now()) return refused('noSuchChat');
    const result = await attempt(view);
    if (result !== 'lost') return result;
    await service.pause(PAUSE_MS * (tries + 1));
  }
  return refused('busy');
}

const stored = async <R>(result: R, write: Promise<Written>): Promise<R | 'lost'> =>
  (await write) === 'written' ? result : 'lost';

/** What is stored together with a change: always the same, or what the change asks for. */
type Also = readonly Write[] | ((change: Change) => readonly Write[]);

/** A change that is stored, the chat as it was before, and whose desks were changed. */
export interface StoredChange extends Change {
  readonly before: Chat;
  readonly deskIds: readonly string[];
}

/** Stores a chat's new shape, with the writes that belong to it and with the desks that it changes. */
export async function changeChat(
  service: Service,
  chatId: string,
  decide: (view: ChatView) => Change | Unchanged | Refusal | Promise<Change | Unchanged | Refusal>,
  also: Also = [],
): Promise<StoredChange | Unchanged | Refusal> {
  return untilStored(service, chatId, async (view) => {
    const decision = await decide(view);
    if (decision.outcome !== 'changed') return decision;
    const writes = typeof also === 'function' ? also(decision) : also;
    const desks = desksWith(view.chat, decision);
    const change = {
      ...decision,
      before: view.chat,
      deskIds: desks.changes.map(({ operatorId }) => operatorId),
    };
    return stored(change, service.chats.change(decision, [...writes, ...desks.writes]));
  });
}

/** A message that stands in the log, with the chat that it was said in. */
export interface Told {
  readonly outcome: 'told';
  readonly view: ChatView;
  readonly said: Said | SaidBefore;
}

/** Stores a message: one read and one write. */
export async function addMessage(
  service: Service,
  chatId: string,
  decide: (view: ChatView) => Said | SaidBefore | Refusal,
): Promise<Told | Refusal> {
  return untilStored(service, chatId, async (view) => {
    const said = decide(view);
    if (said.outcome === 'refused') return said;
    const result: Told = { outcome: 'told', view, said };
    return said.outcome === 'said' ? stored(result, service.chats.addEntry(view.chat, said.entry)) : result;
  });
}
