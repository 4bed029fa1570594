// Canned messages (N): who reads and changes whose, versions, titles, and who is told.
import type { Desk } from '../support/desk.ts';
import { ELSEWHERE, HERE, type Section } from './house.ts';

const HERES = { departmentId: HERE };
const ELSEWHERES = { departmentId: ELSEWHERE };

/** So that what else there is on a target is left alone. */
const OURS = 'Acceptance: ';
const titled = (title: string): string => `${OURS}${title}`;
const message = (title: string, version = 0, text = `The text of ${title}`) => ({
  title: titled(title),
  text,
  version,
});

/** The suite's. */
async function read(desk: Desk, whose: object = {}) {
  const { messages } = await desk.wire.ask({ action: 'readCanned', ...whose }, 'canned');
  return messages.filter(({ title }) => title.toLowerCase().startsWith(OURS.toLowerCase()));
}

const save = (desk: Desk, stored: ReturnType<typeof message>, more: object = {}) =>
  desk.wire.ask({ action: 'saveCanned', message: stored, ...more }, 'saved');

async function empty(desk: Desk, whose: object = {}): Promise<void> {
  for (const { title, version } of await read(desk, whose)) {
    await desk.wire.ask({ action: 'removeCanned', ...whose, title, version }, 'done');
  }
}

export const cannedRules: Section = (house) => {
  const people = async () => ({
    first: await house().operator('first'),
    second: await house().operator('second'),
    coordinator: await house().coordinator(),
  });

  afterEach(async () => {
    const { first, second, coordinator } = await people();
    await Promise.all([empty(coordinator, HERES), empty(first), empty(second)]);
  });

  test('N1, N6: a department’s are read by its operators and coordinators, who are told of a change', async () => {
    const { first, second, coordinator } = await people();

    expect((await save(coordinator, message('Hours'), HERES)).version).toBe(1);

    for (const desk of [first, second])
      await desk.wire.expect('cannedChanged', (frame) => frame.departmentId === HERE);
    for (const desk of [first, second, coordinator])
      expect(await read(desk, HERES)).toEqual([message('Hours', 1)]);
    expect(await read(second, ELSEWHERES)).toEqual([]);
    const refusal = await first.wire.refusal({ action: 'readCanned', ...ELSEWHERES });
    expect(refusal.code).toBe('noSuchDepartment');
  });

  test('N1, N6: one’s own are nobody else’s, and told on one’s other pages alone', async () => {
    const { first, second, coordinator } = await people();
    const page = await house().operator('first');

    await save(first, message('Hello'));

    expect(await page.wire.expect('cannedChanged')).toEqual({ type: 'cannedChanged' });
    expect(await read(page)).toEqual([message('Hello', 1)]);
    expect(await read(second)).toEqual([]);
    expect((await read(coordinator)).map(({ title }) => title)).not.toContain(titled('Hello'));
    await Promise.all([second.wire.roundTrip(), coordinator.wire.roundTrip()]);
    expect(second.wire.all('cannedChanged')).toEqual([]);
    expect(coordinator.wire.all('cannedChanged')).toEqual([]);
  });

  test('N2: a department’s are changed by coordinators alone', async () => {
    const { first, coordinator } = await people();
    await save(coordinator, message('Hours'), HERES);
    const refusals = [
      ['notAllowed', first, { action: 'saveCanned', ...HERES, message: message('Maps') }],
      ['notAllowed', first, { action: 'saveCanned', ...HERES, message: message('Hours', 1, 'Mine') }],
      ['notAllowed', first, { action: 'removeCanned', ...HERES, title: titled('Hours'), version: 1 }],
      ['noSuchDepartment', first, { action: 'saveCanned', ...ELSEWHERES, message: message('Maps') }],
      [
        'noSuchDepartment',
        coordinator,
        { action: 'saveCanned', departmentId: 'nowhere', message: message('x') },
      ],
    ] as const;
    for (const [code, desk, frame] of refusals) {
      expect([frame.action, (await desk.wire.refusal(frame)).code]).toEqual([frame.action, code]);
    }
    expect(await read(first, HERES)).toEqual([message('Hours', 1)]);
  });

  test('N2: a patron has no canned messages', async () => {
    const patron = await house().patron();
    await patron.start('Where are the maps?');
    expect((await patron.wire.refusal({ action: 'readCanned', ...HERES })).code).toBe('notAllowed');
  });

  test('N3: of many who change one over the same version one wins, and nothing is lost', async () => {
    const desks = [await house().operator('first'), await house().operator('first')];
    await save(desks[0]!, message('Hours'));
    const answers = await Promise.all(
      desks.map((desk, index) =>
        desk.wire.answer({ action: 'saveCanned', message: message('Hours', 1, `By ${index}`) }),
      ),
    );
    const winner = answers.findIndex(({ type }) => type === 'saved');
    expect(answers.map(({ type }) => type).sort()).toEqual(['error', 'saved']);
    expect(answers.find(({ type }) => type === 'error')).toMatchObject({ code: 'changedMeanwhile' });
    expect(await read(desks[0]!)).toEqual([message('Hours', 2, `By ${winner}`)]);
    const stale = { action: 'removeCanned', title: titled('Hours'), version: 1 };
    expect((await desks[0]!.wire.refusal(stale)).code).toBe('changedMeanwhile');
  });

  test('N4: a title is there once; a new one takes the old one’s place', async () => {
    const { first } = await people();
    await save(first, message('Hours'));
    await save(first, message('Maps'));
    const taken = { action: 'saveCanned', message: message('HOURS') };
    expect(await first.wire.refusal(taken)).toMatchObject({
      code: 'nameTaken',
      message: 'There is a message “Acceptance: Hours” already.',
    });
    const renamed = { action: 'saveCanned', message: message('maps', 1), was: titled('Hours') };
    expect((await first.wire.refusal(renamed)).code).toBe('nameTaken');
    await save(first, message('Opening hours', 1), { was: titled('Hours') });
    expect(await read(first)).toEqual([message('Maps', 1), message('Opening hours', 2)]);
  });

  test.each([
    ['no title', { ...message('x'), title: ' ' }],
    ['a long title', message('x'.repeat(61))],
    ['no text', message('Hours', 0, ' \n ')],
    ['a long text', message('Hours', 0, 'x'.repeat(2_001))],
  ])('N5: %s is refused', async (_, wrong) => {
    const { first } = await people();
    expect((await first.wire.refusal({ action: 'saveCanned', message: wrong })).code).toBe('malformed');
    expect(await read(first)).toEqual([]);
  });
};
