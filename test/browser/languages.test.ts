// The widget in other languages: written from the right, with the library's own texts, and in one that was just added.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator, Page } from 'playwright-core';
import { panelOf, WIDGET_MS, widgetInBrowser } from '../support/browser-widget.ts';
import type { FakeLibrary } from '../support/fake-library.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';

const ROOT = join(import.meta.dirname, '../..');
const built = widgetInBrowser();
let library: FakeLibrary;
let page: Page;
let complaints: string[];

/** A person whose browser wants this language, at a page of this built widget. */
async function arrive(locale: string, other?: string): Promise<void> {
  ({ library, page, complaints } = await built.arrive({ locale, ...(other && { built: other }) }));
}

const panel = (): FrameLocator => panelOf(page);

async function looks(): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1280, 390]) {
    for (const scheme of ['light', 'dark'] as const) {
      await lookAs(page, { width, scheme });
      found.push(...(await axeFindings(page)).filter((finding) => finding.includes('carrel-chat')));
    }
  }
  await lookAs(page, { width: 320, scheme: 'light' });
  return [...found, ...(await sidewaysFindings(page))];
}

test(
  'L1, L2: an Arabic page has an Arabic chat, mirrored, whatever the browser speaks',
  async () => {
    await arrive('en-CA');
    library.language = 'ar';
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(library.pageAddress);
    const button = page.getByRole('button', { name: 'اسأل المكتبة' });
    await button.waitFor();
    expect(await button.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    const { x } = (await button.boundingBox()) ?? { x: Number.NaN };
    expect(x).toBeLessThan(100);
    await button.click();
    await panel().getByLabel('سؤالك').fill('Hello?');
    const html = panel().locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    await panel().getByText('نحتفظ بالمحادثة 30 يومًا.').waitFor();
    const found = await looks();
    await panel().getByRole('button', { name: 'بدء المحادثة' }).click();
    await panel().getByText('أنت في قائمة الانتظار').waitFor();
    library.joins('Dana');
    library.says('Dana', 'Hello, I am here.');
    library.says('Dana', 'مرحبًا');
    await panel().getByText('مرحبًا').waitFor();
    await panel().locator('bdi', { hasText: 'Dana' }).first().waitFor();
    // What the patron says stands at the end of the line, which is at the left here.
    const own = await panel().locator('.own .bubble').boundingBox();
    const other = await panel().locator('.message:not(.own) .bubble').first().boundingBox();
    expect(own?.x ?? 0).toBeLessThan(other?.x ?? 0);
    found.push(...(await looks()));
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    const languages = fetched.flatMap((url) => /\/(ar|en|es)-[A-Z0-9]{8}\.js$/u.exec(url)?.[1] ?? []);
    expect(new Set(languages)).toEqual(new Set(['ar']));
  },
  WIDGET_MS,
);

test(
  'L1: where the page speaks a language that Carrel has not, the browser’s is taken by button and panel alike',
  async () => {
    await arrive('es-MX');
    library.language = 'tlh';
    await page.goto(library.pageAddress);
    await page.getByRole('button', { name: 'Pregunte a la biblioteca' }).click();
    await panel().getByLabel('Su pregunta').waitFor();
    expect(library.heard[0]).toMatchObject({ action: 'hello', language: 'es' });
  },
  WIDGET_MS,
);

test(
  'L7: the library’s own texts stand in place of Carrel’s, as text and never as markup',
  async () => {
    await arrive('en-CA');
    library.texts = {
      startChat: 'Ask <b>us</b> now',
      joined: 'Welcome from {name}',
      'newMessages.other': '{count} to read',
    };
    await page.goto(library.pageAddress);
    await page.getByRole('button', { name: 'Ask a librarian' }).click();
    await panel().getByLabel('Your question').fill('Hello?');
    await panel().getByRole('button', { name: 'Ask <b>us</b> now' }).click();
    await panel().getByText('You are in line').waitFor();
    library.joins('Dana');
    await panel().getByText('Welcome from Dana', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    // What comes while the panel is still in view is read at once.
    await page.getByRole('button', { name: 'Chat with Dana' }).waitFor();
    library.says('Dana', 'One');
    library.says('Dana', 'Two');
    await page.getByRole('button', { name: 'Chat with Dana, 2 to read' }).waitFor();
    expect(complaints).toEqual([]);
  },
  WIDGET_MS,
);

test(
  'L2: another language needs nothing but its file',
  async () => {
    const copy = mkdtempSync(join(tmpdir(), 'carrel-fourth-'));
    try {
      for (const folder of ['frontend', 'lambdas/protocol']) {
        mkdirSync(join(copy, folder), { recursive: true });
        cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
      }
      symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
      cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
      const languages = join(copy, 'frontend/widget/texts/languages');
      const english = readFileSync(join(languages, 'en.ts'), 'utf8');
      const words = { 'Ask a librarian': 'Demandu bibliotekiston', 'Your question': 'Via demando' };
      const esperanto = Object.entries(words).reduce(
        (text, [from, to]) => text.replaceAll(from, to),
        english,
      );
      writeFileSync(join(languages, 'eo.ts'), esperanto);
      const script = join(copy, 'frontend/build.ts');
      await promisify(execFile)(process.execPath, ['--import', 'tsx', script], { cwd: copy });
      await arrive('en-CA', join(copy, 'dist/widget'));
      library.language = 'eo';
      await page.goto(library.pageAddress);
      await page.getByRole('button', { name: 'Demandu bibliotekiston' }).click();
      await panel().getByLabel('Via demando').waitFor();
      expect(await panel().locator('html').getAttribute('lang')).toBe('eo');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
  WIDGET_MS,
);
