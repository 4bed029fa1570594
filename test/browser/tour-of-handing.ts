// The tour through handing a chat over: the dialog, who is asked, the bar of the giver, and what came of it.
import { asked, openTransfer, requestBar, settingTransfers, taker, transfer } from './handing-people.ts';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

const KEN = 'Ken Ito';
const ROSA = 'Rosa M.';

export const tourOfHanding: Tour = async (scene, house, visit) => {
  await settingTransfers(scene, house, { transferSeconds: 600 });
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  await dana.colleague(KEN).getByText('Available').waitFor();
  await startPatron(scene, house, {
    name: ROSA,
    text: 'Where do I find the sheets of the 1923 survey, and may I copy them?',
  });
  await dana.claim(ROSA);
  const dialog = await openTransfer(dana, ROSA);
  await taker(dialog, KEN).check();
  await visit('transfer-dialog', dana.page);
  await dana.page.keyboard.press('Escape');
  await transfer(dana, ROSA, KEN, { note: 'She needs the map room, and you have the key.' });
  await requestBar(dana, ROSA).getByText('Ken Ito is asked to take this chat').waitFor();
  await visit('transfer-asked', dana.page);
  await asked(ken)
    .getByRole('button', { name: `Accept ${ROSA}` })
    .waitFor();
  await visit('asked-to-take', ken.page);
  await asked(ken).getByRole('button', { name: 'Read the whole chat' }).click();
  await ken.sees(ROSA, 'Where do I find the sheets');
  await visit('asked-to-take-read', ken.page);
  await ken
    .chat(ROSA)
    .getByRole('button', { name: `Decline ${ROSA}` })
    .click();
  const sheet = ken.page.getByRole('dialog', { name: `Decline the chat with ${ROSA}?` });
  await sheet.getByRole('textbox', { name: 'Why' }).fill('I am in a class until three.');
  await visit('decline', ken.page);
  await sheet.getByRole('button', { name: 'Decline' }).click();
  await requestBar(dana, ROSA).getByText('Ken Ito declined').waitFor();
  await visit('transfer-declined', dana.page);
  await requestBar(dana, ROSA).getByRole('button', { name: 'Dismiss' }).click();
  await transfer(dana, ROSA, 'Reference');
  await ken
    .chat(ROSA)
    .getByRole('button', { name: `Accept ${ROSA}` })
    .click();
  await ken.composer(ROSA).waitFor();
  await asked(dana).getByText(`${KEN} has the chat with ${ROSA} now.`).waitFor();
  await visit('handed-over', dana.page);
};
