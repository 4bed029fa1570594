// News as it reaches the operator: sounds, notifications and their end, tabs that share one voice, the tab's own sign.
import { computed, signal } from '@preact/signals';
import { type DeskEvent, deskAfter, emptyDesk } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { AskedRequest } from '../../../frontend/dashboard/handing/asked-requests.ts';
import { NoticeChoices } from '../../../frontend/dashboard/noticing/notice-choices.ts';
import { Noticing } from '../../../frontend/dashboard/noticing/noticing.ts';
import type { Note } from '../../../frontend/dashboard/noticing/notifications.ts';
import { tabSign, tabTitle } from '../../../frontend/dashboard/noticing/tab-sign.ts';
import type { SocketState } from '../../../frontend/connection/socket.ts';
import type { RoomView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import { active, DANA, dana, KEN, message, PATRON, T0, waiting } from './desk-builders.ts';
import { kept } from './kept-items.ts';

const WITH_KEN = `two~${KEN.id}`;

function prepared() {
  const time = signal(T0);
  const state = signal(emptyDesk);
  const status = signal<Status>('available');
  const connection = signal<SocketState>({ kind: 'open' });
  const rooms = signal<ReadonlyMap<string, RoomView>>(new Map());
  const asked = signal<readonly AskedRequest[]>([]);
  const speaks = signal(true);
  const played: string[] = [];
  const shown = new Map<string, Note>();
  const front = { is: false };
  const went: string[] = [];
  const choices = new NoticeChoices(kept());
  const noticing = new Noticing({
    session: { status, connection, me: signal(dana) },
    desk: { state },
    rooms: {
      rooms,
      unread: (id) => {
        const room = rooms.value.get(id);
        return room === undefined ? 0 : room.last - room.readTo;
      },
    },
    asked,
    time: computed(() => time.value),
    choices,
    sounds: { play: (name, isAgain) => played.push(`${name}${isAgain === true ? ' again' : ''}`) },
    notifications: {
      show: (note) => {
        if (!front.is) shown.set(note.tag, note);
      },
      keepOnly: (isWanted) => {
        for (const tag of shown.keys()) if (!isWanted(tag)) shown.delete(tag);
      },
    },
    voice: { speaks, seek: () => undefined, release: () => undefined },
    isInFront: () => front.is,
    isUrgent: () => false,
    departmentName: () => 'Reference',
    roomTitle: () => 'All Northfield Staff',
    openChat: (id) => went.push(id),
    openRoom: (id) => went.push(id),
  });
  const happen = (event: DeskEvent): void => {
    state.value = deskAfter(state.value, event);
  };
  happen({ type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] });
  happen({ type: 'listed', departmentId: 'reference', chats: [], askedAt: T0 });
  const pass = (ms: number): void => {
    for (let gone = 0; gone < ms; gone += 1_000) time.value += 1_000;
  };
  const notes = () => [...shown.values()].map(({ title, body }) => `${title}: ${body}`);
  return {
    noticing,
    happen,
    pass,
    played,
    shown,
    notes,
    front,
    speaks,
    choices,
    rooms,
    asked,
    status,
    connection,
    went,
  };
}

type House = ReturnType<typeof prepared>;

const rosa = waiting('rosa', { patronName: 'Rosa' });

/** A chat of the operator's own in which the patron has just written. */
function written({ happen, noticing }: House, text = 'secret words') {
  happen({ type: 'chatChanged', chat: active('rosa', DANA, { patronName: 'Rosa' }) });
  happen({ type: 'entries', chatId: rosa.chatId, entries: [message(1, PATRON, text)] });
  const chat = active('rosa', DANA, { patronName: 'Rosa' });
  const lastMessage = { by: PATRON, text };
  const known = { chat, wasMine: true, lastMessage, place: 1, readTo: 0, unread: 1, writer: undefined };
  noticing.message(known, false);
}

