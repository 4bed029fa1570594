// Ways to look at a page: its width and scheme, and what must hold in each.
import type * as Axe from 'axe-core';
import axeCore from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { DESKTOP, PHONE } from '../support/browser-scene.ts';

export type Scheme = 'light' | 'dark';

export interface Look {
  readonly width: number;
  readonly scheme: Scheme;
}

const HEIGHTS: Readonly<Record<number, number>> = {
  [DESKTOP.width]: DESKTOP.height,
  [PHONE.width]: PHONE.height,
};
const HEIGHT = 640;

export async function lookAs(page: Page, { width, scheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: HEIGHTS[width] ?? HEIGHT });
  await Promise.all(page.frames().map(hasSettled));
}

/** Until the new look is drawn: colours take a moment to change. */
async function hasSettled(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    const roots = [
      document,
      ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []),
    ];
    // One change sets off the next, where colours are inherited.
    for (let quietFrames = 0; quietFrames < 2; quietFrames += 1) {
      // A frame that is scrolled out of sight is not drawn.
      await new Promise((drawn) => {
        requestAnimationFrame(drawn);
        setTimeout(drawn, 250);
      });
      const changes = roots
        .flatMap((root) => root.getAnimations())
        .filter((animation) => animation instanceof CSSTransition);
      if (changes.length > 0) quietFrames = 0;
      await Promise.allSettled(changes.map(({ finished }) => finished));
    }
  });
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe, in the pages that are looked at. */
declare const axe: typeof Axe;

/** What axe finds wrong with a page and the frames on it, a line for each element. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options: Axe.RunOptions = {
    runOnly: rules === undefined ? { type: 'tag', values: STANDARDS } : { type: 'rule', values: [...rules] },
    resultTypes: ['violations'],
  };
  const top = page.mainFrame();
  const partial = await runIn(top, undefined, options);
  const partials = [partial, ...(await runInFramesOf(top, options))];
  // The frames' results make one, as when a page is looked at as a whole.
  return await top.evaluate(
    async ([results, chosen]) => {
      const { violations } = await axe.finishRun(results, chosen);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, html, failureSummary = '' }) =>
          [
            `${id} (${help})`,
            target.join(' '),
            html.slice(0, 200),
            failureSummary.replace(/\s+/gu, ' '),
          ].join(' | '),
        ),
      );
    },
    [partials, options] as const,
  );
}

async function runIn(
  frame: Frame,
  context: Axe.FrameContext['frameContext'] | undefined,
  options: Axe.RunOptions,
): Promise<Axe.PartialResult> {
  // Once for a document: axe is half a megabyte.
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeCore.source);
  const where = context === undefined ? undefined : JSON.stringify(context);
  return await frame.evaluate(
    ([text, chosen]) => axe.runPartial(text === undefined ? document : JSON.parse(text), chosen),
    [where, options] as const,
  );
}

/** The panel's frame, where it is shown; frames in frames there are none. */
async function runInFramesOf(top: Frame, options: Axe.RunOptions): Promise<Axe.PartialResult[]> {
  const contexts = await top.evaluate((chosen) => axe.utils.getFrameContexts(document, chosen), options);
  const partials: Axe.PartialResult[] = [];
  for (const { frameSelector, frameContext } of contexts) {
    const handle = await top.evaluateHandle((selector) => axe.utils.shadowSelect(selector), frameSelector);
    const frame = await handle.asElement()?.contentFrame();
    if (frame) partials.push(await runIn(frame, frameContext, options));
  }
  return partials;
}

/** What is wider than the window, or than the part of it that it scrolls in, in the page and its frames. */
export async function sidewaysFindings(page: Page): Promise<string[]> {
  const found = await Promise.all(page.frames().map(tooWideIn));
  return found.flat();
}

async function tooWideIn(frame: Frame): Promise<string[]> {
  return await frame.evaluate(() => {
    const nameOf = (element: Element): string =>
      [element.tagName.toLowerCase(), ...(element.getAttribute('class')?.split(' ') ?? [])].join('.');
    const scrollers = [...document.querySelectorAll('body *')].filter((element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX),
    );
    return [document.documentElement, ...scrollers].flatMap((scroller) => {
      const { scrollWidth, clientWidth } = scroller;
      if (scrollWidth <= clientWidth) return [];
      const { left, right } = scroller.getBoundingClientRect();
      const widest = [...scroller.querySelectorAll('*')].filter((element) => {
        const inner = element.getBoundingClientRect();
        return inner.left < left - 1 || inner.right > right + 1;
      });
      const names = widest.slice(0, 6).map(nameOf).join(', ');
      return [`${nameOf(scroller)} has room for ${clientWidth} px, and ${scrollWidth} px in it: ${names}`];
    });
  });
}
