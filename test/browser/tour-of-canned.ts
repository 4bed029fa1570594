// The tour through canned messages: in the composer, on their screen, and what an import would do.
import { emptyAfterwards, HOURS, keepCanned, openAt, REFERENCE } from './canned-people.ts';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

const SHARED = {
  'Opening hours': 'Hello {patron}, {operator} here. {department} is open {hours}.',
  Holds: 'Your book is on the hold shelf, by the name that you gave. Bring your card.',
  'How to reach the databases from home, with and without the library’s own VPN':
    'Sign in with your library card on the page of the database; from outside the campus the VPN is needed.',
  'كيفية حجز غرفة للدراسة': 'مرحبًا {patron}، يمكنك حجز غرفة للدراسة من صفحة الغرف. نحن هنا {hours}.',
};

const CSV = `Title,Text
Opening hours,We are open {hours}.
Printing,Ten cents a page.
Renewals,Under Your account.
,A text without a title
`;

export const tourOfTheCanned: Tour = async (scene, house, visit) => {
  await openAt(scene, house, HOURS);
  await emptyAfterwards(scene, house, 'Priya', REFERENCE);
  const ken = await Operator.signIn(scene, house, 'Ken', { onDuty: false });
  await ken.goTo('Canned messages');
  await ken.page.getByText('You have no messages of your own yet.', { exact: false }).waitFor();
  await visit('canned-none', ken.page);
  const cut = ([title, text]: [string, string]) => [title.slice(0, 60), text];
  const shelf: Record<string, string> = Object.fromEntries(Object.entries(SHARED).map(cut));
  await keepCanned(scene, house, 'Priya', shelf, REFERENCE);
  await ken.page.goto(`${house.runner.addresses.dashboard}#/canned/of/${REFERENCE}/one/Opening hours`);
  await ken.page.getByRole('button', { name: 'Copy to your own' }).waitFor();
  await visit('canned-shared', ken.page);

  const priya = await Operator.signIn(scene, house, 'Priya', { onDuty: false });
  const { page } = priya;
  await page.goto(`${house.runner.addresses.dashboard}#/canned/of/${REFERENCE}`);
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.getByRole('link', { name: /^Opening hours/u }).waitFor();
  await visit('canned-list', page);
  await messages.getByRole('link', { name: /^كيفية/u }).click();
  await page.getByRole('textbox', { name: 'Text' }).waitFor();
  await visit('canned-arabic', page);
  await page.getByRole('textbox', { name: 'Title' }).fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The title is empty.').waitFor();
  await visit('canned-wrong', page);
  await page.getByRole('button', { name: 'Undo changes' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
  await visit('canned-removed', page);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text' }).waitFor();
  await page
    .getByLabel('CSV file to import')
    .setInputFiles({ name: 'messages.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await page.getByRole('dialog', { name: 'Import canned messages' }).waitFor();
  await visit('canned-import', page);
  await page.getByRole('button', { name: 'Cancel' }).click();

  await startPatron(scene, house, { name: 'Rosa M.', text: 'When do you open tomorrow?' });
  await ken.page.goto(house.runner.addresses.dashboard);
  await ken.goTo('Desk');
  await ken.claim('Rosa M.');
  await ken.sees('Rosa M.', 'When do you open tomorrow?');
  await ken.composer('Rosa M.').press('/');
  await ken.page.getByRole('listbox', { name: 'Canned messages' }).waitFor();
  await ken.composer('Rosa M.').press('ArrowDown');
  await visit('canned-composer', ken.page);
};
