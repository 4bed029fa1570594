// What happened in a chat, in words: everything in its log that isn't a message. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { Texts } from './texts/texts.ts';

export type EventEntry = Exclude<PublicEntry, { kind: 'message' }>;

export function eventWords(entry: EventEntry, texts: Texts): string {
  const { by } = entry;
  const name = by.role === 'operator' ? by.name : texts.you;
  switch (entry.kind) {
    case 'joined':
      return texts.joined(name);
    case 'left':
      return texts.left(name);
    case 'transferOffered':
      return texts.transferOffered(name, entry.other);
    case 'transferAgreed':
      return texts.transferAgreed;
    case 'transferred':
      return (entry.stays ? texts.tookOverBeside : texts.tookOver)(name, entry.other);
    case 'transferEnded':
      return texts.transferEnded(name);
    case 'ended':
      return by.role === 'patron' ? texts.youEnded : texts.otherEnded(name);
    case 'followUp':
      return texts.alsoLeft(String(entry.number));
  }
}
