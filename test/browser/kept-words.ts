// What was written and not sent yet: over a reload and a change of page, and where the browser keeps nothing.
import { untilEqual } from '../support/browser-waiting.ts';
import { chatting } from './chatting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { openPageIn } from './visitor.ts';

/** As in a browser that blocks all storage. */
function blockStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  }
}

export const keptWords: Section = (play) => {
  play(
    'K10 M3 words without a line outlive a reload and a change of page, and are sent once',
    async (scene, house) => {
      const { dana, patron, bothRead } = await chatting(scene, house, 'Ora');
      const isThere = async (): Promise<void> => {
        await patron.line('From the train').filter({ hasText: 'Will be sent' }).waitFor();
        await untilEqual('the draft', () => patron.composer.inputValue(), 'Half a th');
      };
      patron.person.line.cut();
      await patron.main.getByText('Your connection dropped.').waitFor();
      await patron.say('From the train');
      await patron.composer.fill('Half a th');
      await isThere();
      await patron.page.reload();
      await isThere();
      await patron.page.getByRole('link', { name: 'Catalogue', exact: true }).click();
      await patron.page.getByRole('heading', { name: 'Catalogue', level: 1 }).waitFor();
      await isThere();

      patron.person.line.restore();
      await dana.sees('Ora', 'From the train');
      await bothRead(['From the train']);
      await untilEqual('the draft', () => patron.composer.inputValue(), 'Half a th');
      await patron.composer.press('Enter');
      await bothRead(['From the train', 'Half a th']);
    },
  );

  play('K10 where the browser keeps nothing at all, the chat holds within its page', async (scene, house) => {
    scene.expectComplaints(/net::ERR_|WebSocket connection to '.*' failed/u);
    const person = await scene.person('patron');
    await person.context.addInitScript(blockStorage);
    const dana = await Operator.signIn(scene, house, 'Dana');
    const pat = await openPageIn(person, house, scene);
    // Gone before the scene ends: without storage nobody could find the chat to end it.
    scene.afterwards(async () => {
      await dana.end('Pat');
      await pat.page.close();
    });
    await pat.ask('Is there a scanner?', 'Pat');
    await dana.claim('Pat');
    await dana.say('Pat', 'On the first floor.');
    await pat.sees('On the first floor.');

    person.line.cut();
    await pat.main.getByText('Your connection dropped.').waitFor();
    await pat.say('Does it do colour?');
    await dana.say('Pat', 'And it is free.');
    person.line.restore();
    await pat.sees('And it is free.');
    await dana.sees('Pat', 'Does it do colour?');
    await untilEqual('the question', () => pat.line('Does it do colour?').count(), 1);
  });
};
