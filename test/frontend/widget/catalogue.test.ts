// Languages: the page's first, then the browser's; times as the region writes them.
import { chosenLanguage } from '../../../frontend/widget/texts/catalogue.ts';
import { en } from '../../../frontend/widget/texts/en.ts';
import { es } from '../../../frontend/widget/texts/es.ts';

test.each([
  [['es', 'en-CA'], 'es'],
  [['es-MX'], 'es'],
  [['EN-us'], 'en'],
  [['fr', 'de'], 'en'],
  [['', 'es-AR'], 'es'],
  [['constructor', 'toString'], 'en'],
])('%s is answered in %s', async (wanted, tag) => {
  expect((await chosenLanguage(wanted)).tag).toBe(tag);
});

test('the browser’s region decides how a time is written where the page names none', async () => {
  const at = new Date(2025, 2, 3, 14, 25).getTime();
  expect((await chosenLanguage(['en', 'en-GB'])).clock(at)).toBe('14:25');
  expect((await chosenLanguage(['en', 'en-US'])).clock(at)).toMatch(/^2:25\sPM$/);
});

test('an invented region does no harm', async () => {
  const language = await chosenLanguage(['en-notaregionatall-x', '']);
  expect(language.clock(0)).toMatch(/\d/);
});

const spoken = (value: unknown): string =>
  typeof value === 'function' ? String(value(2)) : typeof value === 'string' ? value : '';

test('both catalogues have the same keys, and Spanish its own words', () => {
  expect(Object.keys(es)).toEqual(Object.keys(en));
  const same = Object.entries(en).filter(([key, value]) => spoken(value) === spoken(Reflect.get(es, key)));
  expect(same.map(([key]) => key)).toEqual(['seconds']);
});

test('one is not said like many', () => {
  for (const texts of [en, es])
    for (const count of [texts.newMessages, texts.retention, texts.charactersLeft])
      expect(count(1).replace('1', '2')).not.toBe(count(2));
});
