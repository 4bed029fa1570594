// What sending mails works with, and the rest too: table, mails and log, built once for a container.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readMailEnvironment } from '../adapters/environment.ts';
import { consoleLog } from '../adapters/log.ts';
import { SesMailer } from '../adapters/mailer.ts';
import type { Mailing } from '../app/mailing.ts';
import { ChatStore } from '../store/chat-store.ts';
import { FollowUpStore } from '../store/follow-up-store.ts';
import { MailStore } from '../store/mail-store.ts';
import { SettingsStore } from '../store/settings-store.ts';
import { TableClient } from '../store/table-client.ts';

const environment = readMailEnvironment(process.env);
/** Nothing is added to a client's middleware later: without this each request puts it together anew. */
export const CLIENT = { cacheMiddleware: true } as const;

export const table = new TableClient(new DynamoDBClient(CLIENT), environment.TABLE_NAME);

export const log = consoleLog;

export const mailing: Mailing = {
  chats: new ChatStore(table),
  settings: new SettingsStore(table),
  followUps: new FollowUpStore(table),
  mails: new MailStore(table),
  mailer: new SesMailer(environment.SENDER_ADDRESS),
  askAddress: environment.ASK_A_LIBRARIAN_ADDRESS,
  serviceName: environment.SERVICE_NAME,
  timeZone: environment.TIME_ZONE,
  now: Date.now,
};
