// A patron's conversation as plain text, for the clipboard. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { eventWords } from './event-words.ts';
import { logLines } from './log-lines.ts';
import type { FullLanguage } from './texts/language.ts';
import { transfersIn } from './transfers.ts';

export interface ConversationTextProps {
  /** Who was asked: the department and the library. */
  readonly title: string;
  readonly entries: readonly PublicEntry[];
  readonly language: FullLanguage;
}

export function conversationText({ title, entries, language }: ConversationTextProps): string {
  const { texts, clock, day } = language;
  // The chat has ended: no time runs out any more.
  const { told } = transfersIn(entries, 0);
  const lines = logLines(told, [], (at) => new Date(at).toDateString()).map((line) => {
    switch (line.kind) {
      case 'day':
        return `\n${day(line.at)}`;
      case 'event':
        return `— ${eventWords(line.entry, texts)}`;
      case 'message':
        return `[${clock(line.at)}] ${line.name ?? texts.you}: ${line.text}`;
    }
  });
  const begin = entries[0] === undefined ? [] : [day(entries[0].at)];
  return [title, ...begin, '', ...lines, ''].join('\n');
}
