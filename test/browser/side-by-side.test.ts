// Two chats side by side with the keyboard alone: fields, drafts, what is new, and the way back to one at a time.
import { untilEqual } from '../support/browser-waiting.ts';
import { hasFocus } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

play('D40 D42 D43 D44 D45 D46 two chats side by side with the keyboard alone', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const { keyboard: keys } = page;
  await lookAs(page, { width: 1280, scheme: 'light' });
  const vic = await startPatron(scene, house, { text: 'Where is the lift?', name: 'Vic' });
  await dana.claimButton('Vic').waitFor();
  const wim = await startPatron(scene, house, { text: 'And the stairs?', name: 'Wim' });
  await dana.claimButton('Wim').waitFor();
  await keys.press('Alt+n');
  await hasFocus(page, /^Write to Vic$/u);
  await keys.press('Alt+b');
  await keys.press('Alt+n');
  await hasFocus(page, /^Write to Wim$/u);
  await dana.composer('Vic').waitFor();
  await keys.type('Behind');
  await keys.press('Alt+PageDown');
  await hasFocus(page, /^Write to Vic$/u);
  await keys.type('Next to the café.');
  await keys.press('Enter');
  await vic.patron.wire.expect('entry', ({ entry }) => entry.kind === 'message');
  await untilEqual('the draft', () => dana.composer('Wim').inputValue(), 'Behind');

  await wim.patron.say('Hello? See https://libraries.example/stairs.');
  await dana.sees('Wim', 'Hello?');
  await dana.chat('Wim').getByText('1 unread').waitFor();
  await hasFocus(page, /^Write to Vic$/u);
  const link = dana.log('Wim').getByRole('link', { name: 'https://libraries.example/stairs', exact: true });
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');

  const found: string[] = [];
  for (const width of [1024, 1280, 1920]) {
    for (const scheme of ['light', 'dark'] as const) {
      await lookAs(page, { width, scheme });
      for (const patron of ['Vic', 'Wim']) {
        const box = await dana.chat(patron).boundingBox();
        expect(box?.width).toBeGreaterThanOrEqual(358);
      }
      const all = [...(await axeFindings(page)), ...(await sidewaysFindings(page))];
      found.push(...all.map((finding) => `${width}, ${scheme}: ${finding}`));
    }
  }
  expect(found).toEqual([]);
  await lookAs(page, { width: 1280, scheme: 'light' });

  await keys.press('Alt+PageUp');
  await hasFocus(page, /^Write to Wim$/u);
  await dana.chat('Wim').getByText('1 unread').waitFor({ state: 'detached' });
  await keys.press('Alt+s');
  await hasFocus(page, /^Note to staff about Wim$/u);
  await keys.type('knows the stairs');
  await page.reload();
  await dana.composer('Vic').waitFor();
  const note = page.getByRole('textbox', { name: 'Note to staff about Wim' });
  await untilEqual('the note', () => note.inputValue(), 'knows the stairs');
  await keys.press('Alt+m');
  await hasFocus(page, /^Write to Wim$/u);
  await untilEqual('the message', () => dana.composer('Wim').inputValue(), 'Behind');

  await dana.composer('Vic').focus();
  await keys.press('Alt+x');
  await page.getByRole('dialog', { name: 'End the chat with Vic?' }).waitFor();
  await hasFocus(page, /^End chat$/u);
  await keys.press('Escape');
  await hasFocus(page, /^Write to Vic$/u);

  await lookAs(page, { width: 900, scheme: 'light' });
  await dana.chat('Wim').waitFor({ state: 'detached' });
  await dana.chat('Vic').waitFor();
  await lookAs(page, { width: 1280, scheme: 'light' });
  await dana.chat('Wim').waitFor();
  await page.getByRole('button', { name: 'One at a time' }).click();
  await dana.chat('Wim').waitFor({ state: 'detached' });
  await untilEqual('nothing begun for Vic', () => dana.composer('Vic').inputValue(), '');
});
