// The main job, from end to end: a patron asks, an operator answers.
import { until } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor } from './visitor.ts';

const QUESTION = 'Where do I find five peer reviewed articles on urban heat islands?';

export const mainJob: Section = (play) => {
  play('C1 C4 C6 C8 M8 a patron asks, one of two operators answers, and both talk', async (scene, house) => {
    const [dana, ken, rosa] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
      Visitor.arrive(scene, house),
    ]);
    await rosa.ask(QUESTION, 'Rosa');
    await Promise.all(
      [dana, ken].map(async (operator) => {
        await operator.claimButton('Rosa').waitFor();
        await operator.hears(/New chat waiting in .*: Rosa\. Where do I find/u);
        await operator.hasTitle(/^\(1\) Desk/u);
      }),
    );

    await dana.claim('Rosa');
    await rosa.isAnswered('Dana Whitfield');
    await rosa.sees('Dana Whitfield joined');
    await ken.listed('Rosa').filter({ hasText: 'Dana Whitfield' }).waitFor();
    await ken.claimButton('Rosa').waitFor({ state: 'detached' });
    await ken.hasTitle(/^Desk/u);

    await dana.composer('Rosa').pressSequentially('Hello Rosa, ');
    await rosa.panel.getByText('Dana Whitfield is writing…').waitFor();
    await dana.say('Rosa', 'Hello Rosa, are you on campus or at home? 😀 <b>&amp;</b>');
    await rosa.sees('Hello Rosa, are you on campus or at home? 😀 <b>&amp;</b>');
    await rosa.panel.getByText('is writing…').waitFor({ state: 'detached' });

    await rosa.composer.pressSequentially('At ');
    await dana.log('Rosa').getByText('Rosa is writing…').waitFor();
    await rosa.say('At home.');
    await dana.sees('Rosa', 'At home.');
    await dana.hears(/Rosa: At home\./u);
    await until(
      'a time below the message',
      () => dana.log('Rosa').locator('time').last().innerText(),
      (time) => /^\d\d:\d\d$/u.test(time),
    );
    await dana.details.getByRole('link', { name: /Northfield Libraries/u }).waitFor();

    await dana.end('Rosa');
    await rosa.panel.getByRole('heading', { name: 'This chat has ended' }).waitFor();
    await rosa.sees('Dana Whitfield ended the chat');
  });
};
