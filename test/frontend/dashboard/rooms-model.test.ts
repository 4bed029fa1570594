// Internal chat's view-model over a fake line: what is unread, what is read, lines that are lost, drafts and reloads.
import { signal } from '@preact/signals';
import { internalAlerts } from '../../../frontend/dashboard/internal-chat/internal-alerts.ts';
import { roomLines } from '../../../frontend/dashboard/internal-chat/room-lines.ts';
import { openable, roomItems, roomTitle } from '../../../frontend/dashboard/internal-chat/room-names.ts';
import { READ_AGAIN_MS } from '../../../frontend/dashboard/internal-chat/room-thread.ts';
import { keepingTheRoom } from '../../../frontend/dashboard/internal-chat/rooms-beside.ts';
import { RoomsModel } from '../../../frontend/dashboard/internal-chat/rooms-model.ts';
import { Screens } from '../../../frontend/dashboard/screen.ts';
import { Session } from '../../../frontend/dashboard/session.ts';
import type { SignInState } from '../../../frontend/dashboard/sign-in/sign-in.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { RoomEntryView, RoomView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import { chatId, DANA, dana, KEN, reference, T0 } from './desk-builders.ts';
import { FakeServer } from './fake-server.ts';
import { kept } from './kept-items.ts';

const WITH_KEN = `two~${KEN.id}`;

const entry = (place: number, by = KEN, after = place - 1): RoomEntryView => ({
  place,
  after,
  at: T0 + place * 1_000,
  by,
  name: `someoutbox.${place}`,
  text: `text ${place}`,
});

function prepared(storage = kept()) {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const heard: string[] = [];
  const front = { is: true };
  const tokens = { accessToken: 'access', idToken: 'id', expiresAt: Number.MAX_SAFE_INTEGER };
  const session = new Session({
    socket: 'wss://desk.example',
    signIn: {
      state: signal<SignInState>({ kind: 'signedIn', tokens }),
      current: async () => tokens,
      renew: async () => undefined,
      end: () => undefined,
    },
    surroundings: world,
    storage,
  });
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
  let outboxes = 0;
  const rooms = new RoomsModel({
    session,
    screens,
    surroundings: world,
    storage,
    outboxName: () => `outbox${(outboxes += 1)}00`,
    claimOutbox: async () => true,
    isInFront: () => front.is,
    ...internalAlerts({
      say: (sentence) => heard.push(sentence),
      onNews: () => heard.push('a sound'),
      titleOf: (roomId) => roomId,
    }),
  });
  return { world, server, session, screens, rooms, heard, front, storage };
}

type House = ReturnType<typeof prepared>;

/** Connects, and has the list of rooms answered. */
async function welcomed({ world, server, session }: House, list: RoomView[] = []): Promise<void> {
  if (session.wire.state.kind === 'stopped') session.start();
  world.socket.open();
  const { ref } = await server.one('hello');
  await server.say({
    type: 'welcome',
    ref,
    serverTime: world.now(),
    signedInUntil: world.now() + 3_600_000,
    staff: [],
    operator: dana,
    departments: [reference],
  });
  const asked = await server.one('rooms');
  await server.say({ type: 'rooms', ref: asked.ref, rooms: list });
}

async function answered({ server }: House, entries: RoomEntryView[], more = false) {
  const { ref, roomId, after, before } = await server.one('readRoom');
  await server.say({ type: 'roomEntries', ref, roomId, entries, more });
  return { roomId, after, before };
}

/** The private room with Ken is open and read. */
async function talking(house = prepared()): Promise<House> {
  await welcomed(house, [{ roomId: WITH_KEN, last: 2, readTo: 1, name: KEN.name }]);
  house.rooms.open(WITH_KEN);
  await answered(house, [entry(1, KEN, 0), entry(2)]);
  return house;
}

const texts = ({ rooms }: House) => rooms.threads.value.get(WITH_KEN)?.entries.value.map(({ text }) => text);

test('I5: the list says what is unread; opening a room reads it, and says so once', async () => {
  const house = prepared();
  await welcomed(house, [
    { roomId: 'all', last: 7, readTo: 4 },
    { roomId: WITH_KEN, last: 2, readTo: 1, name: KEN.name },
  ]);
  expect(house.rooms.unread('all')).toBe(3);
  expect(house.rooms.allUnread).toBe(4);
  expect(house.heard).toEqual([]);
  house.rooms.open(WITH_KEN);
  expect(house.rooms.focusWish.value).toBe('field');
  await answered(house, [entry(1, KEN, 0), entry(2)]);
  expect(texts(house)).toEqual(['text 1', 'text 2']);
  expect(await house.server.asked('markRead')).toMatchObject([{ roomId: WITH_KEN, place: 2 }]);
  expect(house.rooms.unread(WITH_KEN)).toBe(0);
  expect(house.rooms.newSince(WITH_KEN)).toBe(1);
  house.rooms.close();
  expect(house.rooms.openId.value).toBeUndefined();
});

