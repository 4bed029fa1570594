// A desk over a fake line and a fake server, for the tests of the desk's view-models.
import { signal } from '@preact/signals';
import { DeskModel } from '../../../frontend/dashboard/desk/desk-model.ts';
import { OwnChats } from '../../../frontend/dashboard/desk/own-chats.ts';
import { Team } from '../../../frontend/dashboard/desk/team.ts';
import { type Screen, Screens } from '../../../frontend/dashboard/screen.ts';
import { Session } from '../../../frontend/dashboard/session.ts';
import type { SignInState } from '../../../frontend/dashboard/sign-in/sign-in.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import {
  active,
  asAuthor,
  chatId,
  DANA,
  dana,
  happened,
  message,
  PATRON,
  reference,
} from './desk-builders.ts';
import { FakeServer } from './fake-server.ts';
import { kept } from './kept-items.ts';

export const rosa = chatId('rosa');

export function prepared(storage = kept(), screen: Screen = { at: 'desk' }) {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const said: string[] = [];
  const front = { is: true };
  const tokens = { accessToken: 'access', idToken: 'id', expiresAt: Number.MAX_SAFE_INTEGER };
  const signIn = {
    state: signal<SignInState>({ kind: 'signedIn', tokens }),
    current: async () => tokens,
    renew: async () => undefined,
    end: () => undefined,
  };
  const session = new Session({ socket: 'wss://desk.example', signIn, surroundings: world, storage });
  const screens = new Screens({
    location: { hash: '' },
    history: {
      state: null,
      pushState: () => undefined,
      replaceState: () => undefined,
      back: () => undefined,
    },
    events: new EventTarget(),
  });
  screens.replace(screen);
  let outboxes = 0;
  const team = new Team({ session, clock: { time: signal(world.now()) } });
  const desk = new DeskModel({
    session,
    team,
    screens,
    surroundings: world,
    storage,
    alerts: { follow: () => undefined, say: (sentence) => said.push(sentence) },
    isInFront: () => front.is,
    makeOwnChats: (props) =>
      new OwnChats({
        ...props,
        wire: session.wire,
        surroundings: world,
        storage,
        outboxName: () => `outbox${(outboxes += 1)}00`,
        claimOutbox: async () => true,
      }),
  });
  return { world, server, session, screens, team, desk, said, front, storage };
}

export type House = ReturnType<typeof prepared>;
type Welcome = Extract<ToOperator, { type: 'welcome' }>;

/** Connects, says hello and is welcomed. */
export async function welcomed(
  { world, server, session }: House,
  more: Partial<Welcome> = {},
): Promise<void> {
  if (session.wire.state.kind === 'stopped') session.start();
  world.socket.open();
  const hello = await server.one('hello');
  if (hello.as !== 'operator') throw new Error('not an operator');
  await server.say({
    type: 'welcome',
    ref: hello.ref,
    serverTime: world.now(),
    signedInUntil: world.now() + 3_600_000,
    staff: [],
    operator: dana,
    departments: [reference],
    ...more,
  });
}

export async function listed({ server }: House, ...chats: OperatorChat[]): Promise<void> {
  const { ref, departmentId } = await server.one('openChats');
  await server.say({ type: 'openChats', ref, departmentId, chats });
}

export async function attached({ server }: House, chat: OperatorChat, entries: Entry[]): Promise<number> {
  const { ref, after } = await server.one('attach');
  await server.say({
    type: 'chat',
    ref,
    chat,
    entries: entries.filter(({ place }) => place > after),
    more: false,
  });
  return after;
}

export const log = [
  message(1, PATRON, 'hello'),
  happened('joined', 2, asAuthor(DANA)),
  message(3, PATRON, 'there?'),
];

/** At the desk with one own chat that is open. */
export async function talking(storage = kept()): Promise<House> {
  const house = prepared(storage, { at: 'desk', chatId: rosa });
  await welcomed(house);
  await listed(house, active('rosa', DANA));
  await attached(house, active('rosa', DANA), log);
  return house;
}
