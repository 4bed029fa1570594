// Internal chat in browsers: three of the staff in private, in a department and all together, while a patron's chat goes on.
import { PHONE } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { textsInOrder } from './visitor.ts';
import { startPatron } from './wire-people.ts';

const DANA = 'Dana Whitfield';
const KEN = 'Ken Ito';
const ALL = /^All .* Staff/u;

const play = playInOneHouse();

const allStaff = async (operator: Operator): Promise<string> =>
  await operator.rooms.getByRole('button', { name: ALL }).locator('b').innerText();

play(
  'I1 I2 I5 I7 in private, in a department and all together, while a patron’s chat goes on',
  async (scene, house) => {
    const [dana, ken, priya] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken', { onDuty: false }),
      Operator.signIn(scene, house, 'Priya', { onDuty: false }),
    ]);
    const priyas = priya.staff.name;
    const { patron } = await startPatron(scene, house, { name: 'Rosa', text: 'Where are the old maps?' });
    await dana.claim('Rosa');
    await dana.composer('Rosa').fill('One moment, I am ask');

    await dana.openRoom(KEN);
    await hasFocus(dana.page, new RegExp(`^Write to ${KEN}$`, 'u'));
    await dana.composer(KEN).pressSequentially('Where');
    await ken.openRoom(DANA);
    await ken.roomLog(DANA).getByText('Dana Whitfield is writing…').waitFor();
    await dana.say(KEN, 'Where are the old maps? 😀 <b>');
    await ken.roomLog(DANA).getByText('Where are the old maps? 😀 <b>').waitFor();
    await ken.say(DANA, 'On the second floor.');
    await dana.roomLog(KEN).getByText('On the second floor.').waitFor();
    await dana.hears(/Ken Ito, to you: On the second floor\./u);

    // The patron's chat stands beside it, with what was being written.
    await untilEqual('the draft', () => dana.composer('Rosa').inputValue(), 'One moment, I am ask');
    await patron.say('Are you there?');
    await dana.sees('Rosa', 'Are you there?');
    await dana.say('Rosa', 'On the second floor.');

    // Where both have no room side by side, the room lies over the chat, in either writing direction.
    const found: string[] = [];
    for (const direction of ['ltr', 'rtl']) {
      await dana.page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      for (const width of [320, 900, 1600]) {
        await lookAs(dana.page, { width, scheme: 'light' });
        await dana.room(KEN).waitFor();
        await dana.composer('Rosa').waitFor({ state: width < 1121 ? 'hidden' : 'visible' });
        for (const finding of await sidewaysFindings(dana.page))
          found.push(`${direction}, ${width}: ${finding}`);
      }
    }
    expect(found).toEqual([]);
    await dana.page.evaluate(() => {
      document.documentElement.dir = 'ltr';
    });
    await lookAs(dana.page, { width: 1280, scheme: 'light' });

    const title = await allStaff(dana);
    await dana.openRoom(title);
    await dana.say(title, 'We close at five today.');
    await ken.roomLink(title).getByText('1 unread').waitFor();
    await ken.hears(/Dana Whitfield, in All .* Staff: We close at five today\./u);
    await priya.openRoom('Reference');
    await priya.say('Reference', 'Who is at the desk at four?');
    await dana.roomLink('Reference').getByText('1 unread').waitFor();
    await dana.openRoom('Reference');
    await dana.roomLog('Reference').getByText('Who is at the desk at four?').waitFor();
    await dana.roomLink('Reference').getByText('unread').waitFor({ state: 'detached' });
    expect(await dana.roomLog('Reference').getByText('We close at five').count()).toBe(0);
    await priya.openRoom(title);
    await priya.roomLog(title).getByText('We close at five today.').waitFor();
    expect(await priya.page.getByText('Where are the old maps? 😀').count()).toBe(0);
    expect(await priya.roomLink(DANA).getByText('unread').count()).toBe(0);
    await priya.openRoom(DANA);
    await priya.room(DANA).getByText('Nothing has been said here yet').waitFor();
    expect(priyas).not.toBe('');
    await patron.end();
  },
);

