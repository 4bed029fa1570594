// The help in browsers: from the desk to it and back, step by step, by the keyboard, with its pictures.
import type { Page } from 'playwright-core';
import { PHONE } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { STEP_IDS } from '../../frontend/dashboard/help/step-ids.ts';
import { STEPS } from '../../frontend/dashboard/help/steps.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

const heading = (page: Page, words: string) => page.getByRole('heading', { level: 2, name: words });
const shown = async (page: Page): Promise<string> =>
  await page.getByRole('img', { name: STEPS.claim.alt }).evaluate((img: HTMLImageElement) => img.currentSrc);

play(
  'D60 D61 D62 every step has its picture and its keys, light and dark, wide and narrow',
  async (scene, house) => {
    const dana = await Operator.signIn(scene, house, 'Dana');
    const { page } = dana;
    await page.getByRole('link', { name: 'How a chat goes' }).click();
    for (const stepId of STEP_IDS) {
      const step = STEPS[stepId];
      await heading(page, step.heading).waitFor();
      const picture = page.getByRole('img', { name: step.alt });
      await untilEqual(
        `the picture of ${stepId}`,
        () => picture.evaluate((img: HTMLImageElement) => img.naturalWidth > 0),
        true,
      );
      expect(await page.locator('.keys dt').count()).toBe(step.shortcuts.length);
      const next = page.getByRole('link', { name: /^Next: /u });
      if (stepId !== STEP_IDS.at(-1)) await next.click();
    }
    await page.goto(`${house.runner.addresses.dashboard}#/help/claim`);
    await heading(page, STEPS.claim.heading).waitFor();
    const light = await shown(page);
    await lookAs(page, { width: 1280, scheme: 'dark' });
    await untilEqual('another picture', async () => (await shown(page)) !== light, true);
    const served = await page.request.get(await shown(page));
    expect(served.headers()['content-type']).toBe('image/webp');
    expect(served.headers()['cache-control']).toContain('immutable');
    for (const width of [1280, PHONE.width, 320]) {
      for (const scheme of ['light', 'dark'] as const) {
        await lookAs(page, { width, scheme });
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysFindings(page)).toEqual([]);
      }
    }
  },
);

play(
  'D63 D64 by the keyboard there and back, while a chat and what is written in it stay',
  async (scene, house) => {
    const dana = await Operator.signIn(scene, house, 'Dana');
    const { page } = dana;
    const { keyboard: keys } = page;
    await startPatron(scene, house, { name: 'Rosa M.', text: 'Where are the maps?' });
    await dana.claim('Rosa M.');
    await dana.composer('Rosa M.').fill('On the second');
    await pressUntil(page, 'Shift+Tab', /your account/u);
    await keys.press('Enter');
    await pressUntil(page, 'Tab', /^How a chat goes$/u);
    await keys.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    await page.getByRole('navigation', { name: 'Steps of a chat' }).waitFor();
    await pressUntil(page, 'Tab', new RegExp(`^${STEPS.transfer.heading}$`, 'u'), 8);
    await keys.press('Enter');
    await hasFocus(page, new RegExp(`^${STEPS.transfer.heading}$`, 'u'));
    await pressUntil(page, 'Tab', /^Next: /u, 4);
    await keys.press('Enter');
    await hasFocus(page, new RegExp(`^${STEPS.asked.heading}$`, 'u'));
    expect(await page.getByRole('link', { name: STEPS.asked.heading }).getAttribute('aria-current')).toBe(
      'step',
    );
    expect(await page.title()).toMatch(/^(\(\d+\) )?Help · /u);
    await page.goBack();
    await heading(page, STEPS.transfer.heading).waitFor();
    await page.goBack();
    await page.goBack();
    await untilEqual('the draft', () => dana.composer('Rosa M.').inputValue(), 'On the second');
  },
);

play('D65 on a phone the contents and a step are one at a time', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana', { browser: { viewport: PHONE } });
  const { page } = dana;
  await page.goto(`${house.runner.addresses.dashboard}#/help`);
  const contents = page.getByRole('navigation', { name: 'Steps of a chat' });
  await contents.getByRole('link', { name: STEPS.note.heading }).click();
  await heading(page, STEPS.note.heading).waitFor();
  expect(await contents.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'All steps' }).click();
  await contents.waitFor();
  expect(await heading(page, STEPS.note.heading).isVisible()).toBe(false);
});
