// Every screen and state as axe sees it, light and dark, wide and narrow; and nothing to scroll sideways.
import type { Page } from 'playwright-core';
import { type Look, axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import type { Section } from './playing.ts';
import { TOURS } from './tour.ts';

/** All rules in two looks that differ in everything, and contrast, which only a scheme changes, in the others. */
const CHECKS: readonly (Look & { readonly rules?: readonly string[] })[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark', rules: ['color-contrast'] },
  { width: 390, scheme: 'dark' },
  { width: 390, scheme: 'light', rules: ['color-contrast'] },
];

/** The narrowest screen that must do, and 1280 px at 400 %. */
const NARROWEST = 320;

async function findings(name: string, page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { rules, ...look } of CHECKS) {
    await lookAs(page, look);
    for (const finding of await axeFindings(page, rules)) {
      found.push(`${name}, ${look.width} px, ${look.scheme}: ${finding}`);
    }
  }
  await lookAs(page, { width: NARROWEST, scheme: 'light' });
  for (const finding of await sidewaysFindings(page)) found.push(`${name}, ${NARROWEST} px: ${finding}`);
  await lookAs(page, { width: 1280, scheme: 'light' });
  return found;
}

export const accessibility: Section = (play) => {
  for (const [what, tour] of Object.entries(TOURS)) {
    play(`axe finds nothing wrong with ${what}, and nothing is too wide at 320 px`, async (scene, house) => {
      const found: string[] = [];
      await tour(scene, house, async (name, page) => {
        found.push(...(await findings(name, page)));
      });
      expect(found).toEqual([]);
    });
  }
};