test('D26 D28 a chat rings and is notified until a colleague has it, and no longer', () => {
  const house = prepared();
  house.happen({ type: 'chatChanged', chat: rosa });
  expect(house.played).toEqual(['newChat']);
  expect(house.notes()).toEqual(['A new chat is waiting: Reference']);
  house.pass(21_000);
  expect(house.played).toEqual(['newChat', 'newChat again', 'newChat again']);
  house.happen({ type: 'chatChanged', chat: active('rosa', KEN) });
  expect(house.notes()).toEqual([]);
  house.pass(60_000);
  expect(house.played).toHaveLength(3);
});

test('D26 repeats can be turned off', () => {
  const house = prepared();
  house.choices.choose({ repeats: false });
  house.happen({ type: 'chatChanged', chat: rosa });
  house.pass(60_000);
  expect(house.played).toEqual(['newChat']);
});

test('D23 coming back on duty rings for what waits', () => {
  const house = prepared();
  house.status.value = 'internalOnly';
  house.happen({ type: 'chatChanged', chat: rosa });
  house.pass(5_000);
  expect([house.played, house.noticing.needsMe.value]).toEqual([[], 0]);
  house.status.value = 'available';
  expect(house.played).toEqual(['newChat']);
});

test('D24 without a connection nothing rings; after it, what still waits does once the list is read', () => {
  const house = prepared();
  house.happen({ type: 'chatChanged', chat: rosa });
  house.connection.value = { kind: 'connecting', tries: 1 };
  house.pass(30_000);
  expect(house.played).toEqual(['newChat']);
  house.happen({ type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] });
  house.connection.value = { kind: 'open' };
  expect(house.played).toHaveLength(1);
  house.happen({ type: 'listed', departmentId: 'reference', chats: [rosa], askedAt: T0 + 30_000 });
  expect(house.played).toHaveLength(2);
});

test('D24 a list that can’t be read keeps nothing from ringing for long', () => {
  const house = prepared();
  house.happen({ type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] });
  house.happen({ type: 'chatChanged', chat: rosa });
  house.pass(4_000);
  expect(house.played).toEqual([]);
  house.pass(1_000);
  expect(house.played).toEqual(['newChat']);
});

test('D27 a tab without the voice is silent, shows nothing, and keeps the rhythm for when it has it', () => {
  const house = prepared();
  house.speaks.value = false;
  house.happen({ type: 'chatChanged', chat: rosa });
  house.noticing.internal();
  house.pass(3_000);
  expect([house.played, house.notes()]).toEqual([[], []]);
  house.speaks.value = true;
  house.pass(6_000);
  expect(house.played).toEqual([]);
  house.pass(1_000);
  expect(house.played).toEqual(['newChat again']);
});

test('D29 notifications show no name and no word, unless that was chosen', () => {
  const house = prepared();
  written(house);
  expect(house.notes()).toEqual(['New message: Reference']);
  house.choices.choose({ words: true });
  written(house, 'not secret');
  expect(house.notes()).toEqual(['New message · Rosa: not secret']);
  expect(house.played).toEqual(['newMessage', 'newMessage']);
});

test('D28 a click opens what it tells of, and reading it takes it away', () => {
  const house = prepared();
  written(house);
  house.shown.get(`says ${rosa.chatId}`)?.open();
  expect(house.went).toEqual([rosa.chatId]);
  house.happen({ type: 'lookAt', chatId: rosa.chatId });
  expect(house.notes()).toEqual([]);
});

test('D28 when the window comes to the front all of them go', () => {
  const house = prepared();
  house.happen({ type: 'chatChanged', chat: rosa });
  house.front.is = true;
  house.noticing.frontChanged();
  expect(house.notes()).toEqual([]);
});

