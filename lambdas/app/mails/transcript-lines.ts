// A chat's log as the lines of a mail: public entries only, with the names of operators and nothing else of them.
import type { PublicAuthor, PublicEntry } from '../../protocol/entry.ts';
import type { TranscriptLine } from './blocks.ts';
import type { MailTexts } from './mail-texts.ts';
import type { MailTimes } from './mail-times.ts';
import { plainNumber } from './mail-times.ts';

/** `patron`: what the patron is called in it. */
export function transcriptLines(
  entries: readonly PublicEntry[],
  { log, patron, times }: { log: MailTexts['log']; patron: string; times: MailTimes },
): TranscriptLine[] {
  const nameOf = (by: PublicAuthor): string => (by.role === 'patron' ? patron : by.name);
  const isReader = (by: PublicAuthor): boolean => by.role === 'patron' && patron === log.you;
  let day = '';
  return entries.flatMap((entry): TranscriptLine[] => {
    // A day is told with the first that was said on it.
    const at = times.day(entry.at) === day ? times.clock(entry.at) : times.moment(entry.at);
    day = times.day(entry.at);
    const who = nameOf(entry.by);
    switch (entry.kind) {
      case 'message':
        return [{ kind: 'said', who, at, text: entry.text }];
      case 'joined':
        return [{ kind: 'happened', at, text: log.joined(who) }];
      case 'ended':
        return [{ kind: 'happened', at, text: isReader(entry.by) ? log.endedByYou : log.endedBy(who) }];
      case 'followUp':
        return [{ kind: 'happened', at, text: log.followUp(plainNumber(entry.number)) }];
      case 'left':
      case 'transferOffered':
      case 'transferred':
      case 'transferEnded':
        return [];
    }
  });
}
