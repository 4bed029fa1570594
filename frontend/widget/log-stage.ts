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

/** Who is in the chat, in the order in which they came: a name for each, though two may have the same. */
function operatorsOf(entries: readonly PublicEntry[]): readonly string[] {
  const here: string[] = [];
  const goes = (name: string) => {
    if (here.includes(name)) here.splice(here.indexOf(name), 1);
  };
  for (const entry of entries) {
    const { by, kind } = entry;
    if (by.role === 'patron') continue;
    if (kind === 'left') goes(by.name);
    if (entry.kind === 'transferred' && !entry.stays) goes(entry.other);
    if (kind === 'joined' || kind === 'transferred') here.push(by.name);
  }
  return [...new Set(here)];
}

/** Messages of the library's side after a place, and what it asks the patron. */
export function unreadAfter(entries: readonly PublicEntry[], place: number): number {
  return entries.filter((entry) => entry.place > place && isFromLibrary(entry) && isForPatron(entry)).length;
}

const isForPatron = (entry: PublicEntry): boolean =>
  entry.kind === 'message' || (entry.kind === 'transferOffered' && entry.asks === true);

export const isFromLibrary = ({ by }: PublicEntry): boolean => by.role === 'operator';