test('D30 internal messages: all, private ones or none, and gone when they are read elsewhere', () => {
  const entry = { place: 1, after: 0, at: T0, by: KEN, name: 'someoutbox.1', text: 'The lifts are out.' };
  const told = (internal: 'all' | 'private' | 'none', roomId: string) => {
    const house = prepared();
    house.choices.choose({ internal });
    house.rooms.value = new Map([[roomId, { roomId, last: 1, readTo: 0 }]]);
    house.noticing.internal({ roomId, entry });
    expect(house.played).toEqual(['internalMessage']);
    return house;
  };
  expect(told('private', WITH_KEN).notes()).toEqual(['Ken Ito wrote to you: Internal chat']);
  expect(told('private', 'all').notes()).toEqual([]);
  expect(told('all', 'all').notes()).toEqual(['Ken Ito in All Northfield Staff: Internal chat']);
  expect(told('none', WITH_KEN).notes()).toEqual([]);
  const house = told('private', WITH_KEN);
  house.rooms.value = new Map([[WITH_KEN, { roomId: WITH_KEN, last: 1, readTo: 1 }]]);
  expect(house.notes()).toEqual([]);
});

test('D25 a request has its own sound, says who asks, and is over when it is answered', () => {
  const house = prepared();
  const request = {
    kind: 'transfer' as const,
    to: { operatorId: DANA.id, name: DANA.name },
    by: KEN,
    note: 'needs a map',
    stays: false,
    until: T0 + 60_000,
  };
  house.asked.value = [{ chat: active('leo', KEN), request }];
  expect(house.played).toEqual(['request']);
  expect(house.notes()).toEqual(['Ken Ito asks you to take over a chat: Reference']);
  expect(house.noticing.waits).toBe('Ken Ito asks you');
  house.pass(10_000);
  house.asked.value = [];
  house.pass(20_000);
  expect([house.played, house.notes()]).toEqual([['request', 'request again'], []]);
});

test('D31 the number counts chats that are this operator’s to take, unread chats and private conversations', () => {
  const house = prepared();
  house.happen({ type: 'chatChanged', chat: waiting('amina') });
  house.happen({
    type: 'chatChanged',
    chat: waiting('uma', { offeredTo: { ...KEN, until: T0 + 20_000 } }),
  });
  written(house);
  house.rooms.value = new Map([
    [WITH_KEN, { roomId: WITH_KEN, last: 3, readTo: 0 }],
    ['all', { roomId: 'all', last: 9, readTo: 0 }],
  ]);
  expect(house.noticing.needsMe.value).toBe(3);
  house.pass(20_000);
  expect(house.noticing.needsMe.value).toBe(4);
  expect(house.noticing.waits).toBe('2 chats are waiting');
});

describe('the browser’s tab', () => {
  const news = {
    name: 'Desk · Northfield',
    needsMe: 2,
    waits: 'A chat is waiting',
    isConnected: true,
    isInFront: false,
    isStill: false,
    now: 0,
  };

  test('D31 counts in its title, and alternates calmly while something waits out of sight', () => {
    expect(tabTitle(news)).toBe('(2) Desk · Northfield');
    expect(tabTitle({ ...news, now: 3_000 })).toBe('(2) A chat is waiting · Desk · Northfield');
    expect(tabTitle({ ...news, now: 6_000 })).toBe('(2) Desk · Northfield');
    for (const still of [{ isStill: true }, { isInFront: true }, { waits: undefined }]) {
      expect(tabTitle({ ...news, ...still, now: 3_000 })).toBe('(2) Desk · Northfield');
    }
    expect(tabTitle({ ...news, needsMe: 0, waits: undefined })).toBe('Desk · Northfield');
  });

  test('D31 has the number on its sign, and a mark without a connection', () => {
    const drawn = (more: Partial<typeof news>) => decodeURIComponent(tabSign({ ...news, ...more }));
    expect(tabSign(news)).toMatch(/^data:image\/svg\+xml,%3Csvg/u);
    expect(drawn({})).toContain('>2</text>');
    expect(drawn({ needsMe: 12 })).toContain('>9+</text>');
    expect(drawn({ needsMe: 0 })).not.toContain('<text');
    expect(drawn({ isConnected: false, needsMe: 0 })).toContain('>!</text>');
    expect(tabTitle({ ...news, isConnected: false })).toBe('No connection · Desk · Northfield');
  });
});
