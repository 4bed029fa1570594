// What a person who can't see the chat is told, once: new messages, who came, how it ended, how the line is. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { shortAddress } from '../ui/links.ts';
import type { ChatState } from './chat-state.ts';
import { eventWords } from './event-words.ts';
import { goesOn } from './stage.ts';
import type { Texts } from './texts/texts.ts';

/** The sentences for what changed between two states, in the order in which it happened. */
export function announcementsOf(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  return [
    ...ofLapses(before, after, texts),
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

/** Of transfers that nobody took in time. */
function ofLapses(before: ChatState, after: ChatState, texts: Texts): readonly string[] {
  if (before.stage.kind === 'returning') return [];
  return lapsesIn(after)
    .slice(lapsesIn(before).length)
    .flatMap((entry) => ofEntry(entry, texts));
}

const lapsesIn = ({ transfers }: ChatState): readonly PublicEntry[] =>
  transfers?.told.filter(({ place }) => !Number.isInteger(place)) ?? [];

function ofEntry(entry: PublicEntry, texts: Texts): readonly string[] {
  const { by } = entry;
  if (entry.kind === 'message') return by.role === 'patron' ? [] : [said(by.name, entry, texts)];
  const happened = `${eventWords(entry, texts)}.`;
  const isAsked = entry.kind === 'transferOffered' && entry.asks;
  return isAsked ? [happened, texts.transferQuestion(entry.other)] : [happened];
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
