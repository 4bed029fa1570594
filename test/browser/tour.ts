// A tour through every screen and state, with believable people: for the checks that look at all of them.
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { tourOfTheAbsence } from './tour-of-absence.ts';
import { Operator } from './operator.ts';
import { tourOfTheHelp } from './tour-of-help.ts';
import { tourOfInternalChat } from './tour-of-internal-chat.ts';
import { tourOfTheFollowUps, tourOfTurning } from './tour-of-follow-ups.ts';
import { tourOfGuidedMode } from './tour-of-guided-mode.ts';
import { tourOfTheCanned } from './tour-of-canned.ts';
import { tourOfHanding } from './tour-of-handing.ts';
import { tourOfSharing } from './tour-of-sharing.ts';
import { tourOfStanding } from './tour-of-standing.ts';
import { tourOfTheSettings, tourOfTheTexts } from './tour-of-settings.ts';
import { tourOfNotes } from './tour-of-notes.ts';
import type { Tour, Visit } from './tours.ts';
import { Visitor } from './visitor.ts';
import { startPatron } from './wire-people.ts';

/** Where the library seems to be: in pictures, better than an address of this machine. */
const LIBRARY = 'https://northfield.example';

export const tourOfTheLibrary: Tour = async (scene, house, visit) => {
  const guest = await Visitor.arrive(scene, house);
  await guest.button.waitFor();
  await visit('library-home', guest.page);
  await guest.goTo(house, 'catalogue?q=urban+heat');
  await guest.button.waitFor();
  await visit('library-catalogue', guest.page);
  await guest.goTo(house, 'catalogue/roof-gardens');
  await guest.button.waitFor();
  await visit('library-book', guest.page);
  await guest.goTo(house, 'research-help');
  await guest.question.waitFor();
  await visit('library-research-help', guest.page);
  const [own] = await Promise.all([
    guest.person.context.waitForEvent('page'),
    guest.panel.getByRole('button', { name: 'Open in a window of its own' }).click(),
  ]);
  await own.getByRole('textbox', { name: 'Your question' }).waitFor();
  await visit('widget-window', own);
  await guest.panel.getByRole('heading', { name: 'The chat is in a window of its own' }).waitFor();
  await visit('widget-elsewhere', guest.page);
  await guest.panel.getByRole('button', { name: 'Bring the chat back' }).click();
  await guest.question.waitFor();
};

export const tourOfTheSignIn: Tour = async (scene, house, visit) => {
  scene.expectComplaints(/status of 401/u);
  const person = await scene.person('Ruth');
  const page = await person.context.newPage();
  const ruth = new Operator(person, page, house.runner.person('Ruth'));
  await page.goto(house.runner.addresses.dashboard);
  await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
  await visit('sign-in', page);
  await ruth.giveAccount(ruth.staff.username, 'guessed');
  await page.getByRole('alert').waitFor();
  await visit('sign-in-refused', page);
  await ruth.giveAccount(ruth.staff.username, ruth.staff.password);
  await page.getByRole('heading', { name: 'This account can’t open the desk' }).waitFor();
  await visit('sign-in-no-group', page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await visit('signed-out', page);
};

export const tourOfTheWidget: Tour = async (scene, house, visit) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to/u);
  const [dana, rosa] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Visitor.arrive(scene, house),
  ]);
  const { page, panel, person } = rosa;
  await rosa.open();
  await visit('widget-form', page);
  await panel.getByRole('button', { name: 'Start chat' }).click();
  await panel.getByText('Write your question here').waitFor();
  await visit('widget-form-missing', page);
  await rosa.question.fill('Hi, I need five peer reviewed articles on urban heat islands for tomorrow');
  await panel.getByRole('textbox', { name: /^Your name/u }).fill('Rosa M.');
  await panel.getByRole('button', { name: 'Start chat' }).click();
  await panel.getByRole('heading', { name: 'You are in line' }).waitFor();
  await visit('widget-waiting', page);
  await dana.claim('Rosa M.');
  await dana.say(
    'Rosa M.',
    `Hello Rosa, happy to help. Let’s start with this one: ${LIBRARY}/heat-and-the-city`,
  );
  await rosa.sees('happy to help');
  await rosa.say('Thanks! I am at home, does that work too?');
  await dana.sees('Rosa M.', 'does that work too?');
  await dana.say('Rosa M.', 'It does. Your card number opens it from anywhere.');
  await rosa.say('Where do I find the peer reviewed filter?');
  await rosa.sees('Where do I find');
  await dana.composer('Rosa M.').pressSequentially('It is');
  await panel.getByText('Dana Whitfield is writing…').waitFor();
  await visit('widget-active', page);
  await panel.getByRole('button', { name: 'End chat' }).click();
  await visit('widget-end-question', page);
  await page.keyboard.press('Escape');
  person.line.cut();
  await rosa.main.getByText('Your connection dropped.').waitFor();
  await rosa.say('Sorry, I am on the train');
  await rosa.log.getByText('Will be sent when you are connected').waitFor();
  await visit('widget-reconnecting', page);
  person.line.restore();
  await dana.sees('Rosa M.', 'on the train');
  await dana.say('Rosa M.', 'At the left, under Limit to.');
  await rosa.sees('under Limit to');
  await rosa.end();
  await visit('widget-ended', page);
};

