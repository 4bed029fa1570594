// Mails in the table: stored with what they are about, claimed for sending, and what became of them.
import * as v from 'valibot';
import type { Mail, PendingMail } from '../domain/mail.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';
import { DEPARTMENT_INDEX, keys, mailKeys } from './table.ts';

const about = v.variant('kind', [
  v.object({ kind: v.literal('followUpToLibrary'), followUpId: v.string() }),
  v.object({ kind: v.literal('followUpToPatron'), followUpId: v.string() }),
  v.object({ kind: v.literal('transcript'), chatId: v.string(), language: v.exactOptional(v.string()) }),
]);

const facts = {
  mailId: v.string(),
  about,
  address: v.string(),
  tries: v.number(),
  since: v.number(),
  keptUntil: v.number(),
  version: v.number(),
};

const storedMail = v.variant('state', [
  v.object({
    ...facts,
    state: v.literal('pending'),
    dueAt: v.number(),
    reason: v.exactOptional(v.string()),
    claimedUntil: v.exactOptional(v.number()),
  }),
  v.object({ ...facts, state: v.literal('sent'), sentAt: v.number() }),
  v.object({ ...facts, state: v.literal('failed'), failedAt: v.number(), reason: v.string() }),
]);
const mailItem = v.object({ mail: v.pipe(v.string(), v.parseJson(), storedMail) });

const parseMail = (item: Item): Mail => v.parse(mailItem, item).mail;

function itemOf(mail: Mail): Item {
  return {
    ...keys.mail(mail.mailId),
    ...(mail.state === 'pending' && {
      [DEPARTMENT_INDEX.partition]: mailKeys.partition,
      [DEPARTMENT_INDEX.sort]: mailKeys.sort(mail.dueAt, mail.mailId),
    }),
    expiresAt: Math.ceil(mail.keptUntil / 1_000),
    version: mail.version,
    mail: JSON.stringify(mail),
  };
}

/** Part of a transaction: the mail is to be sent. */
export const addMail = (mail: Mail): Write => ({
  put: itemOf(mail),
  condition: { expression: 'attribute_not_exists(pk)' },
});

export class MailStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(mailId: string): Promise<Mail | undefined> {
    const item = await this.#table.get(keys.mail(mailId));
    return item && parseMail(item);
  }

  /** Several at once, at most 100, in no order; those that are no more are left out. */
  async readSome(mailIds: readonly string[]): Promise<Mail[]> {
    return (await this.#table.getSome(mailIds.map(keys.mail))).map(parseMail);
  }

  /** Mails that are due, the longest first. The index may be a moment behind: a claim settles it. */
  async due(now: number, limit: number): Promise<PendingMail[]> {
    const page = await this.#table.query({
      index: DEPARTMENT_INDEX.name,
      condition: '#d = :d AND #s < :upTo',
      names: { '#d': DEPARTMENT_INDEX.partition, '#s': DEPARTMENT_INDEX.sort },
      values: { ':d': mailKeys.partition, ':upTo': mailKeys.upTo(now) },
      forward: true,
      limit,
    });
    return page.items.map(parseMail).filter((mail) => mail.state === 'pending');
  }

  /** Stores a mail's new state on top of the one that it was decided on; `lost`: somebody else was quicker. */
  async change(mail: Mail): Promise<Written> {
    return this.#table.put(itemOf(mail), {
      expression: '#v = :v',
      names: { '#v': 'version' },
      values: { ':v': mail.version - 1 },
    });
  }
}
