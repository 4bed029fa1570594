// What a person who can't see the chat is told, once: new messages, who came, how it ended, how the line is. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { shortAddress } from '../ui/links.ts';
import type { ChatState } from './chat-state.ts';
import { goesOn } from './stage.ts';
import type { Texts } from './texts/texts.ts';

/** The sentences for what changed between two states, in the order in which it happened. */
export function announcementsOf(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  return [
    ...ofEntries(before, after, texts),
    ...ofStage(before, after, texts),
    ...ofLine(before, after, texts),
  ];
}

function ofEntries(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  // What a new page finds in the log has been heard on the page before.
  if (before.entries === after.entries || before.stage.kind === 'returning') return [];
  const heard = before.entries.at(-1)?.place ?? 0;
  return after.entries.filter(({ place }) => place > heard).flatMap((entry) => ofEntry(entry, texts));
}

function ofEntry(entry: PublicEntry, texts: Texts): readonly string[] {
  const { by, kind } = entry;
  if (entry.kind === 'followUp') return [`${texts.alsoLeft(String(entry.number))}.`];
  if (by.role === 'patron') return kind === 'ended' ? [`${texts.youEnded}.`] : [];
  if (entry.kind === 'message') return [said(by.name, entry, texts)];
  return [`${kind === 'joined' ? texts.joined(by.name) : texts.otherEnded(by.name)}.`];
}

function said(name: string, { text, offer }: PublicEntry & { kind: 'message' }, texts: Texts): string {
  return offer?.kind === 'page'
    ? `${texts.showsPage(name)}: ${shortAddress(offer.address)}`
    : `${name}: ${text}`;
}

function ofStage(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  const isInLine = before.stage.kind === 'starting' && after.stage.kind === 'waiting';
  return isInLine ? [`${texts.waitingTitle}. ${texts.waitingText}`] : [];
}

function ofLine(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  if (!goesOn(after.stage)) return [];
  if (before.connection.kind === 'open' && after.connection.kind === 'waiting') return [texts.dropped];
  const isBack = before.connection.kind === 'connecting' && before.connection.tries > 0;
  return isBack && after.connection.kind === 'open' ? [texts.connectedAgain] : [];
}
