// The library's own texts: who changes them, whom they reach, and that a welcome with them fits.
import { chatIdOf, tokenOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const own = { departmentId: 'reference', language: 'es', texts: { send: 'Mandar' }, version: 0 };
const hello = (language?: string) => ({
  action: 'hello',
  as: 'patron',
  version: 1,
  widgetId: 'reference',
  ...(language !== undefined && { language }),
});

async function coordinated() {
  const library = await open();
  await library.operator('ada');
  await library.operator('cora', { groups: ['coordinators'] });
  return library;
}

test('L4, L5: saved texts are read back, and reach who says hello in that language from then on', async () => {
  const library = await coordinated();
  const read = { action: 'readTexts', departmentId: 'reference', language: 'es' };
  expect((await library.asks('o-cora', read, 'texts')).texts).toEqual({ ...own, texts: {} });
  expect(await library.asks('p-before', hello('es'), 'welcome')).not.toHaveProperty('texts');

  const saved = await library.asks('o-cora', { action: 'saveTexts', texts: own }, 'saved');

  expect(saved.version).toBe(1);
  expect((await library.asks('o-cora', read, 'texts')).texts).toEqual({ ...own, version: 1 });
  expect(await library.asks('p-es', hello('es'), 'welcome')).toMatchObject({ texts: own.texts });
  expect(await library.asks('p-en', hello('en'), 'welcome')).not.toHaveProperty('texts');
  expect(await library.asks('p-none', hello(), 'welcome')).not.toHaveProperty('texts');

  await library.asks('o-cora', { action: 'saveTexts', texts: { ...own, texts: {}, version: 1 } }, 'saved');
  expect(await library.asks('p-after', hello('es'), 'welcome')).not.toHaveProperty('texts');
});

test.each([
  ['notAllowed', 'o-ada', { action: 'readTexts', departmentId: 'reference', language: 'es' }],
  ['notAllowed', 'o-ada', { action: 'saveTexts', texts: own }],
  ['noSuchDepartment', 'o-cora', { action: 'readTexts', departmentId: 'music', language: 'es' }],
  ['noSuchDepartment', 'o-cora', { action: 'saveTexts', texts: { ...own, departmentId: 'music' } }],
  ['changedMeanwhile', 'o-cora', { action: 'saveTexts', texts: { ...own, version: 4 } }],
  ['malformed', 'o-cora', { action: 'saveTexts', texts: { ...own, texts: { greeting: 'Hi' } } }],
])('L3, L5, L6: %s for %s', async (code, connection, frame) => {
  const library = await coordinated();

  expect(await library.refuses(connection, frame)).toBe(code);
  expect(await library.service.settings.readTexts('reference', 'es')).toBeUndefined();
});

test('what a later release no longer knows is passed over, and keeps nobody out', async () => {
  const library = await coordinated();
  const texts = { send: 'Mandar', greeting: 'Hola', joined: 'Alguien' };
  await library.service.settings.saveTexts({ ...own, texts });

  expect(await library.asks('p-es', hello('es'), 'welcome')).toMatchObject({ texts: { send: 'Mandar' } });
  const read = { action: 'readTexts', departmentId: 'reference', language: 'es' };
  expect((await library.asks('o-cora', read, 'texts')).texts.texts).toEqual({ send: 'Mandar' });
});

test('the largest texts and the largest message never meet in one frame, and both arrive', async () => {
  const library = await coordinated();
  const keys = [
    'title',
    'close',
    'send',
    'chatLog',
    'you',
    'sending',
    'discard',
    'tryNow',
    'offline',
    'reload',
  ];
  const texts = Object.fromEntries(keys.map((key) => [key, '字'.repeat(300)]));
  await library.asks('o-cora', { action: 'saveTexts', texts: { ...own, texts } }, 'saved');
  const { chatId } = await library.patronAsks('one', { text: `.${'\u0001'.repeat(3_990)}` });
  expect(chatId).toBe(chatIdOf('one'));

  const resume = { chatId, token: tokenOf('one'), place: 0 };
  const welcome = await library.asks('p-back', { ...hello('es'), resume }, 'welcome');

  expect(welcome).toMatchObject({ texts, resumed: { outcome: 'back', entries: [], more: true } });
  const page = await library.asks('p-back', { action: 'catchUp', chatId, after: 0 }, 'entries');
  expect(page.entries).toHaveLength(1);
  expect(library.framesFit).toBe(true);
});
