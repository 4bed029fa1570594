// Desktop notifications over the browser's own: permission, what is shown when, clicks, and taking them away.
import { Notifications } from '../../../frontend/dashboard/noticing/notifications.ts';

class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'default';
  static next: NotificationPermission = 'granted';
  static isForbidden = false;
  static shown: FakeNotification[] = [];
  readonly title: string;
  readonly options: NotificationOptions;
  isClosed = false;

  constructor(title: string, options: NotificationOptions) {
    super();
    if (FakeNotification.isForbidden) throw new TypeError('Illegal constructor');
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }

  static async requestPermission(): Promise<NotificationPermission> {
    this.permission = this.next;
    return this.next;
  }

  close(): void {
    this.isClosed = true;
  }
}

beforeEach(() => {
  Object.assign(FakeNotification, { permission: 'default', next: 'granted', isForbidden: false, shown: [] });
  Object.defineProperty(globalThis, 'Notification', { value: FakeNotification, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Notification');
});

function prepared() {
  const front = { is: false };
  const done: string[] = [];
  const notifications = new Notifications({ isInFront: () => front.is, focus: () => done.push('focus') });
  const show = (tag: string): void =>
    notifications.show({ tag, title: tag, body: '', open: () => done.push(`open ${tag}`) });
  return { notifications, show, front, done };
}

test('D35 they are asked for, and shown once that is allowed and the window isn’t in front', async () => {
  const { notifications, show, front } = prepared();
  show('one');
  expect(notifications.state.value).toBe('notAsked');
  await notifications.ask();
  expect(notifications.state.value).toBe('allowed');
  front.is = true;
  show('two');
  front.is = false;
  show('three');
  expect(FakeNotification.shown.map(({ title }) => title)).toEqual(['three']);
  expect(FakeNotification.shown[0]?.options).toMatchObject({ tag: 'carrel three', silent: true });
});

test('D35 a refusal is known, and so is a change of mind in the browser’s settings', async () => {
  FakeNotification.next = 'denied';
  const { notifications } = prepared();
  await notifications.ask();
  expect(notifications.state.value).toBe('refused');
  FakeNotification.permission = 'granted';
  notifications.lookAgain();
  expect(notifications.state.value).toBe('allowed');
});

test('D28 a click brings the tab to the front and opens it; what is over is closed', () => {
  FakeNotification.permission = 'granted';
  const { notifications, show, done } = prepared();
  show('rosa');
  show('leo');
  const [rosa, leo] = FakeNotification.shown;
  rosa?.dispatchEvent(new Event('click'));
  expect(done).toEqual(['focus', 'open rosa']);
  expect([rosa?.isClosed, leo?.isClosed]).toEqual([true, false]);
  notifications.keepOnly((tag) => tag !== 'leo');
  expect(leo?.isClosed).toBe(true);
});

test('D35 where the browser has none for pages, that is known from the first one on', () => {
  FakeNotification.permission = 'granted';
  FakeNotification.isForbidden = true;
  const { notifications, show } = prepared();
  show('one');
  expect(notifications.state.value).toBe('unavailable');
});
