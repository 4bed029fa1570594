// Notes, looking in, leaving and taking over in browsers: a patron, two operators and their coordinator.
import type { BrowserHouse } from '../support/browser-house.ts';
import { PHONE, type Scene } from '../support/browser-scene.ts';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { bringIn, everythingOn, framesSentTo, LOST_MS, openChatId } from './notes-people.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { Visitor } from './visitor.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

/** Dana answers a patron; a colleague beside her may be in the chat, too. */
async function answered(scene: Scene, house: BrowserHouse, patron: string) {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { patron: asker } = await startPatron(scene, house, { name: patron, text: 'Where are the maps?' });
  await dana.claim(patron);
  return { dana, asker, chatId: await openChatId(dana, patron) };
}

const noteField = ({ page }: Operator, patron: string) =>
  page.getByRole('textbox', { name: `Note to staff about ${patron}` });

async function addNote(operator: Operator, patron: string, text: string): Promise<void> {
  await noteField(operator, patron).fill(text);
  await noteField(operator, patron).press('Enter');
}

play('H60 H64 H65 a note reaches colleagues, and nothing of it the patron’s page', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const rosa = await Visitor.arrive(scene, house);
  const sent = framesSentTo(rosa.page);
  await rosa.ask('Where are the maps?', 'Rosa');
  await dana.claim('Rosa');
  const chatId = await openChatId(dana, 'Rosa');
  const ken = await Operator.signIn(scene, house, 'Ken');
  await bringIn(scene, house, { host: 'Dana', guest: 'Ken', chatId });
  await ken.openChat('Rosa');
  await dana.chat('Rosa').getByText('also here: Ken Ito').waitFor();

  // What is half-written to the patron stays where it is.
  await dana.composer('Rosa').fill('One moment');
  await dana.page.keyboard.press('Alt+s');
  const field = noteField(dana, 'Rosa');
  await untilEqual('the note', () => field.inputValue(), '');
  await dana.page.getByText('Only staff read this').waitFor();
  expect(await dana.page.getByRole('button', { name: 'Canned messages' }).count()).toBe(0);
  expect(await axeFindings(dana.page)).toEqual([]);
  await field.pressSequentially('ask for the plum survey');
  await field.press('Enter');
  const [seen] = [ken.line('Rosa', 'ask for the plum survey')];
  await seen.getByText('Note · only staff').waitFor();
  await ken.hears(/Note from Dana Whitfield: ask for the plum survey/u);
  // The next one is a note, too, until the operator says otherwise.
  await addNote(dana, 'Rosa', 'plum shelf, at the back');
  await ken.sees('Rosa', 'plum shelf');
  await field.fill('plum draft');
  await field.press('Escape');
  await untilEqual('the message', () => dana.composer('Rosa').inputValue(), 'One moment');
  await dana.composer('Rosa').press('Enter');
  await rosa.sees('One moment');
  await dana.chat('Rosa').getByRole('button', { name: 'Note', exact: true }).click();
  await untilEqual('the draft', () => field.inputValue(), 'plum draft');
  await field.fill('');

  await rosa.page.reload();
  await rosa.sees('One moment');
  await dana.page.reload();
  await dana.sees('Rosa', 'plum shelf');
  await noteField(dana, 'Rosa').waitFor();
  expect(sent.join('\n')).not.toContain('plum');
  expect(sent.join('\n')).toContain('One moment');
  expect(await everythingOn(rosa.page)).not.toContain('plum');

  await rosa.end();
  await dana.chat('Rosa').getByRole('button', { name: 'Put away' }).click();
  await dana.goTo('Transcripts');
  await dana.page.getByRole('link', { name: /^Rosa/u }).first().click();
  const transcript = dana.page.getByRole('article');
  await transcript
    .getByRole('listitem')
    .filter({ hasText: 'plum shelf' })
    .getByText('Note · only staff')
    .waitFor();
  expect(sent.join('\n')).not.toContain('plum');
});

