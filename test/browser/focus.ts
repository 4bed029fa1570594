// Where the keyboard's focus is, through frames and shadow roots, and whether a person can see it there.
import type { Frame, Page } from 'playwright-core';
import { until } from '../support/browser-waiting.ts';

export interface Focused {
  /** What a screen reader would call it, as far as these pages need it; empty for the body. */
  readonly name: string;
  readonly tag: string;
  /** Whether something is drawn around it, or around a field's box. Regions that Tab passes by need no mark. */
  readonly isMarked: boolean;
}

export async function focusOf(page: Page): Promise<Focused> {
  const top = await lookInto(page.mainFrame());
  if (top.tag !== 'iframe') return top;
  const panel = page.frames().find((frame) => frame.parentFrame() === page.mainFrame());
  return panel === undefined ? top : await lookInto(panel);
}

async function lookInto(frame: Frame): Promise<Focused> {
  return await frame.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === null || element === document.body) return { name: '', tag: 'body', isMarked: false };
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    const label = [...(labels ?? [])].map(({ textContent }) => textContent).join(' ');
    const named = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labelledBy = named.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const name = element.getAttribute('aria-label') ?? (labelledBy || label || element.textContent);
    const isDrawn = (one: Element | null): boolean => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true;
      return one !== element && (boxShadow !== 'none' || borderColor !== '');
    };
    const isPassedBy =
      element.getAttribute('tabindex') === '-1' && !element.matches('button, a, input, textarea, select');
    const isMarked =
      isPassedBy || isDrawn(element) || (element.tagName === 'TEXTAREA' && isDrawn(element.closest('.box')));
    return { name: name.replace(/\s+/gu, ' ').trim(), tag: element.tagName.toLowerCase(), isMarked };
  });
}

/** Waits until the focus is on something of that name, and sees that it is marked. */
export async function hasFocus(page: Page, name: RegExp): Promise<void> {
  const focused = await until(
    `the focus on ${name}`,
    () => focusOf(page),
    (found) => name.test(found.name),
  );
  if (!focused.isMarked) throw new Error(`The focus is on “${focused.name}”, but nothing shows it.`);
}

/** Presses a key until the focus is on something of that name; on the way it is never nowhere. */
export async function pressUntil(page: Page, key: string, name: RegExp, most = 60): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    const focused = await focusOf(page);
    if (name.test(focused.name)) {
      if (!focused.isMarked) throw new Error(`The focus is on “${focused.name}”, but nothing shows it.`);
      return;
    }
    passed.push(focused.name || focused.tag);
  }
  throw new Error(`${most} times ${key} did not lead to ${name}, but over: ${passed.join(' | ')}`);
}
