// The patron's confirmation of a follow-up, in their language: its number, their question, what happens next.
import type { FollowUp } from '../../domain/follow-up.ts';
import type { Addressee, BuiltMail } from './built-mail.ts';
import type { MailBody } from './blocks.ts';
import { htmlPart } from './html-part.ts';
import { mailTextsIn } from './mail-texts.ts';
import { mailTimes, plainNumber } from './mail-times.ts';
import { textPart } from './text-part.ts';

/** The library as a mail's sender: its name, where answers go, its time zone. */
export interface MailSigner {
  readonly serviceName: string;
  readonly askAddress: string;
  readonly timeZone: string;
}

export const libraryOf = ({ serviceName, askAddress }: MailSigner): Addressee => ({
  name: serviceName,
  address: askAddress,
});

export function confirmationMail(followUp: FollowUp, signer: MailSigner): BuiltMail {
  const { email, patronName, language, leftBy, keptUntil } = followUp;
  const texts = mailTextsIn(language);
  const { confirmation } = texts;
  const times = mailTimes(texts.language, signer.timeZone);
  const number = plainNumber(followUp.number);
  const { serviceName } = signer;
  const promise = leftBy ? confirmation.promiseAfterChat : confirmation.promise;
  const subject = confirmation.subject(serviceName, number);
  const body: MailBody = {
    language: texts.language,
    direction: texts.direction,
    blocks: [
      { kind: 'title', text: confirmation.title(number) },
      {
        kind: 'paragraph',
        text: patronName === undefined ? confirmation.greeting : confirmation.greetingTo(patronName),
      },
      { kind: 'paragraph', text: promise(serviceName, email) },
      { kind: 'heading', text: confirmation.yourQuestion },
      { kind: 'quote', text: followUp.question },
      { kind: 'paragraph', text: confirmation.addSomething },
      { kind: 'paragraph', text: serviceName },
      { kind: 'small', text: confirmation.why(serviceName, times.day(keptUntil)) },
    ],
  };
  return {
    to: { address: email },
    fromName: serviceName,
    replyTo: libraryOf(signer),
    subject,
    text: textPart(body),
    html: htmlPart(body, subject),
  };
}
