// Hands mails to SES: the MIME text is made by nodemailer, so that nothing anybody wrote can become a header.
import type { SESClient } from '@aws-sdk/client-ses';
import type { Mailer } from '../app/mailing.ts';
import type { Addressee, BuiltMail } from '../app/mails/built-mail.ts';
import type { Tried } from '../domain/mail.ts';

/** Errors after which the same mail would be refused again, however often it is sent. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'MessageRejected',
  'InvalidParameterValue',
  'InvalidParameterValueException',
]);

/** How long (ms) SES may take to be reached and to answer. Trying again is the mail store's. */
const CONNECTING_MS = 2_000;
const ANSWERING_MS = 6_000;

/** How much of a reason coordinators are shown, in characters. */
const REASON_SHOWN = 300;

export class SesMailer implements Mailer {
  readonly #sender: string;
  #client: Promise<SESClient> | undefined;

  /** `sender`: the address that mails come from, verified with SES. */
  constructor(sender: string) {
    this.#sender = sender;
  }

  async send(mail: BuiltMail): Promise<Tried> {
    try {
      // Both are loaded with the first mail of a container: few frames send one.
      const [{ SendRawEmailCommand }, message] = await Promise.all([
        import('@aws-sdk/client-ses'),
        mimeOf(mail, this.#sender),
      ]);
      const client = await (this.#client ??= newClient());
      await client.send(
        new SendRawEmailCommand({
          Source: this.#sender,
          Destinations: [mail.to.address],
          RawMessage: { Data: message },
        }),
      );
      return { outcome: 'accepted' };
    } catch (error) {
      return failureOf(error);
    }
  }
}

async function newClient(): Promise<SESClient> {
  const { SESClient } = await import('@aws-sdk/client-ses');
  return new SESClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTING_MS,
      requestTimeout: ANSWERING_MS,
      throwOnRequestTimeout: true,
    },
  });
}

/** The whole mail as it goes over the wire. Programs that answer by themselves are asked not to. */
export async function mimeOf(mail: BuiltMail, sender: string): Promise<Uint8Array> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: addressee({ name: mail.fromName, address: sender }),
    to: addressee(mail.to),
    replyTo: addressee(mail.replyTo),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    textEncoding: 'base64',
    // Nothing is ever fetched or read on behalf of what somebody wrote.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const addressee = ({ name = '', address }: Addressee) => ({ name, address });

function failureOf(error: unknown): Tried {
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : '';
  const reason = `${name}: ${message}`.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, REASON_SHOWN);
  return { outcome: 'failed', passing: !FOR_GOOD.has(name), reason };
}
