// The screen of canned messages: what is open follows the address and colleagues, nothing unsaved is lost unasked.
import { signal } from '@preact/signals';
import { CannedModel } from '../../../frontend/dashboard/canned/canned-model.ts';
import type { Screen } from '../../../frontend/dashboard/screen.ts';
import type { CannedMessage } from '../../../lambdas/protocol/canned-frames.ts';

type CannedScreen = Extract<Screen, { at: 'canned' }>;
type Answer = { type: string; [more: string]: unknown };

const hours: CannedMessage = { title: 'Hours', text: 'We are open.', version: 2 };
const open = (title: string): CannedScreen => ({ at: 'canned', open: { title } });

function prepared(...answers: Answer[]) {
  const shelf = { messages: [hours] as readonly CannedMessage[] };
  const asked: unknown[][] = [];
  const said: string[] = [];
  const went: Screen[] = [];
  const ask = async (...request: unknown[]) => {
    asked.push(request);
    return answers.shift() ?? { type: 'unanswered', why: 'dropped' };
  };
  const screens = {
    current: signal<Screen>({ at: 'canned' }),
    mayLeave: (to: Screen): boolean => to.at !== 'desk',
    go: (screen: Screen) => void went.push(screen),
    replace: (screen: Screen) => void went.push(screen),
  };
  const model = new CannedModel({
    canned: {
      messagesOf: () => shelf.messages,
      read: async () => undefined,
      save: (...request) => ask('save', ...request) as never,
      remove: (...request) => ask('remove', ...request) as never,
    },
    screens: screens as never,
    say: (sentence) => said.push(sentence),
  });
  const form = () => {
    const shown = model.open.value?.form;
    if (shown === undefined) throw new Error('Nothing is open');
    return shown;
  };
  return { model, shelf, asked, said, went, screens, form };
}

test('the message that the address names is open as soon as it is read', () => {
  const { model, shelf, form } = prepared();
  shelf.messages = [];
  model.show(open('Hours'));
  expect(model.open.value).toBeUndefined();
  expect(model.versionOf(open('Hours'))).toBeUndefined();
  shelf.messages = [hours];
  expect(model.versionOf(open('hours'))).toBe(2);
  model.show(open('Hours'));
  expect(form().draft.value).toEqual(hours);
  model.show({ at: 'canned' });
  expect(model.open.value).toBeUndefined();
});

test('N6: what a colleague changes is shown, unless something is unsaved', () => {
  const { model, shelf, form } = prepared();
  model.show(open('Hours'));
  shelf.messages = [{ ...hours, text: 'Newer.', version: 3 }];
  model.show(open('Hours'));
  expect(form().draft.value).toMatchObject({ text: 'Newer.', version: 3 });

  form().change({ text: 'My own words.' });
  shelf.messages = [{ ...hours, text: 'Newest.', version: 4 }];
  model.show(open('Hours'));
  expect(form().draft.value).toMatchObject({ text: 'My own words.', version: 3 });
  form().discard();
  shelf.messages = [];
  model.show(open('Hours'));
  expect(model.open.value).toBeUndefined();
});

test('N3, N4: a new title is saved over the old one, and the address follows it', async () => {
  const { model, asked, went, said, form } = prepared(
    { type: 'saved', version: 3 },
    { type: 'saved', version: 4 },
  );
  model.show(open('Hours'));
  form().change({ title: ' Opening  hours ' });
  expect(await form().save()).toBe(true);
  expect(asked.at(-1)).toEqual(['save', undefined, { ...hours, title: 'Opening hours' }, 'Hours']);
  expect(went).toEqual([open('Opening hours')]);
  expect(said).toEqual(['Saved.']);
  form().change({ text: 'More.' });
  await form().save();
  expect(asked.at(-1)?.at(-1)).toBe('Opening hours');
});

test('a new message may begin as a copy of another', () => {
  const { model, went, form } = prepared();
  model.copyToOwn({ ...hours, version: 9 });
  expect(went).toEqual([{ at: 'canned', open: 'new' }]);
  model.show({ at: 'canned', open: 'new' });
  expect(form().draft.value).toEqual({ ...hours, version: 0 });
  expect(model.isDirty).toBe(true);
});

test('nobody leaves something unsaved without being asked', () => {
  const { model, screens, went, form } = prepared();
  model.show(open('Hours'));
  expect(screens.mayLeave({ at: 'desk' })).toBe(true);
  form().change({ text: 'Half' });
  expect(screens.mayLeave({ at: 'desk' })).toBe(false);
  expect(model.leavingFor.value).toEqual({ at: 'desk' });
  model.leave();
  expect(went).toEqual([{ at: 'desk' }]);
  expect(screens.mayLeave({ at: 'desk' })).toBe(true);
});

test('what was removed can be put back', async () => {
  const { model, asked, went, said } = prepared({ type: 'done' }, { type: 'saved', version: 1 });
  model.show(open('Hours'));
  expect(await model.remove(undefined, hours)).toBe(true);
  expect(model.open.value).toBeUndefined();
  expect(model.removed.value?.message).toEqual(hours);
  await model.undo();
  expect(asked.at(-1)).toEqual(['save', undefined, { ...hours, version: 0 }]);
  expect(model.removed.value).toBeUndefined();
  expect(went.at(-1)).toEqual(open('Hours'));
  expect(said).toEqual(['“Hours” is removed.', '“Hours” is back.']);
});

test('what can’t be removed or put back stays, with the reason', async () => {
  const refused = { type: 'error', message: 'Somebody else changed this meanwhile. Look at it again.' };
  const { model } = prepared(refused, { type: 'done' });
  model.show(open('Hours'));
  expect(await model.remove(undefined, hours)).toBe(false);
  expect(model.problem.value).toBe(`Not removed. ${refused.message}`);
  expect(model.open.value).toBeDefined();
  await model.remove(undefined, hours);
  expect(model.problem.value).toBeUndefined();
  await model.undo();
  expect(model.problem.value).toBe('Not put back. There is no connection at the moment.');
  expect(model.removed.value).toBeDefined();
});
