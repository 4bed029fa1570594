// The patron is asked before a chat is handed over: their page, both operators' desks and the server between them.
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { asked, requestBar, settingTransfers, transfer } from './handing-people.ts';
import { axeFindings } from './looking.ts';
import { framesSentTo } from './notes-people.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { Visitor } from './visitor.ts';

const DANA = 'Dana Whitfield';
const KEN = 'Ken Ito';

const play = playInOneHouse();

/** The question in the patron's panel. */
const question = ({ panel }: Visitor) =>
  panel.getByRole('group', { name: `May ${KEN} take over this chat?` });

/** The card of who is asked. */
const card = (operator: Operator) => asked(operator).getByRole('article');

/** Dana answers a patron in a browser; Ken is there, too, and the department asks patrons first. */
async function answered(scene: Scene, house: BrowserHouse, patron: string, transferSeconds = 60) {
  await settingTransfers(scene, house, { transferConsent: 'asked', transferSeconds });
  const [dana, ken, visitor] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
    Visitor.arrive(scene, house),
  ]);
  const sent = framesSentTo(visitor.page);
  await dana.colleague(KEN).getByText('Available').waitFor();
  await visitor.ask('Where are the maps?', patron);
  await dana.claim(patron);
  await visitor.isAnswered(DANA);
  return { dana, ken, visitor, sent };
}

play(
  'H15 H48 H80 H82 with the patron’s yes, and only then, the colleague can take it',
  async (scene, house) => {
    const { dana, ken, visitor: rosa, sent } = await answered(scene, house, 'Rosa');
    const tab = await rosa.anotherTab(house);
    await tab.button.click();
    await tab.sees('Where are the maps?');
    await transfer(dana, 'Rosa', KEN, { note: 'knows the plum survey' });
    await requestBar(dana, 'Rosa').getByText(`Rosa is asked whether ${KEN} may take over`).waitFor();
    await asked(ken).getByText('knows the plum survey').waitFor();
    await asked(ken).getByText('You can accept once they agree.').waitFor();
    expect(await asked(ken).getByRole('button', { name: 'Accept Rosa' }).count()).toBe(0);
    await question(tab).getByText(`If not, ${DANA} stays with you.`).waitFor();
    await question(rosa).waitFor();
    expect([...(await axeFindings(rosa.page)), ...(await axeFindings(ken.page))]).toEqual([]);

    // The chat goes on meanwhile, and the question outlives a reload.
    await dana.say('Rosa', 'My colleague knows the maps.');
    await rosa.sees('My colleague knows the maps.');
    await rosa.page.reload();
    await question(rosa).getByRole('button', { name: 'Yes' }).click();
    await question(rosa).waitFor({ state: 'detached' });
    await question(tab).waitFor({ state: 'detached' });
    await rosa.sees('You said yes');
    await requestBar(dana, 'Rosa').getByText(`${KEN} is asked to take this chat`).waitFor();
    await asked(ken).getByRole('button', { name: 'Accept Rosa' }).click();
    await ken.composer('Rosa').waitFor();
    await rosa.isAnswered(KEN);
    await rosa.sees(`${KEN} has taken over from ${DANA}`);
    await ken.say('Rosa', 'On the second floor.');
    await rosa.sees('On the second floor.');
    await tab.sees('On the second floor.');
    expect(sent.join('\n')).not.toContain('plum');
  },
);

play(
  'H15 H45 H82 H83 a no, a withdrawal, silence: the chat stays, and both sides read so',
  async (scene, house) => {
    const { dana, ken, visitor: ivo } = await answered(scene, house, 'Ivo', 15);
    await transfer(dana, 'Ivo', KEN);
    await question(ivo).getByRole('button', { name: 'No' }).click();
    await question(ivo).waitFor({ state: 'detached' });
    await ivo.sees(`${DANA} stays with you`);
    await ivo.isAnswered(DANA);
    await requestBar(dana, 'Ivo')
      .getByText('Ivo said no to the transfer. The chat is still yours.')
      .waitFor();
    await card(ken).waitFor({ state: 'detached' });
    await asked(ken).getByText(`${DANA} no longer asks you about Ivo.`).waitFor();
    await dana.sees('Ivo', /Ivo said no/u);

    await requestBar(dana, 'Ivo').getByRole('button', { name: 'Dismiss' }).click();
    await transfer(dana, 'Ivo', KEN);
    await question(ivo).waitFor();
    await requestBar(dana, 'Ivo').getByRole('button', { name: 'Withdraw' }).click();
    await question(ivo).waitFor({ state: 'detached' });
    await asked(ken).getByText(`${DANA} no longer asks you about Ivo.`).last().waitFor();

    await transfer(dana, 'Ivo', KEN);
    await question(ivo).waitFor();
    const silence = requestBar(dana, 'Ivo').getByText(
      'Ivo did not answer within 15 s. The chat is still yours.',
    );
    await silence.waitFor({ timeout: 30_000 });
    await question(ivo).waitFor({ state: 'detached' });
    await ivo.say('Sorry, I was away.');
    await dana.sees('Ivo', 'Sorry, I was away.');
  },
);