test('I5: what comes to a room that is not looked at counts, sounds and is read out', async () => {
  const house = await talking();
  await house.server.say({ type: 'roomEntry', roomId: 'dep~reference', entry: entry(1) });
  await house.server.say({ type: 'roomEntry', roomId: 'dep~reference', entry: entry(1) });
  expect(house.rooms.unread('dep~reference')).toBe(1);
  expect(house.heard).toEqual(['Ken Ito, in dep~reference: text 1', 'a sound']);
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(3) });
  expect(house.heard.slice(2)).toEqual(['Ken Ito, to you: text 3']);
  house.front.is = false;
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(4) });
  expect(house.heard.slice(3)).toEqual(['Ken Ito, to you: text 4', 'a sound']);
  expect(house.rooms.unread(WITH_KEN)).toBe(1);
  house.front.is = true;
  house.rooms.look();
  expect(house.rooms.unread(WITH_KEN)).toBe(0);
  await house.server.say({ type: 'roomRead', roomId: 'dep~reference', place: 1 });
  expect(house.rooms.unread('dep~reference')).toBe(0);
});

test('I5: a conversation that begins while the list is on its way stays on it; a department left goes', async () => {
  const house = prepared();
  await welcomed(house, [{ roomId: 'dep~reference', last: 0, readTo: 0 }]);
  await house.server.say({ type: 'you', operator: dana, departments: [] });
  const { ref } = await house.server.one('rooms');
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(1) });
  await house.server.say({ type: 'rooms', ref, rooms: [{ roomId: 'all', last: 0, readTo: 0 }] });
  expect([...house.rooms.rooms.value.values()]).toEqual([
    { roomId: WITH_KEN, last: 1, readTo: 0, name: KEN.name },
    { roomId: 'all', last: 0, readTo: 0 },
  ]);
});

test('I5: whom one has written to keeps their name, though they go before they are listed', async () => {
  const house = prepared();
  await welcomed(house);
  const ken = { ...KEN, departmentIds: [], status: 'available' as const, since: T0 };
  await house.server.say({ type: 'staff', at: T0 + 1, staff: [ken] });
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(1, DANA) });
  await house.server.say({ type: 'staff', at: T0 + 2, staff: [] });
  expect(house.rooms.rooms.value.get(WITH_KEN)).toMatchObject({ name: KEN.name, readTo: 1 });
});

test('I5: own words are never unread, on whichever page they were written', async () => {
  const house = await talking();
  await house.server.say({ type: 'roomEntry', roomId: 'all', entry: entry(1, DANA) });
  expect(house.rooms.unread('all')).toBe(0);
  expect(house.heard).toEqual([]);
});

test('I3 I4: what is said without a line waits, leaves once, and what was missed is read', async () => {
  const house = await talking();
  const thread = house.rooms.threads.value.get(WITH_KEN);
  house.world.socket.fall();
  thread?.say('mine');
  expect(thread?.pending.value).toMatchObject([{ text: 'mine' }]);
  house.world.pass(2_000);
  await welcomed(house, [{ roomId: WITH_KEN, last: 4, readTo: 2, name: KEN.name }]);
  expect(house.heard).toEqual(['There is something new in internal chat.', 'a sound']);
  expect(await answered(house, [entry(3), entry(4)])).toMatchObject({ after: 2 });
  const { name, roomId } = await house.server.one('say');
  expect(texts(house)?.slice(2)).toEqual(['text 3', 'text 4']);
  await house.server.say({ type: 'said', roomId, name, place: 5, after: 4, at: T0 });
  expect(texts(house)?.at(-1)).toBe('mine');
  expect(thread?.pending.value).toEqual([]);
  expect(house.rooms.unread(WITH_KEN)).toBe(0);
  expect(await house.server.asked('say')).toEqual([]);
});

test('I4: what was said before is read back to, page by page', async () => {
  const house = prepared();
  await welcomed(house);
  house.rooms.open(WITH_KEN);
  await answered(house, [entry(51, KEN, 0), entry(52)], true);
  const thread = house.rooms.threads.value.get(WITH_KEN);
  expect(thread?.hasEarlier.value).toBe(true);
  const reading = thread?.readBack((draw) => draw());
  expect(await answered(house, [entry(50)])).toMatchObject({ before: 51 });
  await reading;
  expect(texts(house)).toEqual(['text 50', 'text 51', 'text 52']);
  expect(thread?.hasEarlier.value).toBe(false);
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(53) });
  expect(texts(house)?.at(-1)).toBe('text 53');
});

