// Departments, widgets and memberships: who changes them, and when it holds (rules T in docs/behaviour.md).
import type { Desk } from '../support/desk.ts';
import { patronHello } from '../support/wire-client.ts';
import { ELSEWHERE, HERE, type House, type Section, defaults } from './house.ts';

const DAY_MS = 86_400_000;

export const settingsRules: Section = (house) => {
  describe('departments', () => departments(house));
  describe('widgets', () => widgets(house));
  describe('memberships', () => memberships(house));
};

async function departmentNow(house: House, desk: Desk, id = HERE) {
  const { departments: all } = await house.settings(desk);
  const found = all.find((department) => department.id === id);
  if (!found) throw new Error(`no department ${id}`);
  return found;
}

async function widgetNow(house: House, desk: Desk, id: string) {
  const { widgets: all } = await house.settings(desk);
  const found = all.find((widget) => widget.id === id);
  if (!found) throw new Error(`no widget ${id}`);
  return found;
}

function departments(house: () => House): void {
  test('T1: settings are for coordinators', async () => {
    const [desk, coordinator] = [await house().operator('first'), await house().coordinator()];
    const department = await departmentNow(house(), coordinator);
    const widget = await widgetNow(house(), coordinator, HERE);
    const requests = [
      { action: 'readSettings' },
      { action: 'readOperators' },
      { action: 'saveDepartment', department: { ...department, name: 'Mine' } },
      { action: 'saveWidget', widget: { ...widget, title: 'Mine' } },
      { action: 'removeWidget', widgetId: HERE, version: widget.version },
      { action: 'saveMembership', operatorId: desk.id, departmentIds: [ELSEWHERE], version: 1 },
    ];
    for (const request of requests) {
      expect([request.action, (await desk.wire.refusal(request)).code]).toEqual([
        request.action,
        'notAllowed',
      ]);
    }
    expect(await departmentNow(house(), coordinator)).toEqual(department);
    expect(await widgetNow(house(), coordinator, HERE)).toEqual(widget);
  });

  test('T2: what a coordinator saves is read back by everybody, as the next version', async () => {
    const coordinator = await house().coordinator();
    const first = await house().operator('first');
    const before = await departmentNow(house(), coordinator);
    const name = `Acceptance suite ${Date.now() % 100_000}`;
    const request = { action: 'saveDepartment', department: { ...before, name } };
    const { version } = await coordinator.wire.ask(request, 'saved');
    expect(version).toBe(before.version + 1);
    const colleague = await house().coordinator();
    expect(await departmentNow(house(), colleague)).toEqual({ ...before, name, version });
    const told = await first.wire.expect('you', (you) => you.departments.some((each) => each.name === name));
    expect(told.operator.id).toBe(first.id);
    const patron = await house().bareWidget();
    expect((await patron.ask(patronHello(HERE), 'welcome')).department.name).toBe(name);
    await house().saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings: defaults });
  });

  test('T3: of two who save over the same version the second is refused, and nothing is lost', async () => {
    const coordinator = await house().coordinator();
    const before = await departmentNow(house(), coordinator);
    const names = ['Acceptance suite A', 'Acceptance suite B'];
    const answers = await Promise.all(
      names.map((name) =>
        coordinator.wire.answer({ action: 'saveDepartment', department: { ...before, name } }),
      ),
    );
    expect(answers.map(({ type }) => type).sort()).toEqual(['error', 'saved']);
    const winner = names[answers.findIndex(({ type }) => type === 'saved')];
    expect(answers.find(({ type }) => type === 'error')).toMatchObject({ code: 'changedMeanwhile' });
    expect(await departmentNow(house(), coordinator)).toMatchObject({
      name: winner,
      version: before.version + 1,
    });
    const stale = { action: 'saveDepartment', department: { ...before, version: before.version + 5 } };
    expect((await coordinator.wire.refusal(stale)).code).toBe('changedMeanwhile');
    await house().saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings: defaults });
  });

  test.each([
    ['no day', { transcriptDays: 0 }],
    ['too many days', { transcriptDays: 366 }],
    ['half a day', { transcriptDays: 1.5 }],
    ['days in words', { transcriptDays: 'thirty' }],
  ])('T4: %s is out of bounds, and the sentence says which setting and which bounds', async (_, settings) => {
    const coordinator = await house().coordinator();
    const before = await departmentNow(house(), coordinator);
    const department = { ...before, settings: { ...before.settings, ...settings } };
    const refusal = await coordinator.wire.refusal({ action: 'saveDepartment', department });
    expect(refusal.code).toBe('malformed');
    expect(refusal.message).toMatch(/Keep transcripts for.* 1 .*365 days/);
    expect(await departmentNow(house(), coordinator)).toEqual(before);
  });

  test('T5, P2: a changed setting holds for the next chat, and not for those that began before', async () => {
    const coordinator = await house().coordinator();
    const desk = await house().operator('first');
    const early = await house().patron();
    const before = await early.start('Before the change');
    const settings = { ...defaults, transcriptDays: 7 };
    await house().saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings });
    const late = await house().patron();
    const after = await late.start('After the change');
    const wire = await house().bareWidget();
    expect((await wire.ask(patronHello(HERE), 'welcome')).transcriptDays).toBe(7);
    const kept = async (chatId: string) => (await desk.sees(chatId)).keptUntil;
    expect(await kept(early.chatId)).toBe(before.chat.startedAt + 30 * DAY_MS);
    expect(await kept(late.chatId)).toBe(after.chat.startedAt + 7 * DAY_MS);
    await house().saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings: defaults });
  });

  test('T7: a department or widget that exists is not made anew', async () => {
    const coordinator = await house().coordinator();
    const before = await departmentNow(house(), coordinator);
    const department = { ...before, version: 0, name: 'Another' };
    expect((await coordinator.wire.refusal({ action: 'saveDepartment', department })).code).toBe('nameTaken');
    const widget = { ...(await widgetNow(house(), coordinator, HERE)), version: 0 };
    expect((await coordinator.wire.refusal({ action: 'saveWidget', widget })).code).toBe('nameTaken');
    expect(await departmentNow(house(), coordinator)).toEqual(before);
  });
}

