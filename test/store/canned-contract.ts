// What the store promises of canned messages: each title once, versions, room, and pages that miss nothing.
import type { CannedOwner, Wanted } from '../../lambdas/domain/canned-message.ts';
import { CannedStore } from '../../lambdas/store/canned-store.ts';
import { CANNED_ROOM, type CannedMessage } from '../../lambdas/protocol/canned-frames.ts';
import type { TestTable } from '../support/table.ts';

const reference: CannedOwner = { departmentId: 'reference' };
const adas: CannedOwner = { operatorId: 'ada' };

const fresh = (title: string, text = `The text of ${title}`): Wanted => ({
  message: { title, text, version: 0 },
});

async function all(canned: CannedStore, owner: CannedOwner): Promise<CannedMessage[]> {
  const messages: CannedMessage[] = [];
  for (let more = true; more; ) {
    const page = await canned.read(owner, messages.at(-1)?.title);
    messages.push(...page.messages);
    more = page.more;
  }
  return messages;
}

const titles = async (canned: CannedStore, owner: CannedOwner) =>
  (await all(canned, owner)).map(({ title }) => title);

export function cannedContract(newTable: () => Promise<TestTable>): void {
  const open = async () => new CannedStore((await newTable()).table);

  test('N1: departments and operators have their messages apart, even of one name', async () => {
    const canned = await open();
    const namesakes: CannedOwner[] = [reference, { operatorId: 'reference' }, adas];
    for (const owner of namesakes) {
      expect(await canned.save(owner, fresh('Hours', JSON.stringify(owner)))).toBe('written');
    }
    for (const owner of namesakes) {
      expect(await all(canned, owner)).toEqual([{ title: 'Hours', text: JSON.stringify(owner), version: 1 }]);
    }
  });

  test('N4: a title is there once, in whatever letters, also when many save it at once', async () => {
    const canned = await open();
    const written = await Promise.all(
      ['Hours', 'HOURS', 'hours', 'hOurs'].map((title) => canned.save(reference, fresh(title))),
    );
    expect(written.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect(await all(canned, reference)).toHaveLength(1);
    expect((await canned.standing(reference, fresh('Hours'))).count).toBe(1);
  });

  test('N3: a message is stored over the version that was read only', async () => {
    const canned = await open();
    await canned.save(reference, fresh('Hours'));
    const changed = (version: number) => ({ message: { title: 'Hours', text: `over ${version}`, version } });

    expect(await canned.save(reference, changed(2))).toBe('lost');
    expect(await canned.save(reference, changed(1))).toBe('written');
    expect(await canned.save(reference, changed(1))).toBe('lost');
    expect(await all(canned, reference)).toEqual([{ title: 'Hours', text: 'over 1', version: 2 }]);
    expect((await canned.standing(reference, changed(1))).before?.version).toBe(2);
  });

  test('N4: a new title takes the place of the old one, or is refused where it is taken', async () => {
    const canned = await open();
    await canned.save(reference, fresh('Hours'));
    await canned.save(reference, fresh('Maps'));
    const renamed = (title: string) => ({ message: { title, text: '.', version: 1 }, was: 'Hours' });

    expect(await canned.save(reference, renamed('maps'))).toBe('lost');
    const standing = await canned.standing(reference, renamed('maps'));
    expect([standing.before?.title, standing.namesake?.title, standing.count]).toEqual(['Hours', 'Maps', 2]);
    expect(await canned.save(reference, renamed('HOURS'))).toBe('written');
    expect(await titles(canned, reference)).toEqual(['HOURS', 'Maps']);
    const again = { message: { title: 'Opening hours', text: '.', version: 2 }, was: 'hours' };
    expect(await canned.save(reference, again)).toBe('written');
    expect(await titles(canned, reference)).toEqual(['Maps', 'Opening hours']);
    expect((await canned.standing(reference, fresh('x'))).count).toBe(2);
  });

  test('N5: there is room for so many; what is removed makes room', async () => {
    const canned = await open();
    const names = Array.from({ length: CANNED_ROOM.own }, (_, index) => `Message ${index}`);
    for (const name of names) expect(await canned.save(adas, fresh(name))).toBe('written');

    expect(await canned.save(adas, fresh('One more'))).toBe('lost');
    expect(await canned.standing(adas, fresh('One more'))).toEqual({
      before: undefined,
      namesake: undefined,
      count: CANNED_ROOM.own,
    });
    expect(await canned.remove(adas, 'message 7', 2)).toBe('lost');
    expect(await canned.remove(adas, 'message 7', 1)).toBe('written');
    expect(await canned.remove(adas, 'message 7', 1)).toBe('lost');
    expect(await canned.save(adas, fresh('One more'))).toBe('written');
    // All pages, each message once, in the order of the titles.
    const expected = [...names.filter((name) => name !== 'Message 7'), 'One more'];
    expect(await titles(canned, adas)).toEqual(
      expected.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    );
  });

  test('titles and texts come back letter for letter', async () => {
    const canned = await open();
    const title = 'ساعات العمل — “İstanbul” 語';
    const text = ' {hours}\n\n=1+1 \u0001 😀 \t';
    await canned.save(adas, fresh(title, text));
    expect(await all(canned, adas)).toEqual([{ title, text, version: 1 }]);
    expect(await canned.remove(adas, title, 1)).toBe('written');
    expect(await all(canned, adas)).toEqual([]);
  });
}
