// Departments, widgets and who belongs where, as a coordinator changes them.
import { untilEqual } from '../support/browser-waiting.ts';
import { startPatron } from './wire-people.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';

export const settings: Section = (play) => {
  play('T1 operators have no settings screen', async (scene, house) => {
    const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false });
    const screens = dana.page.getByRole('navigation', { name: 'Screens' });
    await screens.getByRole('link', { name: 'Transcripts' }).waitFor();
    expect(await screens.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    await dana.page.goto(`${house.runner.addresses.dashboard}#/settings/departments`);
    await dana.page.getByText('Only coordinators and administrators change the settings.').waitFor();
  });

  play(
    'T2 T4 T6 T9 R55 a coordinator makes a department with its widget, and moves an operator',
    async (scene, house) => {
      const [priya, ken] = await Promise.all([
        Operator.signIn(scene, house, 'Priya', { onDuty: false }),
        Operator.signIn(scene, house, 'Ken'),
      ]);
      const { page } = priya;
      const save = page.getByRole('button', { name: 'Save' });
      await priya.goTo('Settings');
      await page.getByRole('button', { name: 'New department' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Access services');
      const days = page.getByRole('spinbutton', { name: 'Keep transcripts for' });
      await days.fill('0');
      await save.click();
      const message = 'Keep transcripts for: a whole number from 1 to 365 days.';
      await page.getByText(message).waitFor();
      await priya.hears(/Not saved: 1 field needs another value/u);
      expect(await days.getAttribute('aria-invalid')).toBe('true');
      expect(await days.evaluate((field) => field === document.activeElement)).toBe(true);
      await days.fill('7');
      const team = page.getByRole('group', { name: 'How the team shares chats' });
      await team.getByRole('radio', { name: 'Least busy' }).check();
      const helper = page.getByRole('combobox', { name: 'Department that helps out' });
      expect(await helper.getByRole('option').allInnerTexts()).toEqual(['None', 'Reference']);
      await helper.selectOption({ label: 'Reference' });
      await save.click();
      await page.getByText('Saved', { exact: true }).waitFor();
      await page.reload();
      await untilEqual('the choice', () => team.getByRole('radio', { name: 'Least busy' }).isChecked(), true);
      expect(await helper.inputValue()).toBe('reference');

      await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Widgets' }).click();
      await page.getByRole('button', { name: 'New widget' }).click();
      await page.getByRole('textbox', { name: 'Short name' }).fill('access');
      await page.getByRole('combobox', { name: 'Answered by' }).selectOption({ label: 'Access services' });
      await page.getByRole('textbox', { name: 'Title' }).fill('Ask the front desk');
      await save.click();
      await page.getByText('Saved', { exact: true }).waitFor();
      await page.getByText('data-widget="access"').waitFor();

      await page
        .getByRole('navigation', { name: 'Settings' })
        .getByRole('link', { name: 'Operators' })
        .click();
      await page.getByRole('link', { name: /Ken Ito/u }).click();
      const access = page.getByRole('checkbox', { name: 'Access services' });
      await access.check();
      await save.click();
      await page.getByText('Saved', { exact: true }).waitFor();

      const { welcome } = await startPatron(scene, house, {
        widgetId: 'access',
        name: 'Ida',
        text: 'I lost my card.',
      });
      expect(welcome.widget.title).toBe('Ask the front desk');
      expect(welcome.transcriptDays).toBe(7);
      await ken.claimButton('Ida').waitFor();
      await access.uncheck();
      await save.click();
      await ken.listed('Ida').waitFor({ state: 'detached' });
    },
  );

  play('L3 L4 L6 a coordinator words a text anew, and the next patron reads it', async (scene, house) => {
    const priya = await Operator.signIn(scene, house, 'Priya', { onDuty: false });
    const { page } = priya;
    await priya.goTo('Settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Texts' }).click();
    await page
      .getByRole('region', { name: 'Records' })
      .getByRole('link', { name: /^Reference/u })
      .click();
    await page.getByRole('heading', { name: 'Texts of Reference' }).waitFor();
    await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Arabic' }).click();
    await page.getByRole('searchbox', { name: 'Find texts' }).fill('joined');
    const joined = page.getByRole('textbox', { name: 'Joined' });
    await untilEqual('one text found', () => page.getByRole('status').filter({ hasText: /of/u }).count(), 1);
    expect([await joined.getAttribute('lang'), await joined.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    await joined.fill('وصل أحدهم');
    const save = page.getByRole('button', { name: 'Save' });
    await save.click();
    await page.getByText('has lost {name}').waitFor();
    expect(await joined.evaluate((field) => field === document.activeElement)).toBe(true);
    await joined.fill('معك الآن {name}');
    await page.getByText('معك الآن Dana Whitfield').waitFor();
    await save.click();
    await page.getByText('Saved', { exact: true }).waitFor();

    const { welcome } = await startPatron(scene, house, { name: 'Ida', text: 'Hi', language: 'ar' });
    expect(welcome.texts).toEqual({ joined: 'معك الآن {name}' });
    await page.getByRole('button', { name: 'Reset “Joined” to Carrel’s wording' }).click();
    expect(await joined.evaluate((field) => field === document.activeElement)).toBe(true);
    await save.click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await page.getByText('Changed', { exact: true }).count()).toBe(0);
  });

  play('T3 what is not saved is neither lost nor overwritten silently', async (scene, house) => {
    const [priya, tom] = await Promise.all([
      Operator.signIn(scene, house, 'Priya', { onDuty: false }),
      Operator.signIn(scene, house, 'Tom', { onDuty: false }),
    ]);
    const openWidget = async ({ page }: Operator): Promise<void> => {
      await page.goto(`${house.runner.addresses.dashboard}#/settings/widgets/reference`);
      await page.getByRole('heading', { name: 'Widget “reference”' }).waitFor();
    };
    await Promise.all([openWidget(priya), openWidget(tom)]);
    const promise = ({ page }: Operator) => page.getByRole('textbox', { name: 'Promise' });
    await promise(priya).fill('Answers in a minute');
    await priya.page.getByText('Unsaved changes').waitFor();
    await priya.screenLink('Desk').click();
    const sheet = priya.page.getByRole('dialog', { name: 'Leave without saving?' });
    await sheet.getByRole('button', { name: 'Go on changing' }).click();
    expect(await promise(priya).inputValue()).toBe('Answers in a minute');
    await priya.page.getByRole('button', { name: 'Save' }).click();
    await priya.page.getByText('Saved', { exact: true }).waitFor();

    await promise(tom).fill('Answers at once');
    await tom.page.getByRole('button', { name: 'Save' }).click();
    await tom.page.getByRole('alert').getByText('Somebody else changed this record').waitFor();
    await tom.page.getByRole('button', { name: 'Show the newer version' }).click();
    await untilEqual('the newer version', () => promise(tom).inputValue(), 'Answers in a minute');

    await promise(priya).fill('');
    await priya.page.getByRole('button', { name: 'Save' }).click();
    await priya.page.getByText('Saved', { exact: true }).waitFor();
    await promise(priya).fill('Never mind');
    await priya.screenLink('Desk').click();
    await sheet.getByRole('button', { name: 'Leave without saving' }).click();
    await priya.page.getByRole('navigation', { name: 'Chats' }).waitFor();
  });
};
