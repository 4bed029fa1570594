// The settings screen's view-model: reading, opening by address, saving, leaving with something unsaved.
import { join } from 'node:path';
import { Screens } from '../../../frontend/dashboard/screen.ts';
import { NEW, SettingsModel } from '../../../frontend/dashboard/settings/settings-model.ts';
import { linesFound, previewOf } from '../../../frontend/dashboard/settings/texts-form.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { Unanswered } from '../../../frontend/connection/wire.ts';
import { box, dana, reference } from './desk-builders.ts';

type Answer = ToOperator | Unanswered;

function prepared(answers: Partial<Record<string, Answer[]>> = {}) {
  const asked: { action: string }[] = [];
  const said: string[] = [];
  const usual: Record<string, Answer> = {
    readSettings: { type: 'settings', ref: 'r', departments: [reference], widgets: [box] },
    readOperators: { type: 'operators', ref: 'r', operators: [dana] },
  };
  const wire = {
    ask: async (request: { action: string }, type: string) => {
      asked.push(request);
      const answer = answers[request.action]?.shift() ?? usual[request.action];
      if (answer === undefined) throw new Error(`no answer to ${request.action}`);
      if (answer.type !== type && answer.type !== 'error' && answer.type !== 'unanswered')
        throw new Error(type);
      return answer;
    },
  };
  const screens = new Screens({
    location: { hash: '#/settings/departments' },
    history: {
      state: null,
      pushState: () => undefined,
      replaceState: () => undefined,
      back: () => undefined,
    },
    events: new EventTarget(),
  });
  // The fake gives each request the kind of answer that its type promises; see the check above.
  const english = join(import.meta.dirname, '../../../frontend/widget/texts/languages/en.ts');
  const model = new SettingsModel({
    wire: wire as never,
    screens,
    say: (sentence) => said.push(sentence),
    catalogues: { en: { opening: english, later: english } },
  });
  const open = async (part: 'departments' | 'widgets' | 'texts' | 'operators', id: string): Promise<void> => {
    await model.read();
    screens.replace({ at: 'settings', part, id });
    model.show(screens.current.value);
  };
  return { asked, said, screens, model, open };
}

const conflict: ErrorFrame = { type: 'error', code: 'changedMeanwhile', message: 'x' };

describe('the settings', () => {
  test('are read with all pages of operators, by name', async () => {
    const { model } = prepared({
      readOperators: [
        { type: 'operators', ref: 'r', operators: [{ ...dana, id: 'z', name: 'Zoe' }], next: 'z' },
        { type: 'operators', ref: 'r', operators: [dana] },
      ],
    });
    await model.read();
    const state = model.state.value;
    if (state.kind !== 'read') throw new Error(state.kind);
    expect(state.stored.operators.map(({ name }) => name)).toEqual(['Dana Whitfield', 'Zoe']);
  });

  test('say why they can’t be shown, and can be read again', async () => {
    const { model } = prepared({ readSettings: [{ type: 'unanswered', why: 'silent' }] });
    await model.read();
    expect(model.state.value).toMatchObject({ kind: 'failed' });
    await model.read();
    expect(model.state.value.kind).toBe('read');
  });

  test('that are read again keep what is written in the open form', async () => {
    const { model, open } = prepared();
    await open('departments', 'reference');
    const form = model.open.value;
    if (form?.part !== 'departments') throw new Error('no form');
    form.form.change({ name: 'Help desk' });
    await model.read();
    expect(model.open.value?.form.isDirty.value).toBe(true);
  });
});

describe('saving', () => {
  test('a new department gives it an address of its own', async () => {
    const { model, open, screens, said } = prepared({
      saveDepartment: [{ type: 'saved', ref: 'r', version: 1 }],
    });
    await open('departments', NEW);
    const form = model.open.value;
    if (form?.part !== 'departments') throw new Error('no form');
    form.form.change({ id: 'access', name: 'Access' });
    await form.form.save();
    expect(screens.current.value).toEqual({ at: 'settings', part: 'departments', id: 'access' });
    expect(model.open.value?.form).toBe(form.form);
    expect(said).toEqual(['Saved.']);
  });

  test('an operator sends the departments that they belong to, and nothing else of them', async () => {
    const { model, open, asked } = prepared({ saveMembership: [{ type: 'saved', ref: 'r', version: 2 }] });
    await open('operators', 'dana');
    const form = model.open.value;
    if (form?.part !== 'operators') throw new Error('no form');
    form.form.change({ departmentIds: [] });
    await form.form.save();
    expect(asked.at(-1)).toEqual({
      action: 'saveMembership',
      operatorId: 'dana',
      departmentIds: [],
      version: 1,
    });
  });

  test('over somebody else’s change shows theirs when asked', async () => {
    const newer = { ...reference, name: 'Reference desk', version: 2 };
    const { model, open } = prepared({
      readSettings: [
        { type: 'settings', ref: 'r', departments: [reference], widgets: [box] },
        { type: 'settings', ref: 'r', departments: [newer], widgets: [box] },
      ],
      saveDepartment: [conflict],
    });
    await open('departments', 'reference');
    const form = model.open.value;
    if (form?.part !== 'departments') throw new Error('no form');
    form.form.change({ name: 'Help desk' });
    await form.form.save();
    expect(form.form.state.value.kind).toBe('changedMeanwhile');
    await model.reloadOpen();
    const reopened = model.open.value;
    if (reopened?.part !== 'departments') throw new Error('no form');
    expect(reopened.form.draft.value).toEqual(newer);
    expect(reopened.form.isDirty.value).toBe(false);
  });
});

