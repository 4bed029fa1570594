// A chat of the fake library: its log, and how a patron gets it.
import type { WebSocket } from 'ws';
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';

export type Said = PublicEntry extends infer E
  ? E extends unknown
    ? Omit<E, 'place' | 'after'>
    : never
  : never;

export interface FakeChat {
  readonly chatId: string;
  readonly token: string;
  readonly entries: PublicEntry[];
  readonly sockets: Set<WebSocket>;
}

export function append(chat: FakeChat, said: Said): PublicEntry {
  const after = chat.entries.at(-1)?.place ?? 0;
  const entry: PublicEntry = { ...said, place: after + 1, after };
  chat.entries.push(entry);
  return entry;
}

export function chatPage({ chatId, entries }: FakeChat, after: number) {
  const operators = operatorsIn(entries);
  const isEnded = entries.some(({ kind }) => kind === 'ended');
  const state = isEnded ? 'ended' : operators.length > 0 ? 'active' : 'waiting';
  const startedAt = entries[0]?.at ?? 0;
  return {
    chat: { chatId, state, startedAt, answeredBy: operators } as const,
    entries: entries.filter(({ place }) => place > after),
    more: false,
  };
}

function operatorsIn(entries: readonly PublicEntry[]): string[] {
  let here: string[] = [];
  for (const entry of entries) {
    if (entry.by.role === 'patron') continue;
    const { name } = entry.by;
    if (entry.kind === 'left') here = here.filter((each) => each !== name);
    if (entry.kind === 'transferred' && !entry.stays) here = here.filter((each) => each !== entry.other);
    if (entry.kind === 'joined' || entry.kind === 'transferred') here = [...here, name];
  }
  return here;
}

/** Who has offered a transfer that waits for the patron's yes. */
export function askedOf({ entries }: FakeChat): string | undefined {
  const last = entries.findLast(({ kind }) => kind.startsWith('transfer') || kind === 'ended');
  const isAsked = last?.kind === 'transferOffered' && last.asks === true && (last.until ?? 0) > Date.now();
  return isAsked && last.by.role === 'operator' ? last.by.name : undefined;
}
