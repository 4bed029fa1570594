// Where a chat stands, read off its log, and what the library's side has said in it. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { type Remembered, type Stage, stageBefore } from './stage.ts';

/** The stage that a chat's entries tell, or, while there are none, what is remembered of the chat. */
export function stageOf(entries: readonly PublicEntry[], kept: Remembered | undefined): Stage {
  const first = entries[0];
  if (first === undefined) return stageBefore(kept);
  const operators = operatorsOf(entries);
  const end = entries.findLast((entry) => entry.kind === 'ended');
  if (end !== undefined) return { kind: 'ended', by: end.by, at: end.at, operators };
  return operators.length > 0 ? { kind: 'active', operators } : { kind: 'waiting', since: first.at };
}

function operatorsOf(entries: readonly PublicEntry[]): readonly string[] {
  const names = new Set<string>();
  for (const { kind, by } of entries) if (kind === 'joined' && by.role === 'operator') names.add(by.name);
  return [...names];
}

/** Messages of the library's side after a place. */
export function unreadAfter(entries: readonly PublicEntry[], place: number): number {
  return entries.filter((entry) => entry.kind === 'message' && isFromLibrary(entry) && entry.place > place)
    .length;
}

export const isFromLibrary = ({ by }: PublicEntry): boolean => by.role === 'operator';
