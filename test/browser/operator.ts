// A member of staff at the dashboard, who finds things as people do: by what they are and are called.
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { StaffPerson } from '../support/browser-runner.ts';
import type { Person, Scene } from '../support/browser-scene.ts';
import { until } from '../support/browser-waiting.ts';

type ScreenName = 'Desk' | 'Transcripts' | 'Canned messages' | 'Follow-ups' | 'Settings';

export interface OperatorOptions {
  readonly browser?: BrowserContextOptions;
  /** Goes on duty after the sign-in; that is what most are there for. */
  readonly onDuty?: boolean;
  /** Done with the browser before it opens the dashboard. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export class Operator {
  readonly person: Person;
  readonly page: Page;
  readonly staff: StaffPerson;

  constructor(person: Person, page: Page, staff: StaffPerson) {
    this.person = person;
    this.page = page;
    this.staff = staff;
  }

  /** Opens the dashboard and signs in with email and password. */
  static async signIn(
    scene: Scene,
    house: BrowserHouse,
    name: string,
    { browser = {}, onDuty = true, prepare }: OperatorOptions = {},
  ): Promise<Operator> {
    const person = await scene.person(name, browser);
    await prepare?.(person.context);
    const operator = new Operator(person, await person.context.newPage(), house.runner.person(name));
    await operator.page.goto(house.runner.addresses.dashboard);
    await operator.giveAccount(operator.staff.username, operator.staff.password);
    await operator.page.getByRole('navigation', { name: 'Screens' }).waitFor();
    if (onDuty) await operator.goOnDuty();
    return operator;
  }

  /** Fills in the issuer's form. */
  async giveAccount(email: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async goOnDuty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Go available' }).click();
    await this.status('Available').waitFor();
    await this.page.getByRole('heading', { name: 'You are offline' }).waitFor({ state: 'detached' });
  }

  status(word: 'Available' | 'Away' | 'Internal only' | 'Offline'): Locator {
    return this.page.getByRole('button', { name: `Your status: ${word}` });
  }

  /** The menu of statuses, while it is open. */
  get menu(): Locator {
    return this.page.getByRole('region', { name: 'Your status', exact: true });
  }

  async choose(status: 'Available' | 'Internal only' | 'Offline'): Promise<void> {
    await this.page.getByRole('button', { name: /^Your status:/u }).click();
    await this.menu.getByRole('button', { name: status }).click();
    await this.status(status).waitFor();
  }

  /** Chooses how long to be away, in the menu. */
  async goAway(choice = 'Until I am back'): Promise<void> {
    await this.page.getByRole('button', { name: /^Your status:/u }).click();
    await this.menu.getByRole('button', { name: /^Away/u }).click();
    await this.menu.getByRole('button', { name: choice }).click();
    await this.status('Away').waitFor();
  }

  /** The bar under the header. */
  get statusBar(): Locator {
    return this.page.getByRole('region', { name: 'About your status' });
  }

  /** A colleague in the list of who is on duty. */
  colleague(name: string): Locator {
    return this.page.locator('.staff').getByRole('listitem').filter({ hasText: name });
  }

  /** The list of colleagues, departments and all of the staff. */
  get rooms(): Locator {
    return this.page.locator('.staff');
  }

  /** A colleague, department or all of the staff, as the way into their room. */
  roomLink(name: string): Locator {
    return this.rooms.getByRole('button', { name });
  }

  room(title: string): Locator {
    return this.page.getByRole('region', { name: `Internal chat, ${title}`, exact: true });
  }

  roomLog(title: string): Locator {
    return this.page.getByRole('region', { name: `Internal messages, ${title}`, exact: true });
  }

  async openRoom(title: string): Promise<void> {
    await this.roomLink(title).click();
    await this.composer(title).waitFor();
  }

  get lists(): Locator {
    return this.page.getByRole('navigation', { name: 'Chats' });
  }

  /** A patron's chat in the lists at the left. */
  listed(patron: string): Locator {
    return this.lists.getByRole('listitem').filter({ hasText: patron });
  }

  claimButton(patron: string): Locator {
    return this.lists.getByRole('button', { name: `Claim ${patron}`, exact: true });
  }

  chat(patron: string): Locator {
    return this.page.getByRole('region', { name: `Chat with ${patron}`, exact: true });
  }

  composer(patron: string): Locator {
    return this.page.getByRole('textbox', { name: `Write to ${patron}` });
  }

  log(patron: string): Locator {
    return this.page.getByRole('region', { name: `Messages with ${patron}`, exact: true });
  }

  line(patron: string, text: string | RegExp): Locator {
    return this.log(patron).getByRole('listitem').filter({ hasText: text });
  }

  get details(): Locator {
    return this.page.getByRole('region', { name: 'Details' });
  }

  /** Takes a waiting chat, and has it open. */
  async claim(patron: string): Promise<void> {
    await this.claimButton(patron).click();
    await this.composer(patron).waitFor();
  }

  /** Opens a chat that is in the lists. */
  async openChat(patron: string): Promise<void> {
    await this.listed(patron).getByRole('button').first().click();
    await this.chat(patron).waitFor();
  }

  async say(patron: string, text: string): Promise<void> {
    await this.composer(patron).fill(text);
    await this.composer(patron).press('Enter');
  }

  async sees(patron: string, text: string | RegExp): Promise<void> {
    await this.line(patron, text).first().waitFor();
  }

  async end(patron: string): Promise<void> {
    await this.chat(patron).getByRole('button', { name: 'End chat' }).click();
    const sheet = this.page.getByRole('dialog', { name: `End the chat with ${patron}?` });
    await sheet.getByRole('button', { name: 'End chat' }).click();
    await sheet.waitFor({ state: 'detached' });
  }

  screenLink(screen: ScreenName): Locator {
    return this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen });
  }

  async goTo(screen: ScreenName): Promise<void> {
    await this.screenLink(screen).click();
    await this.page.getByRole('heading', { name: screen, level: 1 }).waitFor();
  }

  /** Waits until something was read out to those who can't see the page. */
  async hears(words: RegExp): Promise<void> {
    const said = () => this.page.evaluate(() => window.readAloud.join('\n'));
    await until(`to hear ${words}`, said, (all) => words.test(all));
  }

  async hasTitle(words: RegExp): Promise<void> {
    await until(
      `the title ${words}`,
      () => this.page.title(),
      (title) => words.test(title),
    );
  }
}
