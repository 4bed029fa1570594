// Coordinators' changes: who may make them, that nobody overwrites unseen, and that they hold at once.
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { DAY, START } from '../support/chat-views.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

const music = {
  id: 'music',
  name: 'Music',
  settings: { ...DEFAULT_SETTINGS, transcriptDays: 7 },
  version: 0,
};
const musicWidget = {
  id: 'music',
  departmentId: 'music',
  title: 'Ask a music librarian',
  promise: '',
  version: 0,
};

async function coordinated(): Promise<Library> {
  const library = await open();
  await library.operator('ada');
  await library.operator('cora', { groups: ['coordinators'] });
  library.sockets.forget();
  return library;
}

const moves = (operatorId: string, departmentIds: readonly string[], version: number) => ({
  action: 'saveMembership',
  operatorId,
  departmentIds,
  version,
});

test('a new service begins with a department and a widget, made once however many come at once', async () => {
  const library = await open();

  await Promise.all([1, 2, 3].map((number) => library.patronHello(`p-${number}`)));

  const { departments, widgets } = await library.service.settings.read();
  expect(departments).toMatchObject([{ id: 'reference', version: 1 }]);
  expect(widgets).toMatchObject([{ id: 'reference', version: 1 }]);
});

test.each([
  ['readSettings', {}],
  ['readOperators', {}],
  ['saveDepartment', { department: music }],
  ['saveWidget', { widget: { ...musicWidget, departmentId: 'reference' } }],
  ['removeWidget', { widgetId: 'reference', version: 1 }],
  ['saveMembership', { operatorId: 'ada', departmentIds: [], version: 1 }],
])('T1: %s is not for operators, and not for patrons', async (action, more) => {
  const library = await coordinated();
  await library.patronHello('p-one');
  const before = await library.service.settings.read();

  expect(await library.refuses('o-ada', { action, ...more })).toBe('notAllowed');
  expect(await library.refuses('p-one', { action, ...more })).toBe('notAllowed');
  expect(await library.service.settings.read()).toEqual(before);
  expect(await library.service.settings.readOperator('ada')).toMatchObject({ version: 1 });
});

test('T2: what is saved has the next version, and everybody signed in gets it', async () => {
  const library = await coordinated();

  const saved = await library.asks('o-cora', { action: 'saveDepartment', department: music }, 'saved');

  expect(saved.version).toBe(1);
  const settings = await library.asks('o-cora', { action: 'readSettings' }, 'settings');
  expect(settings.departments).toEqual([
    { ...music, settings: { transcriptDays: 7 }, version: 1 },
    expect.objectContaining({ id: 'reference' }),
  ]);
  expect(library.sockets.of('o-cora', 'you')).toMatchObject([
    { departments: [{ id: 'music' }, { id: 'reference' }] },
  ]);
  expect(library.sockets.of('o-ada', 'you')).toMatchObject([
    { departments: [{ id: 'reference' }], otherDepartments: [{ id: 'music' }] },
  ]);
});

test('T3: on top of an older version nothing is overwritten', async () => {
  const library = await coordinated();
  const save = (name: string) =>
    library.says('o-cora', {
      action: 'saveDepartment',
      ref: name,
      department: { ...music, id: 'reference', name, version: 1 },
    });

  const answers = (await Promise.all(['One', 'Two', 'Three'].map(save))).flat();

  const { departments } = await library.service.settings.read();
  expect(departments).toMatchObject([{ version: 2 }]);
  const saved = library.sockets.of('o-cora', 'saved');
  expect(saved.map(({ ref }) => ref)).toEqual([departments[0]?.name]);
  expect(library.sockets.of('o-cora', 'error').map(({ code }) => code)).toEqual([
    'changedMeanwhile',
    'changedMeanwhile',
  ]);
  expect(answers.length).toBeGreaterThan(0);
});

test('T3: a record that is not there is not changed, and a widget not removed twice', async () => {
  const library = await coordinated();

  expect(
    await library.refuses('o-cora', { action: 'saveDepartment', department: { ...music, version: 3 } }),
  ).toBe('changedMeanwhile');
  await library.asks('o-cora', { action: 'removeWidget', widgetId: 'reference', version: 1 }, 'saved');
  expect(await library.refuses('o-cora', { action: 'removeWidget', widgetId: 'reference', version: 1 })).toBe(
    'changedMeanwhile',
  );
});

