// What operators see of a patron whose connection is lost: reconnecting, with the time; then left; and back.
import type { Locator } from 'playwright-core';
import { until } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor } from './visitor.ts';

const MINUTE_MS = 60_000;

/** Red and green of a colour are near each other, and blue is far below: amber, in whatever shade. */
async function isAmber(mark: Locator): Promise<boolean> {
  const color = await mark.evaluate((element) => getComputedStyle(element).color);
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/gu) ?? []).map(Number);
  return red > green && green > blue && red > 2 * blue;
}

export const presence: Section = (play) => {
  play(
    'C20 a lost patron is reconnecting, in amber, after three minutes left, and still let back in',
    async (scene, house) => {
      const [dana, ivy] = await Promise.all([
        Operator.signIn(scene, house, 'Dana'),
        Visitor.arrive(scene, house),
      ]);
      await ivy.ask('Do you have newspapers?', 'Ivy');
      await dana.claim('Ivy');
      await ivy.isAnswered('Dana Whitfield');
      const { clock } = dana.page;
      await clock.install();
      await ivy.page.close();
      const reconnecting = dana.listed('Ivy').getByText(/^reconnecting 0:\d\d$/u);
      await reconnecting.waitFor();
      expect(await isAmber(reconnecting)).toBe(true);
      await clock.fastForward(2 * MINUTE_MS);
      await dana
        .listed('Ivy')
        .getByText(/^reconnecting 2:\d\d$/u)
        .waitFor();
      await clock.fastForward(MINUTE_MS);
      const left = dana.listed('Ivy').getByText(/^left \d\d:\d\d$/u);
      await left.waitFor();
      expect(await isAmber(left)).toBe(false);

      await dana.say('Ivy', 'Yes, by the windows.');
      await until(
        'the answer to be on its way no more',
        () => dana.line('Ivy', 'by the windows').filter({ hasText: 'Sending' }).count(),
        (count) => count === 0,
      );
      const back = new Visitor(ivy.person, await ivy.person.context.newPage());
      await back.goTo(house, 'catalogue');
      await back.button.click();
      await back.sees('Yes, by the windows.');
      await left.waitFor({ state: 'detached' });
      await back.say('Thank you.');
      await dana.sees('Ivy', 'Thank you.');
    },
  );
};
