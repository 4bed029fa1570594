// Languages: the page's first, then the browser's; every key in every catalogue, every key used; numbers and times.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from '@swc/core';
import type { Catalogue } from '../../../frontend/widget/texts/catalogue.ts';
import { chosenTag } from '../../../frontend/widget/texts/language-choice.ts';
import { chosenLanguage } from '../../../frontend/widget/texts/language.ts';
import { textsOf } from '../../../frontend/widget/texts/texts.ts';
import {
  LATER_TEXTS,
  OPENING_TEXTS,
  PLURAL_FORMS,
  type PluralForms,
  WIDGET_TEXTS,
} from '../../../lambdas/protocol/widget-texts.ts';

const WIDGET = join(import.meta.dirname, '../../../frontend/widget');
const LANGUAGES = join(WIDGET, 'texts/languages');
const tags = readdirSync(LANGUAGES).map((file) => file.replace(/\.ts$/u, ''));
const pathOf = (tag: string) => join(LANGUAGES, `${tag}.ts`);
const files = Object.fromEntries(tags.map((tag) => [tag, { opening: pathOf(tag), later: pathOf(tag) }]));

async function catalogue(tag: string): Promise<Catalogue> {
  const file: { readonly catalogue: Catalogue } = await import(pathOf(tag));
  return file.catalogue;
}

describe('a person is answered in', () => {
  test.each([
    [['es', 'en-CA'], 'es'],
    [['es-MX'], 'es'],
    [['EN-us'], 'en'],
    [['fr', 'de'], 'en'],
    [['fr', 'ar-EG', 'es'], 'ar'],
    [['', 'es-AR'], 'es'],
    [['constructor', 'toString'], 'en'],
  ])('L1: %s: %s', (wanted, tag) => {
    expect(chosenTag(wanted, tags)).toBe(tag);
  });

  test('L1: a region’s own catalogue, where there is one', () => {
    const wanted = ['pt-BR-x', 'en'];
    expect(chosenTag(wanted, ['en', 'pt', 'pt-br'])).toBe('pt-br');
    expect(chosenTag(wanted, ['en', 'pt', 'pt-pt'])).toBe('pt');
  });

  test('L1: the browser’s region decides how a time is written where the page names none', async () => {
    const at = new Date(2025, 2, 3, 14, 25).getTime();
    expect((await chosenLanguage(['en', 'en-GB'], files)).clock(at)).toBe('14:25');
    expect((await chosenLanguage(['en', 'en-US'], files)).clock(at)).toMatch(/^2:25\sPM$/u);
    expect((await chosenLanguage(['ar-EG'], files)).clock(at)).toMatch(/٢:٢٥/u);
    expect((await chosenLanguage(['ar'], files)).day(at)).toMatch(/مارس/u);
  });

  test('L1: a language, also where the page names a region that cannot be', async () => {
    const language = await chosenLanguage(['en-notaregionatall-x', ''], files);
    expect(language.clock(0)).toMatch(/\d/u);
  });
});

/** What is put into a text. */
const holes = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name).sort();

describe.each(tags)('the catalogue %s', (tag) => {
  test('L2: has every key, no other, and in each text what the key says', async () => {
    const { texts } = await catalogue(tag);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(WIDGET_TEXTS).sort());
    for (const [key, placeholders] of Object.entries(WIDGET_TEXTS)) {
      const words: string | PluralForms = Reflect.get(texts, key);
      const all = typeof words === 'string' ? [words] : Object.values(words);
      for (const text of all) expect([key, text]).toEqual([key, expect.stringMatching(/\S/u)]);
      const text = typeof words === 'string' ? words : words.other;
      expect([key, holes(text)]).toEqual([key, [...placeholders].sort()]);
    }
  });

  test('L2: says each number in the form that the language has for it', async () => {
    const { texts } = await catalogue(tag);
    const rules = new Intl.PluralRules(tag);
    const forms = new Set(Array.from({ length: 1_000 }, (_, number) => rules.select(number)));
    for (const words of Object.values(texts)) {
      if (typeof words === 'string') continue;
      for (const form of Object.keys(words)) expect([...forms, 'other']).toContain(form);
      const isFixed = PLURAL_FORMS.filter((form) => words[form]?.includes('{count}') === false);
      // A form without the number must be for one number alone.
      for (const form of isFixed) {
        const numbers = Array.from({ length: 1_000 }, (_, number) => number);
        expect(numbers.filter((number) => rules.select(number) === form)).toHaveLength(1);
      }
    }
    const { newMessages } = textsOf(await catalogue(tag), tag);
    expect(newMessages(1)).not.toBe(newMessages(2).replace('2', '1'));
  });

  test('L2: has words of its own', async () => {
    if (tag === 'en') return;
    const [own, english] = [await catalogue(tag), await catalogue('en')];
    const same = Object.entries(own.texts).filter(
      ([key, words]) => words === Reflect.get(english.texts, key) && key !== 'comma',
    );
    expect(same).toEqual([]);
  });
});

