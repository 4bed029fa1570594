// The transcript of a chat for the patron who asked for it, in their language.
import type { Chat } from '../../domain/chat.ts';
import type { PublicEntry } from '../../protocol/entry.ts';
import type { BuiltMail } from './built-mail.ts';
import type { MailBody } from './blocks.ts';
import type { MailSigner } from './confirmation-mail.ts';
import { libraryOf } from './confirmation-mail.ts';
import { htmlPart } from './html-part.ts';
import { mailTextsIn } from './mail-texts.ts';
import { mailTimes } from './mail-times.ts';
import { textPart } from './text-part.ts';
import { transcriptLines } from './transcript-lines.ts';

/** A chat's public entries, as many as fit into a mail. */
export interface Transcript {
  readonly chat: Chat;
  readonly entries: readonly PublicEntry[];
  /** There are more. */
  readonly isCut: boolean;
}

export function transcriptMail(
  { chat, entries, isCut }: Transcript,
  { address, language }: { address: string; language: string | undefined },
  signer: MailSigner,
): BuiltMail {
  const { language: tag, direction, transcript, log } = mailTextsIn(language);
  const times = mailTimes(tag, signer.timeZone);
  const { serviceName } = signer;
  const subject = transcript.subject(serviceName);
  const body: MailBody = {
    language: tag,
    direction,
    blocks: [
      { kind: 'title', text: transcript.title(serviceName) },
      { kind: 'paragraph', text: transcript.began(times.moment(chat.startedAt)) },
      { kind: 'transcript', lines: transcriptLines(entries, { log, patron: log.you, times }) },
      ...(isCut ? [{ kind: 'paragraph', text: transcript.cut } as const] : []),
      { kind: 'paragraph', text: transcript.addSomething },
      { kind: 'paragraph', text: serviceName },
      { kind: 'small', text: transcript.why(serviceName, times.day(chat.keptUntil)) },
    ],
  };
  return {
    to: { address },
    fromName: serviceName,
    replyTo: libraryOf(signer),
    subject,
    text: textPart(body),
    html: htmlPart(body, subject),
  };
}
