// A chat's log as the lines of a mail: public entries only, with the names of operators and nothing else of them.
import type { PublicAuthor, PublicEntry } from '../../protocol/entry.ts';
import type { TranscriptLine } from './blocks.ts';
import type { MailTexts } from './mail-texts.ts';
import type { MailTimes } from './mail-times.ts';
import { plainNumber } from './mail-times.ts';

interface Telling {
  readonly log: MailTexts['log'];
  /** What the patron is called in it. */
  readonly patron: string;
  readonly times: MailTimes;
}

export function transcriptLines(
  entries: readonly PublicEntry[],
  { log, patron, times }: Telling,
): TranscriptLine[] {
  let day = '';
  return entries.flatMap((entry): TranscriptLine[] => {
    const text = wordsFor(entry, log, patron);
    if (text === undefined) return [];
    // A day is told with the first that was said on it.
    const at = times.day(entry.at) === day ? times.clock(entry.at) : times.moment(entry.at);
    day = times.day(entry.at);
    return [
      entry.kind === 'message'
        ? { kind: 'said', who: nameOf(entry.by, patron), at, text }
        : { kind: 'happened', at, text },
    ];
  });
}

const nameOf = (by: PublicAuthor, patron: string): string => (by.role === 'patron' ? patron : by.name);

function wordsFor(entry: PublicEntry, log: MailTexts['log'], patron: string): string | undefined {
  const who = nameOf(entry.by, patron);
  switch (entry.kind) {
    case 'message':
      return entry.text;
    case 'joined':
      return log.joined(who);
    case 'left':
      return log.left(who);
    case 'transferred':
      return entry.stays ? log.tookOverBeside(who, entry.other) : log.tookOver(who, entry.other);
    case 'ended':
      return entry.by.role === 'patron' && patron === log.you ? log.endedByYou : log.endedBy(who);
    case 'followUp':
      return log.followUp(plainNumber(entry.number));
    // What was only asked has changed nothing, and is no part of what somebody reads again.
    case 'transferOffered':
    case 'transferAgreed':
    case 'transferEnded':
      return undefined;
  }
}
