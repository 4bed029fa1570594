// Mails of each kind, built from made-up follow-ups and chats: what tests and screenshots look at.
import type { BuiltMail } from '../../lambdas/app/mails/built-mail.ts';
import { confirmationMail } from '../../lambdas/app/mails/confirmation-mail.ts';
import { libraryMail } from '../../lambdas/app/mails/library-mail.ts';
import type { Transcript } from '../../lambdas/app/mails/transcript-mail.ts';
import { transcriptMail } from '../../lambdas/app/mails/transcript-mail.ts';
import type { FollowUp, NewFollowUp } from '../../lambdas/domain/follow-up.ts';
import { openFollowUp } from '../../lambdas/domain/follow-up.ts';
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { START, newChat, changed } from './chat-views.ts';
import { startChat } from '../../lambdas/domain/chat-commands.ts';

export const SIGNER = {
  serviceName: 'Northfield Libraries',
  askAddress: 'ask@library.example',
  timeZone: 'America/Toronto',
};

export const aFollowUp = (more: Partial<NewFollowUp> = {}): FollowUp =>
  openFollowUp(
    {
      followUpId: 'f'.repeat(22),
      number: 1_017,
      departmentId: 'reference',
      from: 'offline',
      question: 'Where do I find the letters of Ada Hofmann?\n\nI have looked under “Hofmann, A.”',
      email: 'sam.osei@example.org',
      patronName: 'Sam Osei',
      page: { address: 'https://library.example/catalogue/letters', title: 'Letters – Catalogue' },
      ...more,
    },
    30,
    START,
  );

const operator = { role: 'operator', name: 'Priya Raman' } as const;
const patron = { role: 'patron' } as const;
const at = (minutes: number): number => START + minutes * 60_000;

export const ENTRIES: readonly PublicEntry[] = [
  {
    place: 1,
    after: 0,
    at: at(0),
    kind: 'message',
    by: patron,
    name: 'patron-1.1',
    text: 'Where are the letters of Ada Hofmann?',
  },
  { place: 2, after: 1, at: at(1), kind: 'joined', by: operator },
  {
    place: 3,
    after: 2,
    at: at(2),
    kind: 'message',
    by: operator,
    name: 'operator.1',
    text: 'Good morning! They are in the special collections:\nhttps://library.example/special/hofmann-letters',
  },
  {
    place: 4,
    after: 3,
    at: at(3),
    kind: 'message',
    by: patron,
    name: 'patron-1.2',
    text: 'Are the ones of 1923 there too?',
  },
  { place: 5, after: 4, at: at(4), kind: 'followUp', by: operator, number: 1_017 },
  { place: 6, after: 5, at: at(5), kind: 'ended', by: patron },
];

export const aTranscript = (entries: readonly PublicEntry[] = ENTRIES): Transcript => ({
  chat: changed(startChat(newChat(), START)).chat,
  entries,
  isCut: false,
});

const ARABIC = 'أين أجد رسائل آدا هوفمان؟';
const SPANISH = '¿Dónde encuentro las cartas de Ada Hofmann?';

/** One of each kind, by a name for its picture. */
export const MAILS: Readonly<Record<string, BuiltMail>> = {
  'confirmation-en': confirmationMail(aFollowUp(), SIGNER),
  'confirmation-es': confirmationMail(aFollowUp({ language: 'es', question: SPANISH }), SIGNER),
  'confirmation-ar': confirmationMail(
    aFollowUp({ language: 'ar', question: ARABIC, patronName: 'سامي' }),
    SIGNER,
  ),
  'confirmation-after-chat': confirmationMail(
    aFollowUp({ from: 'operator', leftBy: { id: 'p', name: 'Priya Raman' }, note: 'Ask the archive.' }),
    SIGNER,
  ),
  library: libraryMail(
    {
      followUp: aFollowUp({ language: 'es' }),
      departmentName: 'Reference',
      transcript: undefined,
      address: SIGNER.askAddress,
    },
    SIGNER,
  ),
  'library-with-chat': libraryMail(
    {
      followUp: aFollowUp({
        from: 'operator',
        chatId: 'c'.repeat(22),
        leftBy: { id: 'p', name: 'Priya Raman' },
        note: 'The 1923 box may be at the bindery. Please ask the archive.',
      }),
      departmentName: 'Reference',
      transcript: aTranscript(),
      address: SIGNER.askAddress,
    },
    SIGNER,
  ),
  'transcript-en': transcriptMail(aTranscript(), { address: 'sam.osei@example.org', language: 'en' }, SIGNER),
  'transcript-ar': transcriptMail(aTranscript(), { address: 'sam.osei@example.org', language: 'ar' }, SIGNER),
};