test('I3: what waits in a room leaves after a reload, though another room is open', async () => {
  const house = await talking();
  house.world.socket.fall();
  house.rooms.threads.value.get(WITH_KEN)?.say('before the reload');
  house.rooms.dispose();
  const again = prepared(house.storage);
  await welcomed(again);
  await answered(again, [entry(1, KEN, 0), entry(2)]);
  expect(await again.server.one('say')).toMatchObject({ roomId: WITH_KEN, text: 'before the reload' });
});

test('a room that is not for this operator says so; one that the server can’t read now is asked for again', async () => {
  const house = prepared();
  await welcomed(house);
  house.rooms.open('dep~elsewhere');
  const { ref } = await house.server.one('readRoom');
  await house.server.say({ type: 'error', ref, code: 'noSuchDepartment', message: 'There is none.' });
  expect(house.rooms.threads.value.get('dep~elsewhere')?.refusal.value).toBe('There is none.');
  house.rooms.open(WITH_KEN);
  const asked = await house.server.one('readRoom');
  await house.server.say({ type: 'error', ref: asked.ref, code: 'serverError', message: 'Sorry.' });
  house.world.pass(READ_AGAIN_MS);
  await answered(house, [entry(1, KEN, 0)]);
  expect(texts(house)).toEqual(['text 1']);
});

test('I7: who writes is shown until they have said it, or the line is lost', async () => {
  const house = await talking();
  const names = () => house.rooms.writers.names.value.get(WITH_KEN);
  const writes = { type: 'roomTyping', roomId: WITH_KEN, by: KEN, writing: true } as const;
  await house.server.say(writes);
  expect(names()).toEqual([KEN.name]);
  await house.server.say({ type: 'roomEntry', roomId: WITH_KEN, entry: entry(3) });
  expect(names()).toEqual([]);
  await house.server.say(writes);
  house.world.socket.fall();
  await settled();
  expect(names()).toEqual([]);
});

test('an open room stays beside the next chat where the window is wide enough', () => {
  const { screens, rooms } = prepared();
  const window = { isWide: true };
  const ways = keepingTheRoom(screens, () => window.isWide);
  ways.go({ at: 'desk', chatId: chatId('rosa') });
  rooms.open('all');
  expect(screens.current.value).toEqual({ at: 'desk', chatId: chatId('rosa'), room: 'all' });
  ways.go({ at: 'desk', chatId: chatId('leo') });
  expect(screens.current.value).toEqual({ at: 'desk', chatId: chatId('leo'), room: 'all' });
  window.isWide = false;
  ways.replace({ at: 'desk', chatId: chatId('rosa') });
  expect(screens.current.value).toEqual({ at: 'desk', chatId: chatId('rosa') });
});

test('the list: people, then who is absent, departments and everybody; titles are the same words', () => {
  const colleague = (id: string, name: string) => ({
    id,
    name,
    departmentIds: ['reference'],
    status: 'available' as const,
    since: T0,
  });
  const rooms = new Map([
    [WITH_KEN, { roomId: WITH_KEN, last: 1, readTo: 0, name: 'Ken, as he was called' }],
    ['two~tom', { roomId: 'two~tom', last: 1, readTo: 0, name: 'Tom' }],
  ]);
  const sources = { rooms, departments: [reference], serviceName: 'Northfield' };
  const load = { chats: 0, taken: 0, limit: 4, isFull: false, nextIn: [] };
  const people = [
    { ...load, colleague: colleague('dana', DANA.name), isMe: true },
    { ...load, colleague: colleague(KEN.id, KEN.name), isMe: false, chats: 2 },
  ];
  const items = roomItems({ ...sources, people });
  expect(items.map(({ name }) => name)).toEqual([
    'You',
    'Ken Ito',
    'Tom',
    'Reference',
    'All Northfield Staff',
  ]);
  expect(openable(items)).toEqual([WITH_KEN, 'two~tom', 'dep~reference', 'all']);
  const staff = people.map((each) => each.colleague);
  for (const { roomId, name } of items.slice(1)) expect(roomTitle(roomId, { ...sources, staff })).toBe(name);
});

test('lines: days, whose words they are, and one name for several in a row', () => {
  const time = new LibraryTime('UTC');
  const day = 86_400_000;
  const entries = [
    { ...entry(1), at: T0 },
    { ...entry(2), at: T0 + 1_000 },
    { ...entry(3, DANA), at: T0 + day },
  ];
  const lines = roomLines({ entries, pending: [], operatorId: DANA.id, time, now: T0 + day });
  expect(lines.map((line) => (line.kind === 'said' ? [line.side, line.closes] : line.kind))).toEqual([
    'day',
    ['colleague', false],
    ['colleague', true],
    'day',
    ['me', true],
  ]);
});
