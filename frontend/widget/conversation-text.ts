// A patron's conversation as plain text, for the clipboard. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { logLines } from './log-lines.ts';
import type { FullLanguage } from './texts/language.ts';

export interface ConversationTextProps {
  /** Who was asked: the department and the library. */
  readonly title: string;
  readonly entries: readonly PublicEntry[];
  readonly language: FullLanguage;
}

export function conversationText({ title, entries, language }: ConversationTextProps): string {
  const { texts, clock, day } = language;
  const lines = logLines(entries, [], (at) => new Date(at).toDateString()).map((line) => {
    switch (line.kind) {
      case 'day':
        return `\n${day(line.at)}`;
      case 'joined':
        return `— ${texts.joined(line.name ?? texts.you)}`;
      case 'ended':
        return `— ${line.name === undefined ? texts.youEnded : texts.otherEnded(line.name)}`;
      case 'followUp':
        return `— ${texts.alsoLeft(String(line.number))}`;
      case 'message':
        return `[${clock(line.at)}] ${line.name ?? texts.you}: ${line.text}`;
    }
  });
  const begin = entries[0] === undefined ? [] : [day(entries[0].at)];
  return [title, ...begin, '', ...lines, ''].join('\n');
}
