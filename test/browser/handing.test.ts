// Handing chats over between three operators in their browsers: to a person, to a department, and every way in which nobody takes it.
import { PHONE } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { asked, openTransfer, requestBar, settingTransfers, taker, transfer } from './handing-people.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { Visitor } from './visitor.ts';
import { startPatron } from './wire-people.ts';

const DANA = 'Dana Whitfield';
const KEN = 'Ken Ito';
const YOURS = 'The chat is still yours.';

const play = playInOneHouse();

play(
  'H40 H41 H46 H47 H48 H51 to a person, with the keyboard alone: they read all of it, and have it',
  async (scene, house) => {
    const [dana, ken, rosa] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
      Visitor.arrive(scene, house),
    ]);
    await dana.colleague(KEN).getByText('Available').waitFor();
    await rosa.ask('Where are the sheets of the 1923 survey?', 'Rosa');
    await dana.claim('Rosa');
    await dana.say('Rosa', 'Let me look.');
    await rosa.sees('Let me look.');

    const { keyboard: keys } = dana.page;
    await hasFocus(dana.page, /^Write to Rosa$/u);
    await keys.press('Alt+t');
    await hasFocus(dana.page, /^Who is to take it$/u);
    await keys.press('Escape');
    await hasFocus(dana.page, /^Write to Rosa$/u);
    await keys.press('Alt+t');
    await keys.press('Enter');
    await dana.page.getByText('Choose a colleague or a department.').waitFor();
    await keys.press('ArrowDown');
    await hasFocus(dana.page, /^Ken Ito/u);
    await keys.press('ArrowDown');
    await hasFocus(dana.page, /Department Reference/u);
    await pressUntil(dana.page, 'Shift+Tab', /^Who is to take it$/u, 4);
    await keys.type('ito');
    await pressUntil(dana.page, 'Tab', /^Note$/u, 6);
    await keys.type('She needs the map room.');
    const axe = await axeFindings(dana.page);
    await pressUntil(dana.page, 'Shift+Tab', /^Who is to take it$/u, 6);
    await keys.press('Enter');
    await hasFocus(dana.page, /^Write to Rosa$/u);
    await requestBar(dana, 'Rosa').getByText('Ken Ito is asked to take this chat').waitFor();
    axe.push(...(await axeFindings(dana.page)));

    // The giver still talks, and what they say moves nothing.
    await dana.say('Rosa', 'A colleague knows that better.');
    await rosa.sees('A colleague knows that better.');
    await requestBar(dana, 'Rosa').waitFor();
    await dana.composer('Rosa').fill('half a thought');

    await ken.hears(/Dana Whitfield asks you to take this chat, with Rosa\. She needs the map room\./u);
    await asked(ken).getByText('She needs the map room.').waitFor();
    axe.push(...(await axeFindings(ken.page)));
    await ken.page.reload();
    await asked(ken).getByRole('button', { name: 'Read the whole chat' }).click();
    await ken.sees('Rosa', 'Where are the sheets of the 1923 survey?');
    await ken.sees('Rosa', 'A colleague knows that better.');
    await untilEqual('no field', () => ken.composer('Rosa').count(), 0);
    axe.push(...(await axeFindings(ken.page)));
    await ken.page.keyboard.press('Alt+y');
    await hasFocus(ken.page, /^Write to Rosa$/u);
    await ken.page.keyboard.type('On the second floor.');
    await ken.page.keyboard.press('Enter');
    await rosa.sees('On the second floor.');

    await asked(dana).getByText(`${KEN} has the chat with Rosa now.`).waitFor();
    await asked(dana).getByText('half a thought').waitFor();
    await untilEqual('no field', () => dana.composer('Rosa').count(), 0);
    await asked(dana).getByRole('button', { name: 'Read it' }).click();
    await dana.sees('Rosa', 'On the second floor.');
    expect(axe).toEqual([]);
    await ken.end('Rosa');
  },
);

play('H47 H49 to a department: two are asked, one has it, the other reads who', async (scene, house) => {
  const [dana, ken, priya] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
    Operator.signIn(scene, house, 'Priya'),
  ]);
  for (const name of [KEN, priya.staff.name]) await dana.colleague(name).getByText('Available').waitFor();
  const { patron } = await startPatron(scene, house, { name: 'Omar', text: 'Can I renew by post?' });
  await dana.claim('Omar');
  await transfer(dana, 'Omar', 'Reference', { stays: true });
  for (const other of [ken, priya]) {
    await asked(other).getByText('Dana Whitfield asks Reference to take this chat').waitFor();
  }
  await asked(ken).getByRole('button', { name: 'Accept Omar' }).click();
  await ken.composer('Omar').waitFor();
  await asked(priya).getByText(`${KEN} has taken the chat with Omar.`).waitFor();
  await priya.hears(/Ken Ito has taken the chat with Omar\./u);
  // The giver stayed, and both of them are there.
  await requestBar(dana, 'Omar').getByText(`${KEN} has the chat now. You are still in it.`).waitFor();
  await dana.say('Omar', 'I am still here.');
  await ken.sees('Omar', 'I am still here.');
  expect(await dana.chat('Omar').getByRole('button', { name: 'Transfer', exact: true }).count()).toBe(0);
  await patron.end();
});

