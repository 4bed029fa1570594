// A follow-up as the library gets it, in English: the question, who asked and from where, the note, the transcript.
import type { FollowUp } from '../../domain/follow-up.ts';
import type { BuiltMail } from './built-mail.ts';
import type { Block, Fact, MailBody } from './blocks.ts';
import type { MailSigner } from './confirmation-mail.ts';
import { htmlPart } from './html-part.ts';
import { mailTextsIn } from './mail-texts.ts';
import { mailTimes, plainNumber } from './mail-times.ts';
import { textPart } from './text-part.ts';
import type { Transcript } from './transcript-mail.ts';
import { transcriptLines } from './transcript-lines.ts';

/** How much of a question the subject shows, in characters. */
const SUBJECT_SHOWN = 60;

const FROM: Readonly<Record<FollowUp['from'], string>> = {
  offline: 'nobody was on duty',
  away: 'everybody on duty was away',
  online: 'somebody was on duty',
  waiting: 'the chat was waiting for an answer',
  active: 'the chat was going on',
  ended: 'the chat had ended',
  unreachable: 'the patron could not reach the chat; it was sent later',
  operator: 'an operator turned the chat into it',
};

const english = mailTextsIn('en');

export interface LibraryMailProps {
  readonly followUp: FollowUp;
  readonly departmentName: string;
  readonly transcript: Transcript | undefined;
  readonly address: string;
}

export function libraryMail(
  { followUp, departmentName, transcript, address }: LibraryMailProps,
  signer: MailSigner,
): BuiltMail {
  const number = plainNumber(followUp.number);
  const times = mailTimes(english.language, signer.timeZone);
  const subject = `Follow-up ${number}: ${beginningOf(followUp.question)}`;
  const body: MailBody = {
    language: english.language,
    direction: english.direction,
    blocks: [
      { kind: 'title', text: `Follow-up ${number}` },
      {
        kind: 'paragraph',
        text: 'A patron waits for an answer by email. A reply to this mail goes to them.',
      },
      { kind: 'quote', text: followUp.question },
      ...noteBlocks(followUp),
      { kind: 'facts', facts: factsOf(followUp, departmentName, times.moment(followUp.leftAt)) },
      ...transcriptBlocks(followUp, transcript, times),
      {
        kind: 'small',
        text: `${signer.serviceName} deletes this follow-up from its list on ${times.day(followUp.keptUntil)}. Coordinators find it there until then.`,
      },
    ],
  };
  const { email, patronName } = followUp;
  return {
    to: { address },
    fromName: signer.serviceName,
    replyTo: { ...(patronName !== undefined && { name: patronName }), address: email },
    subject,
    text: textPart(body),
    html: htmlPart(body, subject),
  };
}

function beginningOf(question: string): string {
  const characters = Array.from(question.replace(/\s+/gu, ' ').trim());
  const shown = characters.slice(0, SUBJECT_SHOWN).join('').trimEnd();
  return characters.length > SUBJECT_SHOWN ? `${shown}…` : shown;
}

const noteBlocks = ({ note, leftBy }: FollowUp): Block[] =>
  note === undefined
    ? []
    : [
        { kind: 'heading', text: `Note by ${leftBy?.name ?? 'the operator'} (the patron doesn’t get it)` },
        { kind: 'quote', text: note },
      ];

function factsOf(followUp: FollowUp, departmentName: string, leftAt: string): Fact[] {
  const { email, patronName, page, leftBy, language } = followUp;
  return [
    ...(patronName === undefined ? [] : [{ label: 'Name', value: patronName }]),
    { label: 'Email', value: email, href: `mailto:${encodeURIComponent(email).replace('%40', '@')}` },
    { label: 'Department', value: departmentName },
    { label: 'Left', value: `${leftAt}, when ${FROM[followUp.from]}${leftBy ? ` (${leftBy.name})` : ''}` },
    ...(page ? [{ label: 'Page', value: page.title || page.address, href: page.address }] : []),
    ...(language === undefined ? [] : [{ label: 'Language', value: languageName(language) }]),
  ];
}

/** "Spanish" for "es"; a tag that Intl does not know is shown as it is. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function transcriptBlocks(
  followUp: FollowUp,
  transcript: Transcript | undefined,
  times: ReturnType<typeof mailTimes>,
): Block[] {
  if (followUp.chatId === undefined) return [];
  const heading = { kind: 'heading', text: 'The chat' } as const;
  if (!transcript) return [heading, { kind: 'paragraph', text: 'The chat is no longer kept.' }];
  const patron = transcript.chat.patronName ?? followUp.patronName ?? 'Patron';
  const lines = transcriptLines(transcript.entries, { log: english.log, patron, times });
  const rest = 'The chat is longer than fits into a mail; the whole of it is in the dashboard.';
  return [
    heading,
    { kind: 'transcript', lines },
    ...(transcript.isCut ? [{ kind: 'paragraph', text: rest } as const] : []),
  ];
}