/** Chats of others, so that the desk looks as on a usual afternoon. */
async function aUsualAfternoon(scene: Scene, house: BrowserHouse): Promise<void> {
  const at = (path: string, title: string) => ({
    address: `${LIBRARY}/${path}`,
    title: `${title} · Northfield Libraries`,
  });
  const questions = [
    { text: 'Is the Hill Library open on the long weekend?', page: at('hours', 'Opening hours') },
    {
      name: 'Amina',
      text: 'JSTOR keeps asking me to log in again',
      page: at('databases', 'Databases A to Z'),
    },
    { name: 'يوسف', text: 'هل يمكنني تجديد الكتب عبر الإنترنت؟', page: at('card', 'My card') },
  ];
  for (const question of questions) await startPatron(scene, house, question);
}

/** Away with an end, as the only one, with a colleague beside, and back. */
async function tourOfBeingAway(dana: Operator, ken: Operator, visit: Visit): Promise<void> {
  const { page } = dana;
  await page.keyboard.press('Alt+a');
  await page.getByRole('button', { name: 'Until I am back' }).waitFor();
  await visit('desk-away-choices', page);
  await page.keyboard.press('Escape');
  await ken.goAway('30 min');
  await dana
    .colleague('Ken Ito')
    .getByText(/Away · back/u)
    .waitFor();
  await page.keyboard.press('Alt+a');
  await page.getByText('You are the last one available in').waitFor();
  await visit('desk-away-last-one', page);
  await page.getByRole('button', { name: '10 min' }).click();
  await dana.statusBar.getByText('Nobody is available in').waitFor();
  await visit('desk-away', page);
  await ken.statusBar.getByRole('button', { name: 'I am back' }).click();
  await dana.statusBar.getByText('New chats still come in').waitFor();
  await visit('desk-away-not-alone', page);
  await page.keyboard.press('Alt+a');
  await dana.status('Available').waitFor();
}

