// The dashboard's root: builds the view-models once the configuration is read, and ties them to the browser.
import { effect, untracked } from '@preact/signals';
import { claimOutbox } from '../connection/kept-outbox.ts';
import { storageOrMemory } from '../connection/kept.ts';
import { randomOutboxName } from '../connection/random-names.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import { Announcer } from '../ui/announcer.ts';
import { mediaSignal } from '../ui/media.ts';
import { Shortcuts } from '../ui/shortcuts.ts';
import { steadily, TickingClock } from '../ui/ticking-clock.ts';
import { LibraryTime } from '../ui/time-words.ts';
import type { OperatorChat } from '../../lambdas/protocol/chat-view.ts';
import { isOnDuty } from '../../lambdas/protocol/settings.ts';
import type { DepartmentSettings } from '../../lambdas/protocol/department-settings.ts';
import { CannedMessages } from './canned/canned-messages.ts';
import type { DashboardConfig } from './config.ts';
import { Columns, WIDE_ENOUGH } from './desk/columns.ts';
import { Company } from './desk/company.ts';
import { ComposerModes } from './desk/composer-modes.ts';
import { DeskAlerts } from './desk/desk-alerts.ts';
import { DeskModel } from './desk/desk-model.ts';
import { OwnChats } from './desk/own-chats.ts';
import { Team } from './desk/team.ts';
import { Handing } from './handing/handing.ts';
import { internalAlerts } from './internal-chat/internal-alerts.ts';
import { roomTitle } from './internal-chat/room-names.ts';
import { RoomsModel } from './internal-chat/rooms-model.ts';
import { keepingTheRoom } from './internal-chat/rooms-beside.ts';
import { browserSounds, drawTab, isInFront } from './noticing/in-browser.ts';
import { NoticeChoices } from './noticing/notice-choices.ts';
import { Noticing } from './noticing/noticing.ts';
import { Notifications } from './noticing/notifications.ts';
import type { Sounds } from './noticing/sounds.ts';
import { Voice } from './noticing/voice.ts';
import { FailedMails } from './follow-ups/failed-mails.ts';
import { Turnings } from './follow-ups/turning.ts';
import { Returns } from './returns.ts';
import { isTyping } from './typing-target.ts';
import { isCoordinator } from './roles.ts';
import { SCREEN_NAMES, Screens } from './screen.ts';
import { Session } from './session.ts';
import { browserSignIn } from './sign-in/browser-sign-in.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { OwnLimit } from './status/own-limit.ts';
import { SigningOff } from './status/signing-off.ts';
import { StatusModel } from './status/status-model.ts';

/** Wide enough for a conversation among staff beside a patron's chat, as desk.css has it. */
const ROOM_BESIDE = '(min-width: 1121px)';

export class Dashboard {
  readonly config: DashboardConfig;
  readonly time: LibraryTime;
  readonly screens: Screens;
  readonly shortcuts: Shortcuts;
  readonly announcer: Announcer;
  readonly choices: NoticeChoices;
  readonly sounds: Sounds;
  readonly notifications: Notifications;
  readonly signIn: SignIn;
  readonly session: Session;
  readonly clock: TickingClock;
  readonly status: StatusModel;
  readonly canned: CannedMessages;
  readonly team: Team;
  readonly desk: DeskModel;
  readonly columns: Columns;
  readonly company: Company;
  readonly signingOff: SigningOff;
  readonly ownLimit: OwnLimit;
  readonly modes: ComposerModes;
  readonly rooms: RoomsModel;
  readonly handing: Handing;
  readonly noticing: Noticing;
  readonly returns: Returns;
  readonly failedMails: FailedMails;
  readonly turnings = new Turnings();
  readonly surroundings: Surroundings;

  constructor(config: DashboardConfig, surroundings: Surroundings, region: HTMLElement) {
    const forTab = storageOrMemory(() => sessionStorage);
    const forBrowser = storageOrMemory(() => localStorage);
    this.config = config;
    this.surroundings = surroundings;
    this.time = new LibraryTime(config.timeZone);
    this.screens = new Screens({ location, history, events: window });
    this.shortcuts = new Shortcuts({ isTyping, storage: forBrowser });
    this.announcer = new Announcer({ region });
    this.choices = new NoticeChoices(forBrowser);
    this.sounds = browserSounds(this.choices, surroundings);
    this.notifications = new Notifications({ isInFront, focus: () => window.focus() });
    this.signIn = browserSignIn(config, forTab, surroundings);
    const { signIn } = this;
    this.session = new Session({ socket: config.socket, signIn, surroundings, storage: forTab });
    this.clock = new TickingClock({ now: () => this.session.now(), every: steadily(surroundings.after) });
    this.status = new StatusModel({
      session: this.session,
      clock: this.clock,
      time: this.time,
      surroundings,
      storage: forTab,
      say: (sentence) => this.announcer.say(sentence),
      departmentName: (id) => this.departmentName(id),
    });
    this.canned = new CannedMessages({ wire: this.session.wire, surroundings });
    this.team = new Team({ session: this.session, clock: this.clock });
    this.desk = this.#makeDesk(forTab);
    this.columns = new Columns({ desk: this.desk, storage: forBrowser, isWide: mediaSignal(WIDE_ENOUGH) });
    this.signingOff = new SigningOff({
      status: this.session.status,
      lists: this.desk.lists,
      go: (status) => void this.status.go(status),
      signOut: () => void signIn.signOut(),
    });
    this.ownLimit = new OwnLimit({
      session: this.session,
      team: this.team,
      say: (sentence) => this.announcer.say(sentence),
      onRefused: (sentence) => this.status.warn(sentence),
    });
    this.company = new Company({ session: this.session, desk: this.desk, clock: this.clock });
    this.modes = new ComposerModes(forTab);
    this.rooms = this.#makeRooms(forTab);
    this.handing = this.#makeHanding(forTab);
    this.noticing = this.#makeNoticing();
    this.returns = new Returns({ session: this.session, desk: this.desk, rooms: this.rooms, surroundings });
    this.failedMails = new FailedMails(this.session.wire);
    this.#listen();
  }