play(
  'H44 H45 H48 declined with a reason, withdrawn, gone away: the chat stays, with why',
  async (scene, house) => {
    const [dana, ken] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
    ]);
    await dana.colleague(KEN).getByText('Available').waitFor();
    const { patron } = await startPatron(scene, house, { name: 'Lena', text: 'Is there a quiet room?' });
    await dana.claim('Lena');
    await transfer(dana, 'Lena', KEN, { note: 'You know the rooms.' });
    await asked(ken).getByRole('button', { name: 'Decline Lena' }).click();
    const sheet = ken.page.getByRole('dialog', { name: 'Decline the chat with Lena?' });
    await sheet.getByRole('textbox', { name: 'Why' }).fill('I am in a class');
    await sheet.getByRole('button', { name: 'Decline' }).click();
    await asked(ken).waitFor({ state: 'detached' });
    await dana.hears(/Ken Ito declined: “I am in a class”\. The chat is still yours\./u);
    await requestBar(dana, 'Lena').getByRole('button', { name: 'Transfer to somebody else' }).click();

    // The note for the first is there for the second.
    const again = dana.page.getByRole('dialog', { name: 'Transfer the chat with Lena' });
    await untilEqual(
      'the note of before',
      () => again.getByRole('textbox', { name: 'Note' }).inputValue(),
      'You know the rooms.',
    );
    await taker(again, KEN).check();
    await again.getByRole('button', { name: `Ask ${KEN}`, exact: true }).click();
    await asked(ken).getByText('You know the rooms.').waitFor();
    await requestBar(dana, 'Lena').getByRole('button', { name: 'Withdraw' }).click();
    await requestBar(dana, 'Lena').waitFor({ state: 'detached' });
    await asked(ken).getByText('Dana Whitfield no longer asks you about Lena.').waitFor();

    await transfer(dana, 'Lena', KEN);
    await asked(ken).getByRole('button', { name: 'Accept Lena' }).waitFor();
    await ken.goAway();
    await requestBar(dana, 'Lena').getByText(`${KEN} went away. ${YOURS}`).waitFor();

    // Nobody else is there; they can be written to, and nothing is sent before the operator does so.
    const dialog = await openTransfer(dana, 'Lena');
    await dialog.getByText('Nobody else is available.', { exact: false }).waitFor();
    expect(await taker(dialog, KEN).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: `Ask first: ${KEN}` }).click();
    await hasFocus(dana.page, new RegExp(`^Write to ${KEN}$`, 'u'));
    expect(await dana.composer(KEN).inputValue()).toBe(
      'I have a chat with Lena: “Is there a quiet room?” Could you take it?',
    );
    await dana.composer('Lena').waitFor();
    await dana.composer(KEN).press('Enter');
    await ken.openRoom(DANA);
    await ken
      .roomLog(DANA)
      .getByText(/I have a chat with Lena/u)
      .waitFor();
    await patron.end();
  },
);

play('H10 H44 whoever is asked is gone: the giver reads so at once, and talks on', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  await dana.colleague(KEN).getByText('Available').waitFor();
  const { patron } = await startPatron(scene, house, { name: 'Nils', text: 'Do you scan maps?' });
  await dana.claim('Nils');
  await transfer(dana, 'Nils', KEN);
  await asked(ken).getByRole('button', { name: 'Accept Nils' }).waitFor();
  await ken.page.close();
  await requestBar(dana, 'Nils').getByText(`${KEN} went off duty or lost the connection. ${YOURS}`).waitFor();
  await dana.say('Nils', 'We do.');
  await dana.sees('Nils', 'We do.');
  await patron.end();
});

play('H45 H52 nobody takes it in time: the clock says so on both sides', async (scene, house) => {
  await settingTransfers(scene, house, { transferSeconds: 15 });
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken', { browser: { viewport: PHONE, hasTouch: true, isMobile: true } }),
  ]);
  await dana.colleague(KEN).getByText('Available').waitFor();
  const name = 'أمينة بنت عبد الرحمن بن محمد الحسني الطويلة الاسم جداً';
  const { patron } = await startPatron(scene, house, {
    name,
    text: 'أين أجد خرائط المدينة القديمة؟'.repeat(4),
  });
  const other = await startPatron(scene, house, { name: 'Ivo', text: 'When do you close?' });
  await ken.claim('Ivo');
  await dana.claim(name);
  await transfer(dana, name, KEN, { note: 'abcdefghij'.repeat(12) });
  await ken.page.getByRole('button', { name: 'Show', exact: true }).waitFor();
  const found = await axeFindings(ken.page);
  await ken.page.getByRole('button', { name: 'Show', exact: true }).tap();
  for (const direction of ['ltr', 'rtl']) {
    for (const { page } of [dana, ken]) {
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      for (const width of [320, 390, 1280]) {
        await lookAs(page, { width, scheme: 'light' });
        for (const finding of await sidewaysFindings(page)) found.push(`${direction}, ${width}: ${finding}`);
      }
    }
  }
  await requestBar(dana, name)
    .getByText(`${KEN} did not take it within 15 s. ${YOURS}`)
    .waitFor({ timeout: 30_000 });
  await dana.hears(/Ken Ito did not take it within 15 s\./u);
  await untilEqual('no card', () => asked(ken).count(), 0);
  expect(found).toEqual([]);
  await dana.say(name, 'I go on.');
  await patron.end();
  await other.patron.end();
});
