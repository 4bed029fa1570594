// Canned messages: who reads and changes whose, why a change is refused, and who hears of it.
import type { CannedMessage } from '../../lambdas/protocol/canned-frames.ts';
import { CANNED_ROOM } from '../../lambdas/protocol/canned-frames.ts';
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const HERE = { departmentId: 'reference' };
const message = (title: string, version = 0, text = `The text of ${title}`) => ({ title, text, version });

const read = (library: Library, connection: string, whose: object = {}) =>
  library.asks(connection, { action: 'readCanned', ...whose }, 'canned');
const save = (library: Library, connection: string, stored: CannedMessage, more: object = {}) =>
  library.asks(connection, { action: 'saveCanned', message: stored, ...more }, 'saved');

/** Ada and Ben are of Reference; Cora coordinates; Mo is of Music. */
async function staffed() {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await library.operator('cora', { groups: ['coordinators'] });
  await library.operator('mo');
  const music = { id: 'music', name: 'Music', settings: DEFAULT_SETTINGS, version: 0 };
  await library.asks('o-cora', { action: 'saveDepartment', department: music }, 'saved');
  const { operators } = await library.asks('o-cora', { action: 'readOperators' }, 'operators');
  const version = operators.find(({ id }) => id === 'mo')!.version;
  const membership = { action: 'saveMembership', operatorId: 'mo', departmentIds: ['music'], version };
  await library.asks('o-cora', membership, 'saved');
  library.sockets.forget();
  return library;
}

const told = (library: Library) =>
  ['o-ada', 'o-ben', 'o-cora', 'o-mo', 'o-ada-2'].filter(
    (connection) => library.sockets.of(connection, 'cannedChanged').length > 0,
  );

test('N1, N6: a department’s are read by its operators and by coordinators, who are told of each change', async () => {
  const library = await staffed();

  expect((await save(library, 'o-cora', message('Hours'), HERE)).version).toBe(1);

  expect(told(library)).toEqual(['o-ada', 'o-ben']);
  expect(library.sockets.of('o-ada', 'cannedChanged')).toEqual([{ type: 'cannedChanged', ...HERE }]);
  for (const connection of ['o-ada', 'o-cora']) {
    expect(await read(library, connection, HERE)).toMatchObject({ ...HERE, messages: [message('Hours', 1)] });
  }
  expect(await library.refuses('o-mo', { action: 'readCanned', ...HERE })).toBe('noSuchDepartment');
});

test('N1, N6: one’s own are read and changed by oneself alone, and told on one’s other pages', async () => {
  const library = await staffed();
  await library.operator('ada', { connectionId: 'o-ada-2' });

  await save(library, 'o-ada', message('Hello'));

  expect(told(library)).toEqual(['o-ada-2']);
  expect((await read(library, 'o-ada-2')).messages).toEqual([message('Hello', 1)]);
  expect((await read(library, 'o-ben')).messages).toEqual([]);
  expect((await read(library, 'o-cora')).messages).toEqual([]);
  await library.asks('o-ada', { action: 'removeCanned', title: 'Hello', version: 1 }, 'done');
  expect((await read(library, 'o-ada')).messages).toEqual([]);
});

test.each([
  ['notAllowed', 'o-ada', HERE],
  ['noSuchDepartment', 'o-mo', HERE],
  ['noSuchDepartment', 'o-cora', { departmentId: 'nowhere' }],
])('N2: %s for %s who saves and removes in %j', async (code, connection, whose) => {
  const library = await staffed();
  await save(library, 'o-cora', message('Hours'), HERE);
  const frames = [
    { action: 'saveCanned', ...whose, message: message('Maps') },
    { action: 'saveCanned', ...whose, message: message('Hours', 1, 'Mine') },
    { action: 'removeCanned', ...whose, title: 'Hours', version: 1 },
  ];
  for (const frame of frames) expect(await library.refuses(connection, frame)).toBe(code);
  expect((await read(library, 'o-cora', HERE)).messages).toEqual([message('Hours', 1)]);
});

test.each([
  ['changedMeanwhile', { message: message('Hours', 3) }],
  ['changedMeanwhile', { message: message('Gone', 1) }],
  ['changedMeanwhile', { message: message('Maps', 4), was: 'Hours' }],
  ['nameTaken', { message: message('HOURS') }],
  ['nameTaken', { message: message('maps', 1), was: 'Hours' }],
  ['malformed', { message: message(' ') }],
  ['malformed', { message: message('x'.repeat(61)) }],
  ['malformed', { message: message('Empty', 0, ' \n') }],
  ['malformed', { message: message('Long', 0, 'x'.repeat(2_001)) }],
])('N3, N4: %s for %j, and nothing is changed', async (code, frame) => {
  const library = await staffed();
  await save(library, 'o-ada', message('Hours'));
  await save(library, 'o-ada', message('Maps'));

  expect(await library.refuses('o-ada', { action: 'saveCanned', ...frame })).toBe(code);
  expect((await read(library, 'o-ada')).messages).toEqual([message('Hours', 1), message('Maps', 1)]);
});

test('N3: removing over an older version is refused', async () => {
  const library = await staffed();
  await save(library, 'o-ada', message('Hours'));
  await save(library, 'o-ada', message('Hours', 1, 'Newer'));
  const remove = { action: 'removeCanned', title: 'Hours', version: 1 };
  expect(await library.refuses('o-ada', remove)).toBe('changedMeanwhile');
  expect(await library.refuses('o-ada', { ...remove, title: 'Gone' })).toBe('changedMeanwhile');
});

test('N5: the largest shelf is read in pages that fit into frames, and takes no more', async () => {
  const library = await staffed();
  // Each of these is six bytes in a frame.
  const text = `.${'\u0001'.repeat(1_999)}`;
  const titles = Array.from(
    { length: CANNED_ROOM.own },
    (_, index) => `Message ${String(index).padStart(3, '0')}`,
  );
  for (const title of titles) await save(library, 'o-ada', message(title, 0, text));

  const all: string[] = [];
  let after: string | undefined;
  do {
    const page = await read(library, 'o-ada', after === undefined ? {} : { after });
    all.push(...page.messages.map(({ title }) => title));
    after = page.next;
  } while (after !== undefined);

  expect(all).toEqual(titles);
  expect(library.framesFit).toBe(true);
  expect(await library.refuses('o-ada', { action: 'saveCanned', message: message('More') })).toBe('tooMany');
});

test('N5: coordinators who save at once are all counted', async () => {
  const library = await staffed();
  const people = ['c1', 'c2', 'c3', 'c4'];
  for (const id of people) await library.operator(id, { groups: ['coordinators'] });

  await Promise.all(people.map((id) => save(library, `o-${id}`, message(`By ${id}`), HERE)));

  const { messages } = await read(library, 'o-ada', HERE);
  expect(messages.map(({ title }) => title)).toEqual(people.map((id) => `By ${id}`));
  const { count } = await library.service.canned.standing(HERE, { message: message('x') });
  expect(count).toBe(people.length);
});
