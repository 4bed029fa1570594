// Patrons' pages for tests: a widget's chat in a browser of the test's own, over a socket in the test's hand.
import * as v from 'valibot';
import { type KeptStorage, storageOrMemory } from '../../frontend/connection/kept.ts';
import { Wire } from '../../frontend/connection/wire.ts';
import { Conversation } from '../../frontend/widget/conversation.ts';
import { WidgetMemory } from '../../frontend/widget/kept-chat.ts';
import { PatronChat, type PatronChatProps } from '../../frontend/widget/patron-chat.ts';
import { Store } from '../../frontend/widget/store.ts';
import { TabOutbox } from '../../frontend/widget/tab-outbox.ts';
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import { type PatronFrame, patronFrame } from '../../lambdas/protocol/patron-frames.ts';
import { toPatron } from '../../lambdas/protocol/to-patron.ts';
import { FakeSurroundings, settled } from './fake-surroundings.ts';

const noStorage = (): KeptStorage => {
  throw new Error('SecurityError');
};
export const storage = () => storageOrMemory(noStorage);

export interface Browser {
  readonly world: FakeSurroundings;
  readonly shared: KeptStorage;
  readonly ofTab: KeptStorage;
}

export const newBrowser = (): Browser => ({
  world: new FakeSurroundings(),
  shared: storage(),
  ofTab: storage(),
});

type Later = PatronChatProps['later'];
/** The part of conversations, as it is once it was fetched. */
export const HERE = { part: { Conversation } };
export const onItsWay = () => new Store<Later['state']>({ part: undefined });

export function page(
  { world, shared, ofTab }: Browser,
  claim = true,
  later = new Store<Later['state']>(HERE),
) {
  const memory = new WidgetMemory('reference', shared, ofTab);
  const chat = new PatronChat({
    widgetId: 'reference',
    language: 'en',
    memory,
    surroundings: world,
    outbox: new TabOutbox({ memory, claim: () => Promise.resolve(claim) }),
    later,
    loadLater: () =>
      new Promise<void>((resolve) => {
        const look = () => later.state.part && resolve();
        later.listen(look);
        look();
      }),
    makeWire: (hello) =>
      new Wire({
        url: 'wss://example.org',
        surroundings: world,
        hello,
        parse: (value) => v.parse(toPatron, value),
      }),
  });
  return { chat, memory };
}

export const frames = (world: FakeSurroundings): PatronFrame[] =>
  world.socket.frames.map((frame) => v.parse(patronFrame, frame));
type FrameOf<A> = Extract<PatronFrame, { action: A }>;
export const isOf =
  <A extends PatronFrame['action']>(action: A) =>
  (frame: PatronFrame): frame is PatronFrame & FrameOf<A> =>
    frame.action === action;

export function last<A extends PatronFrame['action']>(world: FakeSurroundings, action: A): FrameOf<A> {
  const found = frames(world).findLast(isOf(action));
  if (found === undefined) throw new Error(`No ${action} was sent`);
  return found;
}

export async function connect(world: FakeSurroundings, resumed?: object): Promise<void> {
  world.socket.open();
  await settled();
  await welcome(world, resumed);
}

export async function welcome(world: FakeSurroundings, resumed?: object): Promise<void> {
  world.socket.say({
    type: 'welcome',
    ref: last(world, 'hello').ref,
    serverTime: 1,
    widget: { id: 'reference', title: '', promise: '' },
    department: { id: 'reference', name: 'Reference' },
    transcriptDays: 30,
    availability: { availableUntil: 0, onDutyUntil: 0 },
    waitingOfferSeconds: 45,
    askAddress: 'ask@library.example',
    ...(resumed && { resumed }),
  });
  await settled();
}

export const patron = { role: 'patron' } as const;
export const dana = { role: 'operator', name: 'Dana' } as const;
export const said = (place: number, name: string, text: string): PublicEntry => ({
  kind: 'message',
  place,
  after: place - 1,
  at: place,
  by: patron,
  name,
  text,
});
export const answered = (place: number, text: string): PublicEntry => ({
  ...said(place, `operator0.${place}`, text),
  by: dana,
});
export const joined = (place: number): PublicEntry => ({
  kind: 'joined',
  place,
  after: place - 1,
  at: place,
  by: dana,
});
export const ended = (place: number): PublicEntry => ({
  kind: 'ended',
  place,
  after: place - 1,
  at: place,
  by: dana,
});
export const chatView = (chatId: string) => ({ chatId, state: 'waiting', startedAt: 1, answeredBy: [] });

export async function startedChat(browser = newBrowser()) {
  const { world } = browser;
  const { chat, memory } = page(browser);
  chat.setShown(true);
  await connect(world);
  chat.start('May I renew a book?', 'Rosa');
  const { ref, chatId, name } = last(world, 'startChat');
  const entries = [said(1, name, 'May I renew a book?')];
  world.socket.say({ type: 'chatStarted', ref, chat: chatView(chatId), entries, more: false });
  await settled();
  const push = (entry: PublicEntry) => world.socket.say({ type: 'entry', chatId, entry });
  return { browser, world, chat, memory, chatId, name, push };
}
