// The library that the acceptance suite works in: two departments and widgets of its own, and people signed in.
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { type Department, type Status, type Widget } from '../../lambdas/protocol/settings.ts';
import type { Availability } from '../../lambdas/protocol/availability.ts';
import { type Reading, readAvailability } from '../support/availability.ts';
import { Patron } from '../support/conversation.ts';
import { signedAnew } from '../support/forged-token.ts';
import { Desk } from '../support/desk.ts';
import { type ReceivedMail, mailsTo } from '../support/mailbox.ts';
import { type RunningTarget, openTarget, tokensOf } from '../support/target.ts';
import {
  type OperatorWire,
  type PatronWire,
  type Tokens,
  connectOperator,
  connectPatron,
} from '../support/wire-client.ts';
import { closeAllSockets } from '../support/wire-socket.ts';

/** The department where chats happen, and one that only the second operator belongs to. */
export const HERE = 'acceptance';
export const ELSEWHERE = 'acceptance-elsewhere';

/** Within which a change of status shows (A3), and how often it is looked for. */
const STATUS_SHOWS_MS = 10_000;
const READ_EVERY_MS = 100;

type Who = 'first' | 'second' | 'coordinator';

interface Membership {
  readonly id: string;
  readonly before: readonly string[];
}

/** Opens what the suite needs on the target, and puts back what it changed. */
export class House {
  readonly running: RunningTarget;
  readonly tokens: Readonly<Record<Who, Tokens>>;
  /** Tokens of somebody who is in none of the groups, where the target has such a person. */
  readonly stranger: Tokens | undefined;
  readonly #memberships = new Map<Who, Membership>();

  private constructor(
    running: RunningTarget,
    tokens: Readonly<Record<Who, Tokens>>,
    stranger: Tokens | undefined,
  ) {
    this.running = running;
    this.tokens = tokens;
    this.stranger = stranger;
  }

  static async open(): Promise<House> {
    const running = await openTarget();
    let house: House | undefined;
    try {
      house = await House.#signedIn(running);
      await house.#prepare();
      return house;
    } catch (error) {
      await closeAllSockets();
      await running.stop();
      throw error;
    }
  }