function widgets(house: () => House): void {
  const id = 'acceptance-passing';

  test('T8: a widget needs a department that exists', async () => {
    const coordinator = await house().coordinator();
    const widget = { id, departmentId: 'no-such-department', title: '', promise: '', version: 0 };
    expect((await coordinator.wire.refusal({ action: 'saveWidget', widget })).code).toBe('noSuchDepartment');
  });

  test('T9: a widget leads to its department, with its words, until it is removed', async () => {
    const coordinator = await house().coordinator();
    const words = {
      title: 'Ask us',
      promise: 'Usually within a minute',
      privacyAddress: 'https://library.example/privacy?of=chat',
    };
    await house().saveWidget(coordinator, { id, departmentId: HERE, ...words });
    const patron = await house().patron(id);
    const wire = await house().bareWidget();
    expect(await wire.ask(patronHello(id), 'welcome')).toMatchObject({
      widget: { id, ...words },
      department: { id: HERE },
    });
    await patron.start('Through the new widget');

    await house().saveWidget(coordinator, { id, departmentId: ELSEWHERE, ...words, title: 'Ask them' });
    const second = await house().operator('second');
    const moved = await house().patron(id);
    await moved.start('To the other department');
    expect((await second.sees(moved.chatId)).departmentId).toBe(ELSEWHERE);

    const { version } = await widgetNow(house(), coordinator, id);
    const stale = { action: 'removeWidget', widgetId: id, version: version - 1 };
    expect((await coordinator.wire.refusal(stale)).code).toBe('changedMeanwhile');
    await coordinator.wire.ask({ action: 'removeWidget', widgetId: id, version }, 'saved');
    expect((await wire.refusal({ ...moved.startFrame('Too late'), chatId: 'A'.repeat(22) })).code).toBe(
      'noSuchWidget',
    );
    expect(await moved.say('A chat that began goes on')).toBe(2);
  });
}

function memberships(house: () => House): void {
  afterEach(async () => {
    await house().setMembership('first', [HERE]);
    await house().setMembership('second', [HERE, ELSEWHERE]);
  });

  test('T6: a connected operator is moved at once', async () => {
    const [first, second] = [await house().operator('first'), await house().operator('second')];
    await house().setMembership('first', [ELSEWHERE]);
    const you = await first.wire.expect('you', ({ operator }) => operator.departmentIds.includes(ELSEWHERE));
    expect(you.departments.map(({ id }) => id)).toEqual([ELSEWHERE]);
    await second.wire.expect('staff', ({ staff }) =>
      staff.some(({ id, departmentIds }) => id === first.id && departmentIds.join() === ELSEWHERE),
    );
    const [here, elsewhere] = [await house().patron(HERE), await house().patron(ELSEWHERE)];
    await here.start('For those who stayed');
    await elsewhere.start('For the one who moved');
    await first.sees(elsewhere.chatId);
    await second.sees(here.chatId);
    await first.wire.roundTrip();
    expect(first.sightings(here.chatId)).toEqual([]);
    await first.claim(elsewhere.chatId);
    expect((await first.wire.refusal({ action: 'claim', chatId: here.chatId })).code).toBe('noSuchChat');
    expect((await first.wire.refusal({ action: 'openChats', departmentId: HERE })).code).toBe(
      'noSuchDepartment',
    );
  });

  test('T6: an operator who is moved away keeps the chats that they are in', async () => {
    const { patron, first, chatId } = await house().activeChat();
    await house().setMembership('first', []);
    await first.wire.expect('you', ({ operator }) => operator.departmentIds.length === 0);
    const place = await patron.say('Are you still with me?');
    await first.wire.expect('entry', ({ entry }) => entry.place === place);
    expect(await first.say(chatId, 'To the end.')).toBe(place + 1);
    await first.end(chatId);
  });

  test('T3, T4: a membership of an unknown operator, department or version is refused', async () => {
    const coordinator = await house().coordinator();
    const first = await house().operator('first');
    const record = await house().operatorRecord(coordinator, first.id);
    const request = {
      action: 'saveMembership',
      operatorId: first.id,
      departmentIds: [HERE],
      version: record.version,
    };
    const refusal = async (more: object) => (await coordinator.wire.refusal({ ...request, ...more })).code;
    expect(await refusal({ operatorId: 'nobody' })).toBe('noSuchOperator');
    expect(await refusal({ departmentIds: ['no-such-department'] })).toBe('noSuchDepartment');
    expect(await refusal({ version: record.version - 1 })).toBe('changedMeanwhile');
    expect(await refusal({ departmentIds: HERE })).toBe('malformed');
    expect(await house().operatorRecord(coordinator, first.id)).toEqual(record);
  });
}
