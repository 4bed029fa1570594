// The tour through going on and off duty: the menu, there for colleagues only, open chats, signed off after closing.
import type { BrowserContext } from 'playwright-core';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

const QUARTER_HOUR = 15 * 60_000;

/** As if the tab had been open until then. */
export async function wasSignedOff(context: BrowserContext): Promise<void> {
  const at = Date.now();
  await context.addInitScript(
    (news) => {
      // A frame without an origin of its own has no storage.
      if (origin !== 'null') sessionStorage.setItem('carrel.signedOff', JSON.stringify(news));
    },
    { at, closedAt: at - QUARTER_HOUR },
  );
}

export const tourOfStanding: Tour = async (scene, house, visit) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken', { onDuty: false }),
  ]);
  await ken.choose('Internal only');
  await dana.colleague('Ken Ito').getByText('Internal only').waitFor();
  await visit('desk-internal-only', ken.page);
  await ken.page.getByRole('button', { name: /^Your status:/u }).click();
  await visit('status-menu', ken.page);
  await ken.page.keyboard.press('Escape');
  await startPatron(scene, house, { name: 'Rosa M.', text: 'Where do I find the peer reviewed filter?' });
  await startPatron(scene, house, {
    name: 'Maximiliane Friederike von Hohenlohe-Schillingsfürst',
    text: 'JSTOR keeps asking me to log in again, although I am on campus and logged in already.',
  });
  await dana.claim('Rosa M.');
  await dana.claim('Maximiliane Friederike von Hohenlohe-Schillingsfürst');
  await dana.page.getByRole('button', { name: /^Your status:/u }).click();
  await dana.menu.getByRole('button', { name: /^Offline/u }).click();
  await dana.page.getByRole('dialog', { name: 'You have 2 open chats' }).waitFor();
  await visit('signing-off', dana.page);
  const priya = await Operator.signIn(scene, house, 'Priya', { onDuty: false, prepare: wasSignedOff });
  await priya.statusBar.getByText(/^Signed off at/u).waitFor();
  await visit('signed-off-after-closing', priya.page);
};