play(
  'I3 I4 I5 what was written without a connection arrives, once and in order, on both sides',
  async (scene, house) => {
    scene.expectComplaints(/net::ERR_|WebSocket connection to/u);
    const [dana, ken] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken', { onDuty: false }),
    ]);
    const texts = ['one of four', 'two of four', 'three of four', 'four of four'];
    await dana.openRoom(KEN);
    await dana.say(KEN, 'one of four');
    await ken.roomLink(DANA).getByText('1 unread').waitFor();
    ken.person.line.cut();
    await ken.page.getByRole('region', { name: 'Connection' }).waitFor();
    await dana.say(KEN, 'two of four');
    await dana.roomLog(KEN).getByText('two of four').waitFor();
    dana.person.line.cut();
    await dana.page.getByRole('region', { name: 'Connection' }).waitFor();
    await dana.say(KEN, 'three of four');
    await dana.say(KEN, 'four of four');
    await dana.roomLog(KEN).getByText('Will be sent when you are connected').first().waitFor();
    await dana.openRoom('Reference');
    ken.person.line.restore();
    await ken.roomLink(DANA).getByText('2 unread').waitFor();
    dana.person.line.restore();
    await ken.roomLink(DANA).getByText('4 unread').waitFor();
    await ken.openRoom(DANA);
    await ken.roomLog(DANA).getByText('four of four').waitFor();
    await dana.openRoom(KEN);
    await dana.roomLog(KEN).getByText('Will be sent').first().waitFor({ state: 'detached' });
    for (const log of [ken.roomLog(DANA), dana.roomLog(KEN)])
      expect(await textsInOrder(log, texts)).toEqual(texts);

    await dana.composer(KEN).fill('half a thought');
    await dana.page.reload();
    await dana.roomLog(KEN).getByText('four of four').waitFor();
    await untilEqual('the draft', () => dana.composer(KEN).inputValue(), 'half a thought');
    expect(await textsInOrder(dana.roomLog(KEN), texts)).toEqual(texts);
  },
);

play('I5 earlier messages, with the keyboard alone', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken', { onDuty: false }),
  ]);
  const { page } = dana;
  const { keyboard: keys } = page;
  const title = await allStaff(dana);
  await ken.openRoom(title);
  for (let number = 1; number <= 60; number += 1)
    await ken.say(title, `notice ${String(number).padStart(3, '0')}`);
  await dana.roomLink(title).getByText('60 unread').waitFor();
  await keys.press('Alt+i');
  // The way there ends with the next frame; a key before that is for where one was.
  const isInList = () => page.evaluate(() => document.activeElement?.matches('[data-room]') === true);
  await untilEqual('the focus in the list', isInList, true);
  await keys.press('End');
  await hasFocus(page, ALL);
  await keys.press('Enter');
  await hasFocus(page, ALL_FIELD);
  await dana.roomLog(title).getByText('notice 060').waitFor();
  expect(await dana.roomLog(title).getByText('notice 001').count()).toBe(0);
  const axe = await axeFindings(page);
  await pressUntil(page, 'Shift+Tab', /^Show earlier messages$/u, 4);
  await keys.press('Enter');
  await dana.roomLog(title).getByText('notice 001').waitFor();
  expect(
    await dana
      .room(title)
      .getByText(/new message/u)
      .count(),
  ).toBe(0);
  await keys.press('Escape');
  await dana.room(title).waitFor({ state: 'detached' });
  await hasFocus(page, ALL);
  await ken.openRoom(DANA);
  await ken.say(DANA, 'Coffee?');
  await dana.roomLink(KEN).getByText('1 unread').waitFor();
  await keys.press('Alt+o');
  await hasFocus(page, new RegExp(`^Write to ${KEN}$`, 'u'));
  await keys.type('In a minute.');
  await keys.press('Enter');
  await ken.roomLog(DANA).getByText('In a minute.').waitFor();
  expect([...axe, ...(await axeFindings(page))]).toEqual([]);
});

play('I5 on a phone a room is a screen of its own, with a way back', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana', { browser: { viewport: PHONE, hasTouch: true, isMobile: true } }),
    Operator.signIn(scene, house, 'Ken', { onDuty: false }),
  ]);
  const { page } = dana;
  await ken.openRoom(DANA);
  await ken.say(DANA, 'A word without any place to break it: ' + 'abcdefghij'.repeat(12));
  await dana
    .roomLink(KEN)
    .getByText(/unread/u)
    .waitFor();
  await dana.roomLink(KEN).tap();
  await dana
    .roomLog(KEN)
    .getByText(/A word without/u)
    .waitFor();
  const found = [...(await sidewaysFindings(page)), ...(await axeFindings(page))];
  await page.goBack();
  await dana.roomLink(KEN).waitFor();
  found.push(...(await sidewaysFindings(page)));
  await page.goForward();
  await dana.room(KEN).getByRole('button', { name: 'Close internal chat' }).tap();
  await dana.roomLink(KEN).waitFor();
  expect(found).toEqual([]);
});

const ALL_FIELD = /^Write to All .* Staff$/u;
