// The list over the composer: which slash opens it, where the arrows go, what taking one leaves in the field.
import { CannedChoice, type CannedOption } from '../../../frontend/dashboard/desk/canned-choice.ts';

const HOURS = { title: 'Opening hours', text: '{patron}, we are open {hours}.' };
const HELLO = { title: 'Hello', text: 'Hello {patron}!' };
const SHARED = { title: 'Holds', text: 'It is on the shelf.', sharedBy: 'Reference' };

function choosing(
  options: readonly CannedOption[] = [HOURS, HELLO, SHARED],
  hours: string | undefined = 'Mon–Fri',
) {
  const values = { patron: 'Rosa', operator: 'Dana', department: 'Reference', hours };
  return new CannedChoice({ options: () => options, values: () => values });
}

function written(text: string, choice = choosing()): CannedChoice {
  for (let end = 1; end <= text.length; end += 1) choice.changed(text.slice(0, end), end);
  return choice;
}

const titles = (choice: CannedChoice) => choice.found.value.map(({ title }) => title);

test.each([
  ['/', ['Hello', 'Holds', 'Opening hours']],
  ['/ho', ['Holds', 'Opening hours']],
  ['Well, /hell', ['Hello']],
  ['First line\n/hell', ['Hello']],
])('N11: %j finds %j', (text, expected) => {
  const choice = written(text);
  expect(choice.isOpen.value).toBe(true);
  expect(titles(choice)).toEqual(expected);
});

test.each(['and/or', 'https://ho', '/zzz', '/ho ', 'ho', '1 / 2', '//ho'])(
  'N11: %j opens nothing',
  (text) => {
    expect(written(text).isOpen.value).toBe(false);
  },
);

test('N11: with nothing to choose from, a slash says so, and letters close it', () => {
  const choice = choosing([]);
  expect(written('/', choice).isOpen.value).toBe(true);
  expect(written('/h', choice).isOpen.value).toBe(false);
});

test('N12: the arrows go round, from the best one on, and begin anew with each letter', () => {
  const choice = written('/h');
  const at = () => choice.found.value[choice.active.value]?.title;
  expect(at()).toBe('Hello');
  choice.step(-1);
  expect(at()).toBe('Opening hours');
  choice.step(1);
  choice.step(1);
  expect(at()).toBe('Holds');
  // The caret was only looked at.
  choice.changed('/h', 2);
  expect(at()).toBe('Holds');
  choice.changed('/ho', 3);
  expect(at()).toBe('Holds');
  choice.step(1);
  choice.changed('/h', 2);
  expect(at()).toBe('Hello');
});

test('N12: taken, it stands filled in where the slash and the letters were', () => {
  const choice = choosing();
  choice.changed('Hi! /openi and more', 'Hi! /openi'.length);
  const text = 'Hi! Rosa, we are open Mon–Fri. and more';
  const caret = text.indexOf(' and more');
  expect(choice.take()).toEqual({
    title: 'Opening hours',
    text,
    from: caret,
    to: caret,
    unfilled: undefined,
  });
  expect(choice.isOpen.value).toBe(false);
  expect(choice.take()).toBeUndefined();
});

test('N12: another than the best may be taken', () => {
  const choice = written('/h');
  expect(choice.take(1)?.text).toBe('It is on the shelf.');
});

test('N10: what nothing is known for is marked, so that writing replaces it', () => {
  const choice = choosing([HOURS], '');
  choice.changed('So: /op', 7);
  const taken = choice.take();
  expect(taken).toMatchObject({ text: 'So: Rosa, we are open {hours}.', unfilled: 'hours' });
  expect(taken?.text.slice(taken.from, taken.to)).toBe('{hours}');
});

test('N12: a list that was left stays so, until another slash', () => {
  const choice = written('/h');
  choice.leave();
  expect(choice.isOpen.value).toBe(false);
  choice.changed('/he', 3);
  expect(choice.isOpen.value).toBe(false);
  choice.changed('/he /h', 6);
  expect(choice.isOpen.value).toBe(true);
  choice.leave();
  choice.changed('', 0);
  choice.changed('/', 1);
  expect(choice.isOpen.value).toBe(true);
});