test('T5: a changed number of days holds for the next chat, and leaves the last one as it was', async () => {
  const library = await coordinated();
  const first = await library.patronAsks('one');
  const department = { ...music, id: 'reference', version: 1 };
  await library.asks('o-cora', { action: 'saveDepartment', department }, 'saved');

  const second = await library.patronAsks('two');

  expect(await library.service.chats.readHead(first.chatId)).toMatchObject({ keptUntil: START + 30 * DAY });
  expect(await library.service.chats.readHead(second.chatId)).toMatchObject({ keptUntil: START + 7 * DAY });
  expect(await library.patronHello('p-three')).toMatchObject({ transcriptDays: 7 });
});

test('T6: a moved operator is told, hears of the new department and no longer of the old', async () => {
  const library = await coordinated();
  await library.asks('o-cora', { action: 'saveDepartment', department: music }, 'saved');
  await library.asks('o-cora', { action: 'saveWidget', widget: musicWidget }, 'saved');
  await library.operator('ada', { connectionId: 'o-tab' });
  library.sockets.forget();

  await library.asks('o-cora', moves('ada', ['music', 'music'], 1), 'saved');

  for (const connectionId of ['o-ada', 'o-tab']) {
    expect(library.sockets.of(connectionId, 'you')).toMatchObject([
      { operator: { departmentIds: ['music'], version: 2 }, departments: [{ id: 'music' }] },
    ]);
    expect(library.sockets.of(connectionId, 'staff')).toMatchObject([
      { staff: [{ id: 'ada', departmentIds: ['music'] }, { id: 'cora' }] },
    ]);
  }
  library.sockets.forget();
  await library.patronAsks('one');
  expect(library.sockets.of('o-ada', 'chatChanged')).toEqual([]);
  expect(await library.refuses('o-ada', { action: 'openChats', departmentId: 'reference' })).toBe(
    'noSuchDepartment',
  );
  await library.patronAsks('two', { widgetId: 'music' });
  expect(library.sockets.of('o-tab', 'chatChanged')).toHaveLength(1);
});

test('T6: a membership that changes while the operator says hello holds on the new connection', async () => {
  const library = await coordinated();
  const { connections } = library.service;
  const added = connections.addStaff.bind(connections);
  connections.addStaff = async (connection, now) => {
    if (connection.operatorId === 'ada') {
      connections.addStaff = added;
      await library.asks('o-cora', moves('ada', [], 1), 'saved');
    }
    return added(connection, now);
  };

  await library.operator('ada', { connectionId: 'o-new' });

  expect(library.sockets.of('o-new', 'welcome')).toMatchObject([
    { operator: { departmentIds: [] }, departments: [] },
  ]);
  expect(await library.refuses('o-new', { action: 'openChats', departmentId: 'reference' })).toBe(
    'noSuchDepartment',
  );
});

test.each([
  ['nameTaken', { action: 'saveDepartment', department: { ...music, name: 'reference' } }],
  ['noSuchDepartment', { action: 'saveWidget', widget: musicWidget }],
  ['noSuchDepartment', moves('ada', ['music'], 1)],
  ['noSuchOperator', moves('nobody', ['reference'], 1)],
  ['changedMeanwhile', moves('ada', ['reference'], 7)],
])('T7, T8: %s', async (code, frame) => {
  const library = await coordinated();

  expect(await library.refuses('o-cora', frame)).toBe(code);
});

test('T9: a removed widget is no more', async () => {
  const library = await coordinated();
  await library.asks('o-cora', { action: 'removeWidget', widgetId: 'reference', version: 1 }, 'saved');

  const hello = { action: 'hello', as: 'patron', version: 1, widgetId: 'reference' };
  expect(await library.refuses('p-one', hello)).toBe('noSuchWidget');
});

test('operators are listed page by page, each once', async () => {
  const library = await coordinated();
  await Promise.all(
    Array.from({ length: 120 }, async (_, number) => {
      const about = { name: `Name ${number}`, email: '', departmentIds: [], version: 0 };
      await library.service.settings.saveOperator({ ...about, roles: ['operator'], id: `op-${number}` });
    }),
  );

  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await library.asks(
      'o-cora',
      { action: 'readOperators', ...(after && { after }) },
      'operators',
    );
    ids.push(...page.operators.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);

  expect(ids).toHaveLength(122);
  expect(new Set(ids).size).toBe(122);
  expect(library.framesFit).toBe(true);
});
