// Without a mouse: a patron's whole chat and an operator's, with the focus always seen and where it is expected.
import { until, untilEqual } from '../support/browser-waiting.ts';
import { focusOf, hasFocus, pressUntil } from './focus.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor, openPageIn } from './visitor.ts';
import { openDesk, startPatron } from './wire-people.ts';

export const keyboard: Section = (play) => {
  play("a patron's whole chat with the keyboard alone", async (scene, house) => {
    const desk = await openDesk(scene, house, 'Dana');
    const uma = await Visitor.arrive(scene, house);
    const { page } = uma;
    const { keyboard: keys } = page;
    await page.getByRole('button', { name: 'Ask a librarian' }).waitFor();
    await pressUntil(page, 'Tab', /^Ask a librarian$/u);
    await keys.press('Enter');
    await hasFocus(page, /^Your question/u);
    await keys.press('Escape');
    await hasFocus(page, /^Ask a librarian$/u);
    await keys.press('Enter');
    await hasFocus(page, /^Your question/u);
    await pressUntil(page, 'Tab', /^Start chat$/u, 3);
    await keys.press('Enter');
    await hasFocus(page, /^Your question/u);
    await uma.panel.getByText('Write your question here, then start the chat.').waitFor();
    await keys.type('Do you have a quiet room?');
    await pressUntil(page, 'Tab', /^Your name/u, 2);
    await keys.type('Uma');
    await keys.press('Enter');
    await uma.panel.getByRole('heading', { name: 'You are in line' }).waitFor();
    await hasFocus(page, /^Add to your question$/u);

    const { chat } = await desk.wire.expect('chatChanged', (frame) => frame.chat.patronName === 'Uma');
    await desk.claim(chat.chatId);
    await uma.isAnswered('Dana Whitfield');
    await hasFocus(page, /^Write a message$/u);
    await keys.type('With a window,');
    await keys.press('Shift+Enter');
    await keys.type('please.');
    await keys.press('Enter');
    await uma.sees('With a window,');
    await untilEqual('the field', () => uma.composer.inputValue(), '');
    await hasFocus(page, /^Write a message$/u);
    for (let line = 1; line <= 30; line += 1) await desk.say(chat.chatId, `Room ${line}`);
    await uma.sees('Room 30');
    await pressUntil(page, 'Shift+Tab', /^Conversation$/u, 2);
    const scrolled = () => uma.log.evaluate(({ scrollTop }) => scrollTop);
    const end = await scrolled();
    await keys.press('PageUp');
    await untilEqual('the log scrolled up', async () => (await scrolled()) < end, true);

    await pressUntil(page, 'Tab', /^End chat$/u, 4);
    await keys.press('Enter');
    await uma.panel.getByRole('dialog', { name: 'End this chat?' }).waitFor();
    await keys.press('Escape');
    await hasFocus(page, /^End chat$/u);
    await keys.press('Enter');
    await uma.panel.getByRole('dialog', { name: 'End this chat?' }).waitFor();
    expect((await focusOf(page)).name).toMatch(/^(Keep chatting|End chat)$/u);
    if ((await focusOf(page)).name === 'Keep chatting') await keys.press('Tab');
    await keys.press('Enter');
    await hasFocus(page, /^Start a new chat$/u);
    await keys.press('Enter');
    await hasFocus(page, /^Your question/u);
    await keys.press('Escape');
    await hasFocus(page, /^Ask a librarian$/u);
  });

  play("an operator's whole day with the keyboard alone", async (scene, house) => {
    const person = await scene.person('Dana');
    const page = await person.context.newPage();
    const dana = new Operator(person, page, house.runner.person('Dana'));
    const { keyboard: keys } = page;
    await page.goto(house.runner.addresses.dashboard);
    await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    await pressUntil(page, 'Tab', /^Email$/u, 3);
    await keys.type(dana.staff.username);
    await pressUntil(page, 'Tab', /^Password$/u, 1);
    await keys.type(dana.staff.password);
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();

    await pressUntil(page, 'Tab', /^Skip to the main part$/u, 2);
    await pressUntil(page, 'Tab', /^Your status: Offline/u, 6);
    await keys.press('Enter');
    await pressUntil(page, 'Tab', /^Available/u, 3);
    await keys.press('Enter');
    await dana.status('Available').waitFor();
    await hasFocus(page, /^Your status: Available/u);

    const [vic, wim] = [
      await startPatron(scene, house, { text: 'Where is the lift?', name: 'Vic' }),
      await startPatron(scene, house, { text: 'And the stairs?', name: 'Wim' }),
    ];
    await dana.claimButton('Wim').waitFor();
    await keys.press('Alt+n');
    await hasFocus(page, /^Write to Vic$/u);
    await keys.type('Next to the café.');
    await keys.press('Enter');
    await vic.patron.wire.expect('entry', ({ entry }) => entry.kind === 'message');
    await untilEqual('the field', () => dana.composer('Vic').inputValue(), '');
    await hasFocus(page, /^Write to Vic$/u);

    await keys.press('Alt+r');
    await hasFocus(page, /^Messages with Vic$/u);
    await keys.press('Alt+l');
    await hasFocus(page, /^Vic/u);
    await pressUntil(page, 'ArrowUp', /^Wim/u, 2);
    await keys.press('Enter');
    await dana.chat('Wim').waitFor();
    await hasFocus(page, /^Claim Wim$/u);
    await keys.press('Enter');
    await hasFocus(page, /^Write to Wim$/u);
    await keys.type('Behind you.');
    await keys.press('Enter');
    await wim.patron.wire.expect('entry', ({ entry }) => entry.kind === 'message');
    await keys.press('Alt+ArrowUp');
    await hasFocus(page, /^Write to Vic$/u);

    await keys.press('Alt+x');
    await hasFocus(page, /^End chat$/u);
    await keys.press('Escape');
    await hasFocus(page, /^Write to Vic$/u);
    await keys.press('Alt+x');
    await hasFocus(page, /^End chat$/u);
    await keys.press('Enter');
    await dana.listed('Vic').waitFor({ state: 'detached' });
    await hasFocus(page, /^Write to Wim$/u);

    await keys.press('Alt+l');
    await hasFocus(page, /^Wim/u);
    await keys.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Claim the chat offered to you, or the one that has waited longest').waitFor();
    await keys.press('Escape');
    await help.waitFor({ state: 'detached' });
    await hasFocus(page, /^Wim/u);
    await keys.press('Alt+x');
    await hasFocus(page, /^End chat$/u);
    await keys.press('Enter');
    await dana.listed('Wim').waitFor({ state: 'detached' });
    await until(
      'the focus on something',
      () => focusOf(page),
      ({ tag }) => tag !== 'body',
    );

    await pressUntil(page, 'Shift+Tab', /^Transcripts$/u, 30);
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Transcripts', level: 1 }).waitFor();
    // The screen is fetched when it is first opened, and its list after that.
    await page.getByRole('main').getByRole('link', { name: /^Vic/u }).waitFor();
    await pressUntil(page, 'Tab', /^Vic/u, 12);
    await keys.press('Enter');
    await hasFocus(page, /^Vic$/u);
    await page.getByRole('region', { name: 'Transcript' }).getByText('Next to the café.').waitFor();
  });

  play('the focus stays when the chat is answered while somebody reads the page', async (scene, house) => {
    const person = await scene.person('patron');
    const xia = await openPageIn(person, house, scene);
    const desk = await openDesk(scene, house, 'Ken');
    await xia.ask('May I eat in the library?', 'Xia');
    const search = xia.page.getByRole('searchbox', { name: 'Search the catalogue' });
    await search.focus();
    const { chat } = await desk.wire.expect('chatChanged', (frame) => frame.chat.patronName === 'Xia');
    await desk.claim(chat.chatId);
    await desk.say(chat.chatId, 'In the café, yes.');
    await xia.sees('In the café, yes.');
    await xia.hears(/Ken Ito: In the café, yes\./u);
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
  });
};
