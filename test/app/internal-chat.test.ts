// Internal chat on a table in memory: who gets what, what is missed, what is kept, and what a word costs.
import type { Library } from '../support/library.ts';
import { DAY, START } from '../support/chat-views.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

/** Ada and Ben in a department, Carla who coordinates. */
async function staffed(until = START + 400 * DAY): Promise<Library> {
  const library = await open();
  await library.operator('ada', { until });
  await library.operator('ben', { until });
  await library.operator('carla', { groups: ['coordinators'], until });
  return library;
}

const says = (library: Library, who: string, roomId: string, name: string, text = `text of ${name}`) =>
  library.asks(`o-${who}`, { action: 'say', roomId, name, text }, 'said');

const heard = (library: Library, who: string) =>
  library.sockets.of(`o-${who}`, 'roomEntry').map(({ roomId, entry }) => [roomId, entry.place, entry.text]);

const reads = async (library: Library, who: string, roomId: string, more: object = {}) => {
  const page = await library.asks(`o-${who}`, { action: 'readRoom', roomId, ...more }, 'roomEntries');
  return { places: page.entries.map(({ place, after }) => [place, after]), more: page.more };
};

const rooms = async (library: Library, who: string) =>
  (await library.asks(`o-${who}`, { action: 'rooms' }, 'rooms')).rooms;

test('I1 I2: each room reaches those who are in it, by the name that each has for it, and nobody else', async () => {
  const library = await staffed();
  await library.asks(
    'o-carla',
    { action: 'saveMembership', operatorId: 'ben', departmentIds: [], version: 1 },
    'saved',
  );
  await library.asks(
    'o-carla',
    { action: 'saveMembership', operatorId: 'carla', departmentIds: [], version: 1 },
    'saved',
  );
  await says(library, 'ada', 'all', 'desk-adaa.1');
  await says(library, 'ada', 'dep~reference', 'desk-adab.1');
  await says(library, 'ada', 'two~ben', 'desk-adac.1');

  expect(heard(library, 'ben')).toEqual([
    ['all', 1, 'text of desk-adaa.1'],
    ['two~ada', 1, 'text of desk-adac.1'],
  ]);
  expect(heard(library, 'carla')).toEqual([
    ['all', 1, 'text of desk-adaa.1'],
    ['dep~reference', 1, 'text of desk-adab.1'],
  ]);
  expect(heard(library, 'ada')).toEqual([]);
  expect(await library.refuses('o-ben', { action: 'readRoom', roomId: 'dep~reference' })).toBe(
    'noSuchDepartment',
  );
  const ask = { action: 'say', name: 'desk-benn.1', text: 'x' };
  expect(await library.refuses('o-ben', { ...ask, roomId: 'dep~reference' })).toBe('noSuchDepartment');
  expect(await library.refuses('o-carla', { ...ask, roomId: 'dep~nowhere' })).toBe('noSuchDepartment');
  expect(await library.refuses('o-ben', { ...ask, roomId: 'two~nobody' })).toBe('noSuchOperator');
  expect(await library.refuses('o-ben', { ...ask, roomId: 'two~ben' })).toBe('notAllowed');
});

test('I3: the same name again is answered alike; as the last of its room it is pushed again', async () => {
  const library = await staffed();
  library.sockets.failing.add('o-ben');
  const first = await says(library, 'ada', 'two~ben', 'desk-adaa.1', 'Once');
  library.sockets.failing.delete('o-ben');
  expect(await says(library, 'ada', 'two~ben', 'desk-adaa.1', 'Another text')).toEqual(first);
  expect(heard(library, 'ben')).toEqual([['two~ada', 1, 'Once']]);
  await says(library, 'ben', 'two~ada', 'desk-benn.1');
  await says(library, 'ada', 'two~ben', 'desk-adaa.1', 'Once');
  expect(heard(library, 'ben')).toHaveLength(1);
  expect(await reads(library, 'ada', 'two~ben')).toEqual({
    places: [
      [1, 0],
      [2, 1],
    ],
    more: false,
  });
  const [refusal] = await library.says('o-ada', {
    action: 'say',
    roomId: 'all',
    name: 'desk-adaa.7',
    text: 'x',
  });
  expect(refusal).toMatchObject({ type: 'error', name: 'desk-adaa.7', code: 'outOfOrder', expected: 1 });
});

