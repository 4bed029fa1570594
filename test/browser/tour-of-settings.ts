// The tour through the settings: records, forms and what is wrong in them, and a department's own texts.
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { openDesk } from './wire-people.ts';

export const tourOfTheSettings: Tour = async (scene, house, visit) => {
  const [priya, tom] = await Promise.all([
    Operator.signIn(scene, house, 'Priya', { onDuty: false }),
    Operator.signIn(scene, house, 'Tom', { onDuty: false }),
    // Whoever never signed in isn't among the operators.
    openDesk(scene, house, 'Ken'),
  ]);
  const { page } = priya;
  const part = (name: string) =>
    page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  const records = page.getByRole('region', { name: 'Records' });
  await visit('desk-administrator', tom.page);
  await priya.goTo('Settings');
  await records.getByRole('link', { name: /^Reference/u }).waitFor();
  await visit('settings-departments', page);
  await records.getByRole('link', { name: /^Reference/u }).click();
  const days = page.getByRole('spinbutton', { name: 'Keep transcripts for' });
  await days.waitFor();
  await visit('settings-department', page);
  await days.scrollIntoViewIfNeeded();
  await visit('settings-department-end', page);
  await days.fill('1000');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('a whole number from 1 to 365 days').waitFor();
  await visit('settings-department-wrong', page);
  const hours = page.getByRole('group', { name: 'Opening hours' });
  await hours.getByRole('checkbox', { name: /^Monday/u }).check();
  await hours.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click();
  await hours.getByRole('checkbox', { name: /^Saturday/u }).check();
  await hours.getByRole('button', { name: 'Add times on Saturday' }).click();
  await hours.getByLabel('Saturday, times 2, from').fill('18:00');
  await hours.getByLabel('Saturday, times 2, to').fill('17:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await hours.getByText('Saturday 18:00–17:30 ends before it begins.').waitFor();
  await hours.getByText('Opening hours', { exact: true }).scrollIntoViewIfNeeded();
  await visit('settings-hours', page);
  await priya.screenLink('Desk').click();
  const sheet = page.getByRole('dialog', { name: 'Leave without saving?' });
  await sheet.waitFor();
  await visit('settings-leave', page);
  await sheet.getByRole('button', { name: 'Leave without saving' }).click();
  await priya.goTo('Settings');
  await part('Widgets');
  await records.getByRole('link', { name: /^reference/u }).click();
  await page.getByRole('heading', { name: 'Widget “reference”' }).waitFor();
  await visit('settings-widget', page);
  await page.getByRole('button', { name: 'Remove this widget…' }).click();
  await visit('settings-widget-remove', page);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await part('Operators');
  await records.getByRole('link', { name: /Ken Ito/u }).waitFor();
  await visit('settings-operators', page);
  await records.getByRole('link', { name: /Ken Ito/u }).click();
  await page.getByRole('heading', { name: 'Ken Ito' }).waitFor();
  await visit('settings-operator', page);
};

export const tourOfTheTexts: Tour = async (scene, house, visit) => {
  const { page } = await Operator.signIn(scene, house, 'Priya', { onDuty: false });
  await page.goto(`${house.runner.addresses.dashboard}#/settings/texts`);
  const records = page.getByRole('region', { name: 'Records' });
  await records.getByRole('link', { name: /^Reference/u }).click();
  await page.getByRole('heading', { name: 'Texts of Reference' }).waitFor();
  await page.getByRole('textbox', { name: 'Joined' }).fill('{name} is with you now');
  await page.getByRole('textbox', { name: 'Waiting title' }).fill('You are next, more or less');
  await visit('settings-texts', page);
  const search = page.getByRole('searchbox', { name: 'Find texts' });
  await search.fill('joined');
  await page.getByRole('textbox', { name: 'Joined' }).fill('Somebody is here');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('has lost {name}').waitFor();
  await visit('settings-texts-wrong', page);
  await page.getByRole('button', { name: 'Undo changes' }).click();
  await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Arabic' }).click();
  await search.fill('joined');
  await page.getByRole('textbox', { name: 'Joined' }).fill('معك الآن {name}');
  await visit('settings-texts-arabic', page);
  await page.getByRole('button', { name: 'Undo changes' }).click();
};
