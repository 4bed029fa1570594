// Nothing lost, nothing twice, in order: whatever happens to the lines, and to the server.
import { untilEqual } from '../support/browser-waiting.ts';
import { chatting, RECONNECT_MS } from './chatting.ts';
import type { Section } from './playing.ts';
import { Visitor, textsInOrder } from './visitor.ts';

export const nothingLost: Section = (play) => {
  play(
    "M3 a patron's message whose acknowledgement is lost is there once, in its place",
    async (scene, house) => {
      const { dana, patron, bothRead } = await chatting(scene, house, 'Ada');
      patron.person.line.deafen();
      await patron.say('one');
      await dana.sees('Ada', 'one');
      await patron.say('two');
      await patron.log.getByText('Sending…').first().waitFor();
      patron.person.line.restore();
      await patron.say('three');
      await bothRead(['one', 'two', 'three']);
    },
  );

  play("M3 K14 so is an operator's", async (scene, house) => {
    const { dana, patron, bothRead } = await chatting(scene, house, 'Bo');
    dana.person.line.deafen();
    await dana.say('Bo', 'one');
    await patron.sees('one');
    await patron.say('two');
    await dana.say('Bo', 'three');
    dana.person.line.restore();
    await patron.sees('three');
    await bothRead(['one', 'two', 'three']);
  });

  play(
    'K10 a patron writes on without a network, and all of it arrives when they are back',
    async (scene, house) => {
      const { dana, patron, bothRead } = await chatting(scene, house, 'Cy');
      await patron.person.context.setOffline(true);
      patron.person.line.cut();
      await patron.main.getByText('Your connection dropped. Nothing is lost').waitFor();
      await patron.hears(/Nothing is lost/u);
      await patron.panel.getByText('You are offline').waitFor();
      await patron.say('written in a tunnel');
      await patron.say('and on the bridge');
      await patron.log.getByText('Will be sent when you are connected').first().waitFor();
      await dana
        .listed('Cy')
        .getByText(/reconnecting \d/u)
        .waitFor();
      await dana.say('Cy', 'Are you still there?');
      await dana.say('Cy', 'Take your time.');

      patron.person.line.restore();
      await patron.person.context.setOffline(false);
      await bothRead(['Are you still there?', 'Take your time.', 'written in a tunnel', 'and on the bridge']);
      await patron.main.getByText('Your connection dropped').waitFor({ state: 'detached' });
      await dana.listed('Cy').getByText('reconnecting').waitFor({ state: 'detached' });
    },
  );

  play(
    'K14 an operator whose line dies unnoticed reads it, writes on, and misses nothing',
    async (scene, house) => {
      const { dana, patron, bothRead } = await chatting(scene, house, 'Di');
      dana.person.line.kill();
      await dana.person.context.setOffline(true);
      await dana.page.getByRole('region', { name: 'Connection' }).getByText('No connection since').waitFor();
      await dana.hears(/The connection is lost\. Trying again\./u);
      await dana.say('Di', 'from the dark');
      await patron.say('hello?');
      const late = await Visitor.arrive(scene, house);
      await late.ask('Who is there?', 'Late');

      dana.person.line.restore();
      await dana.person.context.setOffline(false);
      await bothRead(['hello?', 'from the dark']);
      await dana.page.getByRole('region', { name: 'Connection' }).waitFor({ state: 'detached' });
      await dana.claimButton('Late').waitFor();
      await dana.status('Available').waitFor();
    },
  );

  play(
    'K10 K14 both sides come back by themselves when the server was killed and started again',
    async (scene, house) => {
      const { dana, patron, bothRead } = await chatting(scene, house, 'Eve');
      await house.runner.kill();
      await patron.main.getByText('Your connection dropped. Nothing is lost').waitFor();
      await patron.say('into the void');
      await dana.say('Eve', 'from the desk');
      await house.runner.startAgain();
      const texts = ['into the void', 'from the desk'] as const;
      for (const text of texts) {
        await patron
          .line(text)
          .filter({ hasText: 'Will be sent' })
          .waitFor({ state: 'detached', timeout: RECONNECT_MS });
        await dana.line('Eve', text).first().waitFor({ timeout: RECONNECT_MS });
        await untilEqual(`“${text}” at the patron's`, () => patron.line(text).count(), 1, RECONNECT_MS);
        await untilEqual(`“${text}” at the desk`, () => dana.line('Eve', text).count(), 1);
      }
      await patron.say('we are back');
      await dana.sees('Eve', 'we are back');
      const order = await textsInOrder(dana.log('Eve'), texts);
      await bothRead([...order, 'we are back']);
      await dana.listed('Eve').getByText('reconnecting').waitFor({ state: 'detached' });
    },
  );
};