test('I4: who was away reads what they missed, and long rooms come in pages both ways', async () => {
  const library = await staffed();
  for (let number = 1; number <= 60; number += 1) await says(library, 'ada', 'all', `desk-adaa.${number}`);

  const newest = await reads(library, 'ben', 'all');
  expect(newest.more).toBe(true);
  expect(newest.places).toHaveLength(50);
  expect(newest.places[0]).toEqual([11, 0]);
  expect(newest.places.at(-1)).toEqual([60, 59]);
  const earlier = await reads(library, 'ben', 'all', { before: 11 });
  expect(earlier.places.map(([place]) => place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(earlier.more).toBe(false);
  const missed = await reads(library, 'ben', 'all', { after: 5 });
  expect(missed.places[0]).toEqual([6, 5]);
  expect(missed.more).toBe(true);
  expect(await reads(library, 'ben', 'all', { after: 55 })).toEqual({
    places: [56, 57, 58, 59, 60].map((place) => [place, place - 1]),
    more: false,
  });
});

test('I4: the longest messages fit: the newest that a frame holds, then those before', async () => {
  const library = await staffed();
  for (let number = 1; number <= 9; number += 1) {
    await says(library, 'ada', 'all', `desk-adaa.${number}`, '語'.repeat(4_000));
  }
  const seen: number[] = [];
  let before: { before?: number } = {};
  for (let more = true; more; ) {
    const page = await reads(library, 'ben', 'all', before);
    const places = page.places.map(([place]) => place ?? 0);
    seen.unshift(...places);
    before = { before: places[0] ?? 0 };
    more = page.more;
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(library.framesFit).toBe(true);
});

test('I5: the list tells what is unread, what was read on another page too', async () => {
  const library = await staffed();
  await says(library, 'ada', 'all', 'desk-adaa.1');
  // Who sees a room for the first time has nothing unread in it.
  expect(await rooms(library, 'ben')).toEqual([
    { roomId: 'all', last: 1, readTo: 1 },
    { roomId: 'dep~reference', last: 0, readTo: 0 },
  ]);
  await says(library, 'ada', 'dep~reference', 'desk-adab.1');
  await says(library, 'ada', 'two~ben', 'desk-adac.1');
  await says(library, 'ada', 'two~ben', 'desk-adac.2');
  const unread = await rooms(library, 'ben');
  expect(unread).toEqual([
    { roomId: 'all', last: 1, readTo: 1 },
    { roomId: 'dep~reference', last: 1, readTo: 0 },
    { roomId: 'two~ada', last: 2, readTo: 0, name: 'Name ada' },
  ]);
  await library.operator('ben', { connectionId: 'o-ben-2', until: START + 400 * DAY });
  await library.says('o-ben', { action: 'markRead', roomId: 'two~ada', place: 2 });
  await library.says('o-ben', { action: 'markRead', roomId: 'two~ada', place: 1 });
  expect(library.sockets.of('o-ben-2', 'roomRead')).toEqual([
    { type: 'roomRead', roomId: 'two~ada', place: 2 },
  ]);
  expect(library.sockets.of('o-ben', 'roomRead')).toEqual([]);
  expect((await rooms(library, 'ben'))[2]).toMatchObject({ readTo: 2 });
  expect((await rooms(library, 'ada'))[2]).toMatchObject({ roomId: 'two~ben', name: 'Name ben', last: 2 });
  await library.says('o-carla', { action: 'markRead', roomId: 'two~ada', place: 2 });
  expect((await rooms(library, 'carla')).map(({ roomId }) => roomId)).toEqual(['all', 'dep~reference']);
});

test('I6: a message goes after the days that its room kept when it was said, and places go on', async () => {
  const library = await staffed();
  const settings = await library.asks('o-carla', { action: 'readSettings' }, 'settings');
  const [department] = settings.departments;
  if (!department) throw new Error('no department');
  const changed = { ...department, settings: { ...department.settings, internalChatDays: 3 } };
  await library.asks('o-carla', { action: 'saveDepartment', department: changed }, 'saved');
  await says(library, 'ada', 'dep~reference', 'desk-adaa.1');
  await says(library, 'ada', 'all', 'desk-adab.1');
  await says(library, 'ada', 'two~ben', 'desk-adac.1');
  const later = async (days: number): Promise<void> => {
    library.now = START + days * DAY;
    for (const who of ['ada', 'ben']) await library.says(`o-${who}`, { action: 'ping' });
  };

  await later(3);
  expect(await reads(library, 'ada', 'dep~reference')).toEqual({ places: [], more: false });
  expect((await reads(library, 'ada', 'all')).places).toEqual([[1, 0]]);
  await says(library, 'ben', 'dep~reference', 'desk-benn.1');
  expect(await reads(library, 'ada', 'dep~reference', { after: 0 })).toEqual({
    places: [[2, 0]],
    more: false,
  });
  await later(30);
  expect(await reads(library, 'ada', 'all')).toEqual({ places: [], more: false });
  expect(await reads(library, 'ada', 'two~ben')).toEqual({ places: [], more: false });
  expect((await rooms(library, 'ben')).map(({ roomId }) => roomId)).toEqual(['all', 'dep~reference']);
});

test('I7: typing reaches the others in the room, and is stored nowhere', async () => {
  const library = await staffed();
  const { requests } = library.table;
  const before = requests.length;
  await library.says('o-ada', { action: 'typeInRoom', roomId: 'two~ben', writing: true });
  expect(requests.slice(before)).toEqual(['BatchGetItemCommand', 'QueryCommand']);
  expect(library.sockets.of('o-ben', 'roomTyping')).toEqual([
    { type: 'roomTyping', roomId: 'two~ada', by: { id: 'ada', name: 'Name ada' }, writing: true },
  ]);
  expect(library.sockets.of('o-carla', 'roomTyping')).toEqual([]);
  expect(await library.says('o-ada', { action: 'typeInRoom', roomId: 'dep~x', writing: true })).toEqual([]);
});

test('I8: a patron reads and writes nothing of it, nor does a sign-in that has ended', async () => {
  const library = await staffed(START + DAY);
  await library.patronAsks('one');
  await says(library, 'ada', 'all', 'desk-adaa.1');
  for (const frame of [
    { action: 'say', roomId: 'all', name: 'widget-1.1', text: 'x' },
    { action: 'readRoom', roomId: 'all' },
    { action: 'rooms' },
    { action: 'markRead', roomId: 'all', place: 1 },
    { action: 'typeInRoom', roomId: 'all', writing: true },
  ]) {
    expect(await library.refuses('p-one', frame)).toBe('notAllowed');
    expect(await library.refuses('nobody', frame)).toBe('helloFirst');
  }
  expect(library.sockets.types('p-one')).not.toContain('roomEntry');
  expect((await reads(library, 'ada', 'all')).places).toEqual([[1, 0]]);
  library.now = START + DAY;
  expect(await library.refuses('o-ada', { action: 'readRoom', roomId: 'all' })).toBe('notSignedIn');
});

test('a word is one read and one transaction beside who speaks and who is there, however much was said', async () => {
  const library = await staffed();
  const costs: (readonly string[])[] = [];
  for (let number = 1; number <= 12; number += 1) {
    const before = library.table.requests.length;
    await says(library, 'ada', 'two~ben', `desk-adaa.${number}`);
    costs.push(library.table.requests.slice(before));
  }
  for (const cost of costs.slice(1)) {
    expect(cost).toEqual([
      'BatchGetItemCommand',
      'BatchGetItemCommand',
      'TransactWriteItemsCommand',
      'QueryCommand',
    ]);
  }
});
