// A phone's suspended tab and a laptop that slept: the line died meanwhile, and nothing has told the page.
import { untilEqual } from '../support/browser-waiting.ts';
import { chatting } from './chatting.ts';
import type { Section } from './playing.ts';
import { openPageIn, textsInOrder } from './visitor.ts';

/** Much sooner than the next heartbeat (20 s) and its patience (8 s) could tell, on a slow machine too. */
const AT_ONCE_MS = 15_000;

const HOUR_MS = 3_600_000;

export const sleep: Section = (play) => {
  play('K19 a suspended tab whose line died is back as soon as it runs again', async (scene, house) => {
    const person = await scene.personWithTabsThatSleep('patron');
    const { dana, patron, bothRead } = await chatting(scene, house, 'Fay', openPageIn(person, house, scene));
    const { context, line } = person;
    await patron.composer.fill('Half a thought');
    const root = patron.panel.locator(':root');
    await root.evaluate((element) => {
      document.addEventListener('freeze', () => element.setAttribute('data-was-suspended', ''));
    });
    const devtools = await context.newCDPSession(patron.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    line.moveElsewhere();
    await dana.say('Fay', 'Are you there?');
    await dana.sees('Fay', 'Are you there?');

    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    const texts = ['Are you there?'];
    await untilEqual('the answer', () => textsInOrder(patron.log, texts), texts, AT_ONCE_MS);
    expect(await root.getAttribute('data-was-suspended')).toBe('');
    expect(await patron.composer.inputValue()).toBe('Half a thought');
    await patron.composer.press('Enter');
    await bothRead(['Are you there?', 'Half a thought']);
  });

  play('K19 a laptop that slept finds out by the clock that its line is dead', async (scene, house) => {
    const { dana, patron, bothRead } = await chatting(scene, house, 'Lin');
    await patron.page.clock.install();
    patron.person.line.moveElsewhere();
    await patron.page.clock.setSystemTime(Date.now() + HOUR_MS);
    await dana.say('Lin', 'Still there?');
    const texts = ['Still there?'];
    await untilEqual('the answer', () => textsInOrder(patron.log, texts), texts, AT_ONCE_MS);
    await patron.say('I am.');
    await bothRead(['Still there?', 'I am.']);
  });
};