  static async #signedIn(running: RunningTarget): Promise<House> {
    const { target } = running;
    const people = (role: string) => target.people.filter((person) => person.role === role);
    const [first, second] = people('operator');
    const coordinator = people('coordinator')[0] ?? people('administrator')[0];
    if (!first || !second || !coordinator) {
      throw new Error('The target needs two operators and a coordinator (or administrator).');
    }
    const tokens = {
      first: await tokensOf(target, first),
      second: await tokensOf(target, second),
      coordinator: await tokensOf(target, coordinator),
    };
    return new House(running, tokens, await strangersTokens(running, tokens.first));
  }

  get address(): string {
    return this.running.target.socket;
  }

  /** What every page reads about the suite's department, and what it means by the clock of who gave it. */
  async availability(widgetId = HERE): Promise<Reading> {
    const { availability } = this.running.target;
    if (availability === undefined)
      throw new Error('The target doesn’t tell where the availability file is.');
    return await readAvailability(availability, widgetId);
  }

  /** Waits, for as long as a change of status may take, until pages read that. */
  async untilPagesRead(state: Availability, widgetId = HERE): Promise<Reading> {
    const from = performance.now();
    for (;;) {
      const reading = await this.availability(widgetId);
      if (reading.state === state) return reading;
      if (performance.now() - from > STATUS_SHOWS_MS) {
        throw new Error(`pages read ${reading.state}, not ${state}, after ${STATUS_SHOWS_MS} ms`);
      }
      await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
    }
  }

  async #prepare(): Promise<void> {
    const coordinator = await this.coordinator();
    for (const [id, name] of [
      [HERE, 'Acceptance suite'],
      [ELSEWHERE, 'Acceptance suite, elsewhere'],
    ] as const) {
      await this.saveDepartment(coordinator, { id, name, settings: defaults });
      await this.saveWidget(coordinator, {
        id,
        departmentId: id,
        title: '',
        promise: '',
        privacyAddress: '',
      });
    }
    for (const who of ['first', 'second'] as const) {
      const desk = await this.operator(who, 'offline');
      const before = desk.welcome.operator.departmentIds.filter((id) => id !== HERE && id !== ELSEWHERE);
      this.#memberships.set(who, { id: desk.id, before });
    }
    await this.setMembership('first', [HERE]);
    await this.setMembership('second', [HERE, ELSEWHERE]);
    await closeAllSockets();
  }

  async close(): Promise<void> {
    try {
      await closeAllSockets();
      for (const [who, { before }] of this.#memberships) await this.setMembership(who, before);
      await closeAllSockets();
    } finally {
      await this.running.stop();
    }
  }

  async patron(widgetId = HERE): Promise<Patron> {
    return await Patron.arrive(this.address, widgetId);
  }

  async operator(who: Who, status: Status = 'available'): Promise<Desk> {
    return await Desk.open(this.address, this.tokens[who], status, `operator (${who})`);
  }

  async coordinator(): Promise<Desk> {
    return await this.operator('coordinator', 'offline');
  }

  /** Every mail that has come to an address, once there are so many; nothing on targets whose mails can't be read. */
  async mailsTo(
    address: string,
    count = 1,
    accept?: (mail: ReceivedMail) => boolean,
  ): Promise<readonly ReceivedMail[] | undefined> {
    const { mailbox } = this.running.target;
    return mailbox === undefined ? undefined : await mailsTo(mailbox, address, count, accept);
  }

  /** A connection that has not said hello, as a widget's or as a dashboard's. */
  async bareWidget(): Promise<PatronWire> {
    return await connectPatron(this.address);
  }

  async bareDashboard(): Promise<OperatorWire> {
    return await connectOperator(this.address);
  }

  /** A patron with a waiting chat, and both operators on duty who have seen it arrive. */
  async waitingChat(question = 'Where is the reading room?') {
    const [patron, first, second] = [
      await this.patron(),
      await this.operator('first'),
      await this.operator('second'),
    ];
    await patron.start(question);
    await Promise.all([first.sees(patron.chatId), second.sees(patron.chatId)]);
    return { patron, first, second, chatId: patron.chatId };
  }

  /** A patron and the first operator in an active chat; the second operator is on duty. */
  async activeChat(question?: string) {
    const chat = await this.waitingChat(question);
    await chat.first.claim(chat.chatId);
    await chat.patron.wire.expect('entry', ({ entry }) => entry.kind === 'joined');
    await chat.second.sees(chat.chatId, ({ state }) => state === 'active');
    return chat;
  }

  async settings(desk: Desk) {
    return await desk.wire.ask({ action: 'readSettings' }, 'settings');
  }

  /** Stores a department over whatever version there is. */
  async saveDepartment(desk: Desk, record: Omit<Department, 'version'>): Promise<number> {
    const { departments } = await this.settings(desk);
    const version = departments.find(({ id }) => id === record.id)?.version ?? 0;
    const department = { ...record, version };
    return (await desk.wire.ask({ action: 'saveDepartment', department }, 'saved')).version;
  }

  async saveWidget(desk: Desk, record: Omit<Widget, 'version'>): Promise<number> {
    const { widgets } = await this.settings(desk);
    const version = widgets.find(({ id }) => id === record.id)?.version ?? 0;
    const widget = { ...record, version };
    return (await desk.wire.ask({ action: 'saveWidget', widget }, 'saved')).version;
  }

  async operatorRecord(desk: Desk, operatorId: string) {
    let after: string | undefined;
    do {
      const more = after === undefined ? {} : { after };
      const frame = await desk.wire.ask({ action: 'readOperators', ...more }, 'operators');
      const found = frame.operators.find(({ id }) => id === operatorId);
      if (found) return found;
      after = frame.next;
    } while (after !== undefined);
    throw new Error(`no operator ${operatorId}`);
  }

  /** Puts an operator into exactly these departments. */
  async setMembership(who: Who, departmentIds: readonly string[]): Promise<void> {
    const membership = this.#memberships.get(who);
    if (!membership) throw new Error(`${who} has not signed in`);
    const coordinator = await this.coordinator();
    const { version } = await this.operatorRecord(coordinator, membership.id);
    const request = { action: 'saveMembership', operatorId: membership.id, departmentIds, version };
    await coordinator.wire.ask(request, 'saved');
  }
}

/** Somebody whom the issuer knows and no group: from the target, or made with the local issuer's key. */
async function strangersTokens(
  { target, issuerKey }: RunningTarget,
  real: Tokens,
): Promise<Tokens | undefined> {
  const stranger = target.people.find(({ role }) => role === 'none');
  if (stranger) return await tokensOf(target, stranger);
  if (!issuerKey) return undefined;
  const claims = { sub: 'acceptance-stranger', groups: ['readers'] };
  return { accessToken: signedAnew(real.accessToken, issuerKey, claims) };
}

/** All of the suite's patrons share one network address, and leave more than ten follow-ups. */
export const defaults: Department['settings'] = { ...DEFAULT_SETTINGS, followUpsPerHour: 100 };

/** A section of the suite: gets the house when it is open. */
export type Section = (house: () => House) => void;