export const tourOfTheDesk: Tour = async (scene, house, visit) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to/u);
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana', { onDuty: false }),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  const { page, person } = dana;
  await visit('desk-offline', page);
  await dana.goOnDuty();
  await page.getByRole('heading', { name: 'All quiet' }).waitFor();
  await visit('desk-quiet', page);
  await page.getByRole('button', { name: 'Your status: Available' }).click();
  await visit('desk-status', page);
  await page.keyboard.press('Escape');
  await tourOfBeingAway(dana, ken, visit);
  await page.getByRole('button', { name: /your account and alerts/u }).click();
  await visit('desk-account', page);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await visit('desk-help', page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /your account and alerts/u }).click();
  await page.getByRole('button', { name: 'Sounds and notifications' }).click();
  await page.getByRole('dialog', { name: 'Sounds and notifications' }).waitFor();
  await visit('desk-noticing', page);
  await page.keyboard.press('Escape');

  await aUsualAfternoon(scene, house);
  const leo = await startPatron(scene, house, { name: 'Leo Park', text: 'Can you scan a chapter for me?' });
  await ken.claim('Leo Park');
  await dana.listed('Leo Park').filter({ hasText: 'Ken Ito' }).waitFor();
  await visit('desk-waiting', page);
  await dana.openChat('Amina');
  await dana.chat('Amina').getByRole('button', { name: 'Claim Amina' }).waitFor();
  await visit('desk-preview', page);
  await dana.openChat('Leo Park');
  await page.getByText('is answering this chat').waitFor();
  await visit('desk-colleague', page);

  const rosa = await startPatron(scene, house, {
    name: 'Rosa M.',
    text: 'Hi, I need five peer reviewed articles on urban heat islands for tomorrow',
    page: { address: `${LIBRARY}/catalogue`, title: 'Urban heat · Catalogue' },
  });
  await dana.claim('Rosa M.');
  await dana.say(
    'Rosa M.',
    `Hello Rosa, happy to help. Let’s start with this one: ${LIBRARY}/heat-and-the-city`,
  );
  await dana.say('Rosa M.', 'Are you on campus or at home?');
  await dana.sees('Rosa M.', 'Are you on campus');
  await rosa.patron.say('At home. Thanks!');
  await rosa.patron.say('Where do I find the peer reviewed filter?');
  await dana.sees('Rosa M.', 'peer reviewed filter');
  await dana.claim('Amina');
  await rosa.patron.say('Ah, found it.');
  await dana.listed('Rosa M.').getByText('1 unread').waitFor();
  await visit('desk-unread', page);
  await dana.openChat('Rosa M.');
  await dana.composer('Rosa M.').fill('Good. Tick it, then sort by date');
  await visit('desk-chat', page);
  await tourOfInternalChat(dana, ken, visit);
  await page.goto(`${page.url()}/details`);
  await visit('desk-details', page);
  await page.goBack();
  await dana.chat('Rosa M.').getByRole('button', { name: 'End chat' }).click();
  await page.getByRole('dialog').waitFor();
  await visit('desk-end-question', page);
  await page.keyboard.press('Escape');
  person.line.cut();
  await page.getByRole('region', { name: 'Connection' }).waitFor();
  await dana.composer('Rosa M.').press('Enter');
  await visit('desk-reconnecting', page);
  person.line.restore();
  await page.getByRole('region', { name: 'Connection' }).waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Connected again' }).waitFor();
  await visit('desk-back', page);
  await rosa.patron.end();
  await dana.chat('Rosa M.').getByRole('button', { name: 'Put away' }).waitFor();
  await visit('desk-ended', page);
  await leo.patron.end();
};

export const tourOfTheTranscripts: Tour = async (scene, house, visit) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  await startPatron(scene, house, { name: 'Sam Okoye', text: 'Where can I book a study room for six?' });
  await dana.claim('Sam Okoye');
  await dana.say('Sam Okoye', 'On the third floor, or online under Rooms.');
  await dana.sees('Sam Okoye', 'On the third floor');
  await dana.end('Sam Okoye');
  await page.getByText('The chat with Sam Okoye has ended.').first().waitFor();
  await visit('desk-notice', page);
  await dana.goTo('Transcripts');
  const found = page.getByRole('region', { name: 'Find transcripts' });
  await found.getByRole('link', { name: /Sam Okoye/u }).waitFor();
  await visit('transcripts-list', page);
  await found.getByRole('link', { name: /Sam Okoye/u }).click();
  await page.getByText('On the third floor').waitFor();
  await visit('transcripts-one', page);
  await page.goBack();
  await page.getByRole('searchbox', { name: 'Words to find' }).fill('spaceship');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByText('Nothing found for “spaceship”.').waitFor();
  await visit('transcripts-none', page);
};

export const TOURS: Readonly<Record<string, Tour>> = {
  'the library': tourOfTheLibrary,
  'the sign-in': tourOfTheSignIn,
  'the widget': tourOfTheWidget,
  'guided mode': tourOfGuidedMode,
  'the absence': tourOfTheAbsence,
  'the desk': tourOfTheDesk,
  'sharing chats': tourOfSharing,
  'on and off duty': tourOfStanding,
  'handing over': tourOfHanding,
  notes: tourOfNotes,
  'turning a chat': tourOfTurning,
  'the transcripts': tourOfTheTranscripts,
  'the follow-ups': tourOfTheFollowUps,
  'the canned messages': tourOfTheCanned,
  'the help': tourOfTheHelp,
  'the settings': tourOfTheSettings,
  'the texts': tourOfTheTexts,
};
