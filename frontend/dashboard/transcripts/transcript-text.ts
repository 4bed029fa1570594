// A transcript as plain text: what the copy button puts on the clipboard.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import { logLines, NOTE_LABEL, offerWords } from '../desk/log-lines.ts';

export interface TranscriptTextProps {
  readonly chat: OperatorChat;
  readonly entries: readonly Entry[];
  readonly departmentName: string;
  readonly time: LibraryTime;
}

export function transcriptText({ chat, entries, departmentName, time }: TranscriptTextProps): string {
  // Seen from nobody's desk, so that names stand where one's own would read "You".
  const lines = logLines({ chat, entries, pending: [], operatorId: '', time, now: chat.startedAt });
  const said = lines.map((line) => {
    switch (line.kind) {
      case 'day':
        return `\n${line.text}`;
      case 'event':
        return `— ${line.text}`;
      case 'said':
        return `[${time.clock(line.at)}] ${line.name}: ${line.offer ? `${offerWords(line.offer)}: ` : ''}${line.text}`;
      case 'note':
        return `[${time.clock(line.at)}] (${NOTE_LABEL}) ${line.name}: ${line.text}`;
      case 'pending':
        return '';
    }
  });
  const page = chat.page === undefined ? [] : [`Page: ${chat.page.title} ${chat.page.address}`.trim()];
  const head = [`${patronTitle(chat)} · ${departmentName}`, time.whole(chat.startedAt), ...page];
  return [...head, '', ...said, ''].join('\n');
}