describe('texts', () => {
  test('L7: a library’s own stands in place of Carrel’s, in plural forms too, with what is put into it', async () => {
    const own = { send: 'Go', joined: 'Here is {name}', 'newMessages.other': '{count} news' };
    const texts = textsOf(await catalogue('en'), 'en', own);
    expect(texts.send).toBe('Go');
    expect(texts.joined('$& <b>')).toBe('Here is $& <b>');
    expect([texts.newMessages(1), texts.newMessages(1_234)]).toEqual(['1 new message', '1,234 news']);
  });

  test('L2: what is put into a text written from the right keeps its own direction', async () => {
    const texts = textsOf(await catalogue('ar'), 'ar');
    expect(texts.joined('Dana')).toBe('دخل \u2068Dana\u2069 المحادثة');
    expect([0, 1, 2, 3, 11, 100].map(texts.newMessages)).toEqual([
      'لا رسائل جديدة',
      'رسالة جديدة واحدة',
      'رسالتان جديدتان',
      '3 رسائل جديدة',
      '11 رسالة جديدة',
      '100 رسالة جديدة',
    ]);
  });
});

describe('the words that are fetched later', () => {
  test('L2: no text is in both groups', () => {
    expect(Object.keys(OPENING_TEXTS).filter((key) => key in LATER_TEXTS)).toEqual([]);
  });

  test('L7: stand beside the others, the library’s own in place of either', async () => {
    const opened = await chosenLanguage(['en'], files);
    const own = opened.withOwn({ send: 'Go', title: 'Ask us' });
    const words = await own.fetchLater();
    const { texts } = own.withLater(words);
    expect([texts.title, texts.send, texts.close, texts.you]).toEqual([
      'Ask us',
      'Go',
      'Close the chat panel',
      'You',
    ]);
    expect(own.withLater(words)).toBe(own.withLater(words));
    expect(opened.withLater(words).texts.send).toBe('Send');
  });

  test('L2: a view of the opening can’t use them', async () => {
    const { texts } = await chosenLanguage(['en'], files);
    // @ts-expect-error -- the types alone keep such a view from being written
    expect(texts.send).toBeDefined();
  });
});

/** Every `texts.key` (or `x.texts.key`) of a script, and how often texts were reached by a computed key. */
function usesIn(code: string, isTsx: boolean): { keys: string[]; computed: number } {
  const keys: string[] = [];
  let computed = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    const { type, object, property } = node as Record<string, Record<string, unknown>>;
    if (String(type) === 'MemberExpression' && isTexts(object)) {
      if (property?.['type'] === 'Identifier') keys.push(String(property['value']));
      else computed += 1;
    }
    Object.values(node).forEach(visit);
  };
  visit(parseSync(code, { syntax: 'typescript', tsx: isTsx, target: 'es2023' }));
  return { keys, computed };
}

function isTexts(node: Record<string, unknown> | undefined): boolean {
  if (node?.['type'] === 'Identifier') return node['value'] === 'texts';
  if (node?.['type'] !== 'MemberExpression') return false;
  const { property } = node as { property: Record<string, unknown> };
  return property['type'] === 'Identifier' && property['value'] === 'texts';
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path.endsWith('/texts') ? [] : sources(path);
    return /\.tsx?$/u.test(entry.name) ? [path] : [];
  });
}

/** The sources that a script has from the start: what it imports at once, and what that imports. */
function importedFrom(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  const code = readFileSync(path, 'utf8');
  for (const [, name = ''] of code.matchAll(/^(?:import|export)(?! type)[^'"]*?['"](\.[^'"]+\.tsx?)['"]/gmu))
    importedFrom(join(dirname(path), name), found);
  return found;
}

const usesOf = (path: string) => usesIn(readFileSync(path, 'utf8'), path.endsWith('.tsx'));

describe('the sources', () => {
  test('L2: no text is fetched for the opening that only later views use', () => {
    const opening = importedFrom(join(WIDGET, 'panel.tsx'));
    expect([...opening].some((path) => path.endsWith('/talk.tsx'))).toBe(false);
    const used = new Set([...opening].flatMap((path) => usesOf(path).keys));
    expect(Object.keys(OPENING_TEXTS).filter((key) => !used.has(key))).toEqual([]);
  });

  test('the search finds what is used, and what can’t be told', () => {
    const code =
      'const { texts } = language; f(texts.send, language.texts.joined("x"), texts[key], other.close)';
    expect(usesIn(code, false)).toEqual({ keys: ['send', 'joined'], computed: 1 });
  });

  test('L2: every text is used somewhere, and by its name', async () => {
    const used = new Set<string>();
    for (const path of sources(WIDGET)) {
      const { keys, computed } = usesOf(path);
      expect([path, computed]).toEqual([path, 0]);
      for (const key of keys) used.add(key);
    }
    const { button } = await catalogue('en');
    const all = [...Object.keys(WIDGET_TEXTS), ...Object.keys(button)];
    expect(all.filter((key) => !used.has(key))).toEqual([]);
  });
});