  /** Signs in, and connects once that is done. */
  async start(): Promise<void> {
    await this.signIn.start();
    // The address was a return from the issuer until now; only now it says which screen to show.
    dispatchEvent(new PopStateEvent('popstate'));
    if (this.signIn.state.value.kind === 'signedIn') this.session.start();
  }

  #makeDesk(storage: ReturnType<typeof storageOrMemory>): DeskModel {
    const { session, surroundings, announcer, team } = this;
    const alerts = new DeskAlerts({
      say: (sentence) => announcer.say(sentence),
      onMessage: (known, isOld) => this.noticing.message(known, isOld),
      isOnDuty: () => isOnDuty(session.status.value),
      departmentName: (id) => this.departmentName(id),
    });
    return new DeskModel({
      session,
      team,
      surroundings,
      storage,
      alerts,
      isInFront,
      screens: keepingTheRoom(this.screens, () => matchMedia(ROOM_BESIDE).matches),
      makeOwnChats: (props) =>
        new OwnChats({
          ...props,
          wire: session.wire,
          surroundings,
          storage,
          outboxName: randomOutboxName,
          claimOutbox: (name) => claimOutbox(name, navigator.locks),
        }),
    });
  }

  #makeRooms(storage: ReturnType<typeof storageOrMemory>): RoomsModel {
    const { session, surroundings, screens, announcer } = this;
    return new RoomsModel({
      ...internalAlerts({
        say: (sentence) => announcer.say(sentence),
        onNews: (said) => this.noticing.internal(said),
        titleOf: (roomId) => this.roomTitle(roomId),
      }),
      session,
      surroundings,
      screens,
      storage,
      isInFront,
      outboxName: randomOutboxName,
      claimOutbox: (name) => claimOutbox(name, navigator.locks),
    });
  }

  #makeNoticing(): Noticing {
    const { session, desk, rooms, handing, clock, choices, sounds, notifications, team, screens } = this;
    return new Noticing({
      session,
      desk,
      rooms,
      choices,
      sounds,
      notifications,
      isInFront,
      asked: handing.asked.all,
      time: clock.time,
      voice: new Voice(navigator.locks),
      isUrgent: (chat, now) => team.isUrgent(chat, now),
      departmentName: (id) => this.departmentName(id),
      roomTitle: (roomId) => this.roomTitle(roomId),
      openChat: (chatId) => screens.go({ at: 'desk', chatId }),
      openRoom: (roomId) => rooms.open(roomId),
    });
  }

  #makeHanding(storage: ReturnType<typeof storageOrMemory>): Handing {
    const { session, desk, team, rooms, clock, time, announcer } = this;
    return new Handing({
      session,
      desk,
      team,
      rooms,
      clock,
      time,
      storage,
      say: (sentence) => announcer.say(sentence),
    });
  }

  roomTitle(roomId: string): string {
    return roomTitle(roomId, {
      staff: this.session.staff.value,
      rooms: this.rooms.rooms.value,
      departments: this.session.departments.value,
      serviceName: this.config.serviceName,
    });
  }

  departmentName(departmentId: string): string {
    const known = [...this.session.departments.value, ...this.team.helpsOut.value];
    return known.find(({ id }) => id === departmentId)?.name ?? departmentId;
  }

  departmentSettings(departmentId: string): DepartmentSettings | undefined {
    return this.session.departments.value.find(({ id }) => id === departmentId)?.settings;
  }

  /** Opens the dialog that turns a chat into a follow-up. */
  turn(chat: OperatorChat, onLeft: () => void = () => undefined): void {
    this.turnings.begin({
      chat,
      wire: this.session.wire,
      endChat: (chatId) => this.desk.end(chatId),
      say: (sentence) => this.announcer.say(sentence),
      onLeft,
    });
  }

  /** A mail that failed must catch a coordinator's eye without their looking for it. */
  #lookForFailedMails(): void {
    const me = this.session.me.value;
    if (me === undefined || !isCoordinator(me)) return;
    const all = this.session.departments.value.map(({ id }) => id);
    void this.failedMails.read(me.departmentIds.length === 0 ? all : me.departmentIds);
  }

  #listen(): void {
    const frontChanged = (): void => {
      this.desk.tick(this.session.now());
      this.rooms.look();
      this.noticing.frontChanged();
      this.notifications.lookAgain();
    };
    this.session.wire.states.listen(({ kind }) => {
      if (kind === 'open') this.#lookForFailedMails();
    });
    addEventListener('focus', frontChanged);
    addEventListener('blur', frontChanged);
    document.addEventListener('visibilitychange', frontChanged);
    addEventListener('keydown', (event) => this.shortcuts.press(event));
    addEventListener('storage', ({ key }) => this.choices.readAgain(key));
    addEventListener('pagehide', () => this.notifications.keepOnly(() => false));
    effect(() => {
      const now = this.clock.time.value;
      untracked(() => this.desk.tick(now));
    });
    effect(() => {
      drawTab({
        name: this.#title(),
        needsMe: this.noticing.needsMe.value,
        waits: this.noticing.waits,
        lostSince: this.session.lostSince.value,
        now: this.clock.time.value,
      });
    });
  }

  #title(): string {
    return `${SCREEN_NAMES[this.screens.current.value.at]} · ${this.config.serviceName}`;
  }
}