const noTexts = { departmentId: 'reference', language: 'en', texts: {}, version: 0 };

/** Texts are read when they are opened. */
async function texts(prepare: ReturnType<typeof prepared>) {
  await prepare.open('texts', 'reference:en');
  for (let turns = 0; prepare.model.open.value === undefined && turns < 50; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const open = prepare.model.open.value;
  if (open?.part !== 'texts') throw new Error('no texts');
  return open.form;
}

describe('the texts of a department', () => {
  test('stand beside Carrel’s, are found by their words, and are saved', async () => {
    const world = prepared({
      readTexts: [{ type: 'texts', ref: 'r', texts: noTexts }],
      saveTexts: [{ type: 'saved', ref: 'r', version: 1 }],
    });
    const { lines, record } = await texts(world);
    const found = (words: string, onlyChanged = false) =>
      linesFound(lines, record.draft.value.texts, { words, onlyChanged }).map(({ id }) => id);
    expect(found('new MESSAGE')).toEqual(['newMessages.one', 'newMessages.other', 'toNewest']);
    expect(lines.find(({ id }) => id === 'endWarning')).toMatchObject({
      label: 'End warning',
      carrels: 'After that, {name} can no longer answer you here.',
      placeholders: ['name'],
    });
    record.change({ texts: { joined: 'Here is {name}' } });
    expect([found('', true), found('here IS {name}')]).toEqual([['joined'], ['joined']]);
    expect(await record.save()).toBe(true);
    expect(world.asked.at(-1)).toEqual({
      action: 'saveTexts',
      texts: { ...noTexts, texts: { joined: 'Here is {name}' } },
    });
    expect(world.said).toEqual(['Saved.']);
  });

  test('must keep what is put into them, and the problem stands at the text', async () => {
    const { record } = await texts(prepared({ readTexts: [{ type: 'texts', ref: 'r', texts: noTexts }] }));
    record.change({ texts: { joined: 'Somebody came' } });
    expect(await record.save()).toBe(false);
    expect(record.wrong.value).toEqual({ 'texts.joined': expect.stringMatching(/lost \{name\}/u) });
  });

  test('that could not be read say why', async () => {
    const { open, model } = prepared({ readTexts: [{ type: 'unanswered', why: 'silent' }] });
    await open('texts', 'reference:en');
    for (let turns = 0; model.unreadTexts.value === undefined && turns < 50; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(model.unreadTexts.value).toMatch(/could not be read/u);
  });

  test('L7: are previewed with values in the language', () => {
    expect(previewOf('{name}, in {seconds}', 'en')).toBe('Dana Whitfield, in 8 seconds');
    expect(previewOf('{count} أحرف', 'ar', 'few')).toBe('3 أحرف');
    expect(previewOf('{names}', 'es')).toBe('Dana Whitfield y Ken Ito');
  });
});

describe('leaving', () => {
  test('with something unsaved asks first, and drops it only when told to', async () => {
    const { model, open, screens } = prepared();
    await open('departments', 'reference');
    const form = model.open.value;
    if (form?.part !== 'departments') throw new Error('no form');
    form.form.change({ name: 'Help desk' });
    screens.go({ at: 'desk' });
    expect(screens.current.value.at).toBe('settings');
    expect(model.leavingFor.value).toEqual({ at: 'desk' });
    model.leave();
    expect(screens.current.value).toEqual({ at: 'desk' });
  });

  test('with nothing unsaved just leaves', async () => {
    const { open, screens } = prepared();
    await open('departments', 'reference');
    screens.go({ at: 'desk' });
    expect(screens.current.value).toEqual({ at: 'desk' });
  });
});

describe('removing a widget', () => {
  test('takes it off the list', async () => {
    const { model, open, screens } = prepared({ removeWidget: [{ type: 'saved', ref: 'r', version: 2 }] });
    await open('widgets', 'box');
    expect(await model.removeWidget(box)).toBeUndefined();
    expect(model.state.value).toMatchObject({ stored: { widgets: [] } });
    expect(screens.current.value).toEqual({ at: 'settings', part: 'widgets' });
  });

  test('says why it could not', async () => {
    const { model, open } = prepared({ removeWidget: [{ ...conflict, message: 'Look at it again.' }] });
    await open('widgets', 'box');
    expect(await model.removeWidget(box)).toBe('Look at it again.');
    expect(model.state.value).toMatchObject({ stored: { widgets: [box] } });
  });
});
