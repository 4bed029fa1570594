// What the mail store promises, on whatever engine: each mail is claimed once, and due ones are found in their order.
import { claimedMail, newMail, triedMail } from '../../lambdas/domain/mail.ts';
import type { PendingMail } from '../../lambdas/domain/mail.ts';
import { MailStore, addMail } from '../../lambdas/store/mail-store.ts';
import { DAY, START } from '../support/chat-views.ts';
import type { TestTable } from '../support/table.ts';

const mailOf = (mailId: string, now = START): PendingMail =>
  newMail(
    {
      mailId,
      about: { kind: 'transcript', chatId: 'one', language: 'es' },
      address: 'sam@example.org',
      keptUntil: START + 30 * DAY,
    },
    now,
  );

export function mailContract(newTable: () => Promise<TestTable>): void {
  async function stored(...mails: readonly PendingMail[]): Promise<MailStore> {
    const { table } = await newTable();
    for (const mail of mails) expect(await table.transact([addMail(mail)])).toBe('written');
    return new MailStore(table);
  }

  test('every shape of a mail comes back', async () => {
    const mail = mailOf('one');
    const mails = await stored(mail);
    expect(await mails.read('one')).toEqual(mail);
    const claimed = claimedMail(mail, START);
    const later = triedMail(claimed, { outcome: 'failed', passing: true, reason: 'Later' }, START);
    const failed = triedMail(
      claimedMail(later as PendingMail, START + DAY),
      { outcome: 'failed', passing: false, reason: 'No' },
      START + DAY,
    );
    for (const next of [claimed, later, claimedMail(later as PendingMail, START + DAY), failed]) {
      expect(await mails.change(next)).toBe('written');
      expect(await mails.read('one')).toEqual(next);
    }
    const sent = triedMail({ ...claimed, version: failed.version }, { outcome: 'accepted' }, START);
    expect(await mails.change(sent)).toBe('written');
    expect(await mails.readSome(['one', 'two'])).toEqual([sent]);
  });

  test('a mail is stored once', async () => {
    const { table } = await newTable();
    expect(await table.transact([addMail(mailOf('one'))])).toBe('written');
    expect(await table.transact([addMail(mailOf('one'))])).toBe('lost');
  });

  test('F9: of many claims at once one holds', async () => {
    const mail = mailOf('one');
    const mails = await stored(mail);
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => mails.change(claimedMail(mail, START))),
    );
    expect(claims.filter((written) => written === 'written')).toHaveLength(1);
    expect(await mails.read('one')).toMatchObject({ tries: 1 });
  });

  test('what is due is found, the longest first; what was sent, failed or is claimed is not', async () => {
    const [one, two, six] = [mailOf('one', START + 2), mailOf('two', START + 1), mailOf('six', START + 3)];
    const mails = await stored(one, two, six, mailOf('ten', START + 4));
    const due = async (at: number, limit = 10) => (await mails.due(at, limit)).map(({ mailId }) => mailId);
    expect(await due(START)).toEqual([]);
    expect(await due(START + 3)).toEqual(['two', 'one', 'six']);
    expect(await due(START + 4, 2)).toEqual(['two', 'one']);

    const claimed = claimedMail(one, START + 4);
    await mails.change(claimed);
    await mails.change(claimedMail(two, START + 4));
    const taken = claimedMail(six, START + 4);
    await mails.change(taken);
    await mails.change(triedMail(taken, { outcome: 'accepted' }, START + 4));
    expect(await due(START + 4)).toEqual(['ten']);
    expect(await due(START + 4 + 120_000)).toEqual(['ten', 'one', 'two']);
  });
}
