// What sending mails works with: the stores that mails are built from, and whoever takes a built mail.
import type { Tried } from '../domain/mail.ts';
import type { BuiltMail } from './mails/built-mail.ts';
import type { Service } from './service.ts';

export interface Mailer {
  /** Hands a mail over. Whatever goes wrong comes back as a failed outcome. */
  send(mail: BuiltMail): Promise<Tried>;
}

/** The part of the service that the scheduled check has too. */
export type Mailing = Pick<
  Service,
  'chats' | 'settings' | 'followUps' | 'mails' | 'mailer' | 'serviceName' | 'timeZone' | 'askAddress' | 'now'
>;

/** Codes and names only: no address and nothing that anybody wrote. */
export interface MailLog {
  note(event: string, fields: Readonly<Record<string, string | number>>): void;
  failure(event: string, error: unknown, fields: Readonly<Record<string, string | number>>): void;
}