play('H66 a coordinator looks in live, writes notes, and the operator knows', async (scene, house) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to '.*' failed|WebSocket is already in CLOSING/u);
  const { dana, asker } = await answered(scene, house, 'Leo');
  const priya = await Operator.signIn(scene, house, 'Priya', { onDuty: false });
  await priya.openChat('Leo');
  await priya.chat('Leo').getByRole('button', { name: 'Look in' }).click();
  await priya.chat('Leo').getByText('You are looking in.').waitFor();
  await dana.chat('Leo').getByText('Priya Nair is looking in').waitFor();
  expect(await priya.composer('Leo').count()).toBe(0);
  expect(await axeFindings(priya.page)).toEqual([]);
  await asker.say('I mean the old ones');
  await priya.sees('Leo', 'I mean the old ones');
  await addNote(priya, 'Leo', 'show the plum survey');
  await dana.sees('Leo', 'show the plum survey');

  priya.person.line.cut();
  await dana.chat('Leo').getByText('Priya Nair is looking in').waitFor({ state: 'detached' });
  await asker.say('from the harbour');
  priya.person.line.restore();
  await priya.sees('Leo', 'from the harbour');
  await dana.chat('Leo').getByText('Priya Nair is looking in').waitFor();
  await lookAs(priya.page, { width: PHONE.width, scheme: 'dark' });
  expect(await axeFindings(priya.page)).toEqual([]);
  expect(await sidewaysFindings(priya.page)).toEqual([]);

  await priya.chat('Leo').getByRole('button', { name: 'Stop looking in' }).click();
  await dana.chat('Leo').getByText('Priya Nair is looking in').waitFor({ state: 'detached' });
  await dana.sees('Leo', 'Priya Nair stopped looking in');
  await priya.chat('Leo').getByText('You are reading along').waitFor();
  expect(JSON.stringify(asker.wire.all('entry'))).not.toContain('plum');
});

play('H67 H68 an owner leaves to a colleague, who then can’t', async (scene, house) => {
  const { dana, asker, chatId } = await answered(scene, house, 'Mina');
  await dana.details.getByText('You are the only operator in this chat').waitFor();
  expect(await dana.chat('Mina').getByRole('button', { name: 'Leave the chat' }).count()).toBe(0);
  const ken = await Operator.signIn(scene, house, 'Ken');
  await bringIn(scene, house, { host: 'Dana', guest: 'Ken', chatId });
  await ken.openChat('Mina');
  await ken.chat('Mina').getByText('also here: Dana Whitfield (owner)').waitFor();

  const leave = dana.chat('Mina').getByRole('button', { name: 'Leave the chat' });
  await leave.waitFor();
  await dana.page.keyboard.press('Alt+v');
  const sheet = dana.page.getByRole('dialog', { name: 'Leave the chat with Mina?' });
  await sheet.getByText('Ken Ito will own it.').waitFor();
  expect(await axeFindings(dana.page)).toEqual([]);
  await dana.page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await leave.click();
  await sheet.getByRole('button', { name: 'Leave the chat' }).click();
  await sheet.waitFor({ state: 'detached' });
  await dana.lists.getByRole('heading', { name: 'With colleagues' }).waitFor();
  await dana.listed('Mina').getByText('Ken Ito').waitFor();
  await ken.sees('Mina', 'Dana Whitfield left · the chat is yours now');
  await asker.wire.expect('entry', ({ entry }) => entry.kind === 'left');
  await ken.details.getByText('You are the only operator in this chat').waitFor();
  await ken.say('Mina', 'I am still here.');
  await asker.wire.expect(
    'entry',
    ({ entry }) => entry.kind === 'message' && entry.text === 'I am still here.',
  );
});

play('H69 a chat whose operator has lost the connection is taken over', async (scene, house) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to '.*' failed|WebSocket is already in CLOSING/u);
  const { dana, asker } = await answered(scene, house, 'Sam');
  const ken = await Operator.signIn(scene, house, 'Ken');
  await ken.listed('Sam').getByText('Dana Whitfield').waitFor();
  dana.person.line.cut();
  const takeOver = ken.lists.getByRole('button', { name: 'Take over Sam' });
  await takeOver.waitFor({ timeout: LOST_MS });
  await ken.openChat('Sam');
  await ken
    .chat('Sam')
    .getByText(/Dana Whitfield has had no connection since \d\d:\d\d/u)
    .waitFor();
  expect(await axeFindings(ken.page)).toEqual([]);
  await takeOver.click();
  await ken.composer('Sam').waitFor();
  await ken.say('Sam', 'I go on from here.');
  await asker.wire.expect(
    'entry',
    ({ entry }) => entry.kind === 'message' && entry.text === 'I go on from here.',
  );
  dana.person.line.restore();
  await until(
    'the lists of both',
    () => dana.listed('Sam').count(),
    (count) => count === 1,
  );
});
