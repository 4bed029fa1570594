// Whom chats are offered to: at their arrival, when whoever had the offer goes, and when all of that happens at once.
import { moveOffers, OFFER_TRIES } from '../../lambdas/app/move-offers.ts';
import type { Change } from '../../lambdas/domain/chat-change.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import type { Write, Written } from '../../lambdas/store/table-client.ts';
import { HOUR, START } from '../support/chat-views.ts';
import { chatIdOf } from '../support/library.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

/** A chat store that lets something else happen just before it writes. */
class InterruptedChats extends ChatStore {
  before: (() => Promise<unknown>) | undefined;

  override async change(change: Change, also: readonly Write[] = []): Promise<Written> {
    const hook = this.before;
    this.before = undefined;
    await hook?.();
    return super.change(change, also);
  }
}

/** Ada and Ben are available; Ada came first, so she is next. */
async function staffed(): Promise<{ library: Library; chats: InterruptedChats }> {
  const made: { chats?: InterruptedChats } = {};
  const library = await open({ chats: ({ table }) => (made.chats = new InterruptedChats(table)) });
  if (!made.chats) throw new Error('the library was opened without its chats');
  await library.operator('ada');
  library.now += 1_000;
  await library.operator('ben');
  library.now += 1_000;
  library.sockets.forget();
  return { library, chats: made.chats };
}

const setStatus = (library: Library, who: string, status: string) =>
  library.asks(`o-${who}`, { action: 'setStatus', status }, 'statusSet');

async function offeredTo(library: Library, chat: string): Promise<string | undefined> {
  const stored = await library.service.chats.readHead(chatIdOf(chat));
  return stored?.state === 'waiting' ? stored.offeredTo?.id : undefined;
}

async function deskOf(library: Library, id: string) {
  const { desks } = await library.service.connections.staffAndDesks();
  const desk = desks.find(({ operatorId }) => operatorId === id);
  if (!desk) throw new Error(`no desk of ${id}`);
  return desk;
}

const lastTallies = (library: Library, connectionId: string) =>
  library.sockets.of(connectionId, 'tallies').at(-1)?.tallies;

describe('an arrival', () => {
  test('R1, R2: is offered by turns, for as long as the department says, and all are told', async () => {
    const { library } = await staffed();

    for (const chat of ['one', 'two', 'three']) {
      await library.patronAsks(chat);
      library.now += 1;
    }

    expect(await offeredTo(library, 'one')).toBe('ada');
    expect(await offeredTo(library, 'two')).toBe('ben');
    expect(await offeredTo(library, 'three')).toBe('ada');
    const [told] = library.sockets.of('o-ben', 'chatChanged');
    expect(told?.chat.offeredTo).toEqual({ id: 'ada', name: 'Name ada', until: START + 22_000 });
    expect(lastTallies(library, 'o-ben')).toMatchObject([
      { operatorId: 'ada', offered: 2, lastTurnAt: START + 2_002 },
    ]);
  });

  test('R2: two at the same moment are offered to two', async () => {
    const { library, chats } = await staffed();
    chats.before = () => library.patronAsks('two');

    await library.patronAsks('one');

    expect([await offeredTo(library, 'one'), await offeredTo(library, 'two')]).toEqual(['ben', 'ada']);
  });

  test('R2: many at once are offered evenly, each to one', async () => {
    const { library } = await staffed();
    const names = ['a', 'b', 'c', 'd'];

    await Promise.all(names.map((name) => library.patronAsks(name)));

    const all = await Promise.all(names.map((name) => offeredTo(library, name)));
    const count = (id: string) => all.filter((each) => each === id).length;
    expect(Math.abs(count('ada') - count('ben'))).toBeLessThan(2);
    expect((await deskOf(library, 'ada')).offers).toHaveLength(count('ada'));
    expect((await deskOf(library, 'ben')).offers).toHaveLength(count('ben'));
  });

  test('R2: overtaken again and again, it is open to all', async () => {
    const { library, chats } = await staffed();
    let overtaken = 0;
    const overtake = async (): Promise<void> => {
      overtaken += 1;
      chats.before = overtake;
      for (const id of ['ada', 'ben']) await library.service.desks.touch(id, library.now);
    };
    chats.before = overtake;

    await library.patronAsks('one');

    expect(overtaken).toBe(OFFER_TRIES + 1);
    expect(await library.service.chats.readHead(chatIdOf('one'))).toMatchObject({ state: 'waiting' });
    expect(await offeredTo(library, 'one')).toBeUndefined();
  });

  test('C2: the same frame again offers nothing twice', async () => {
    const { library, chats } = await staffed();
    await library.patronHello('p-two');
    chats.before = () => library.asks('p-two', library.startFrame('one'), 'chatStarted');

    await library.patronAsks('one');

    expect(await offeredTo(library, 'one')).toBe('ada');
    expect((await deskOf(library, 'ada')).offers).toHaveLength(1);
    expect((await deskOf(library, 'ben')).offers).toEqual([]);
  });

  test('R6: whoever goes away while it is decided is passed over', async () => {
    const { library, chats } = await staffed();
    chats.before = () => setStatus(library, 'ada', 'away');

    await library.patronAsks('one');

    expect(await offeredTo(library, 'one')).toBe('ben');
    expect((await deskOf(library, 'ada')).offers).toEqual([]);
  });

  test('R5: who has as many as they want is passed over, and so is nobody’s limit forgotten', async () => {
    const { library } = await staffed();

    await library.asks('o-ada', { action: 'setOwnLimit', limit: 1 }, 'done');
    expect(lastTallies(library, 'o-ben')).toMatchObject([{ operatorId: 'ada', limit: 1 }]);
    for (const chat of ['one', 'two', 'three']) await library.patronAsks(chat);
    expect(await offeredTo(library, 'three')).toBe('ben');
    await library.asks('o-ada', { action: 'setOwnLimit' }, 'done');
    expect(lastTallies(library, 'o-ben')?.[0]).not.toHaveProperty('limit');
    await library.patronAsks('four');
    expect(await offeredTo(library, 'four')).toBe('ada');
    expect(await library.refuses('o-ada', { action: 'setOwnLimit', limit: 0 })).toBe('malformed');
  });
});

describe('an offer', () => {
  test.each(['away', 'internalOnly', 'offline'])('R6: moves on when its operator is %s', async (status) => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');

    await setStatus(library, 'ada', status);

    expect(await offeredTo(library, 'one')).toBe('ben');
    expect((await library.log(chatId)).at(-1)).toMatchObject({
      kind: 'offered',
      by: { id: 'ada' },
      to: { id: 'ben', name: 'Name ben' },
    });
    expect((await deskOf(library, 'ada')).offers).toEqual([]);
    expect(await deskOf(library, 'ben')).toMatchObject({ offers: [{ chatId }], lastTurnAt: library.now });
    expect(library.sockets.of('o-ben', 'chatChanged').at(-1)?.chat.offeredTo?.id).toBe('ben');
    // The patron is told nothing of it.
    expect(library.sockets.of('p-one', 'entry')).toEqual([]);
  });

  test('R6: moves on with the last connection only, and to all where nobody is next', async () => {
    const { library } = await staffed();
    await setStatus(library, 'ben', 'away');
    await library.operator('ada', { connectionId: 'o-second' });
    const { chatId } = await library.patronAsks('one');

    await library.disconnects('o-ada');
    expect(await offeredTo(library, 'one')).toBe('ada');
    await library.disconnects('o-second');

    expect(await offeredTo(library, 'one')).toBeUndefined();
    expect((await library.log(chatId)).at(-1)).not.toHaveProperty('to');
  });

  test('R6: is moved on once, however often that is tried, and never once it has lapsed', async () => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');
    const ada = { operatorId: 'ada', name: 'Name ada', departmentIds: ['reference'] };

    await Promise.all([moveOffers(library.service, ada), moveOffers(library.service, ada)]);
    expect((await library.log(chatId)).map(({ kind }) => kind)).toEqual(['message', 'offered']);
    library.now += 20_000;
    await moveOffers(library.service, { operatorId: 'ben', name: 'Name ben', departmentIds: ['reference'] });
    expect(await library.log(chatId)).toHaveLength(2);
  });

  test('R6: a claim at the same moment holds', async () => {
    const { library, chats } = await staffed();
    const { chatId } = await library.patronAsks('one');
    chats.before = () => library.claims('o-ben', chatId);

    await setStatus(library, 'ada', 'away');

    expect(await library.service.chats.readHead(chatId)).toMatchObject({ state: 'active', ownerId: 'ben' });
    expect((await deskOf(library, 'ada')).offers).toEqual([]);
    expect(await deskOf(library, 'ben')).toMatchObject({ chats: [{ chatId }], offers: [], taken: 1 });
  });
});

describe('desks', () => {
  test('R7, R8: follow a chat: offered, claimed by a colleague, ended', async () => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');
    library.sockets.forget();

    await library.claims('o-ben', chatId);
    expect(library.sockets.of('o-ada', 'tallies')).toHaveLength(1);
    expect(
      lastTallies(library, 'o-ada')?.toSorted((a, b) => (a.operatorId < b.operatorId ? -1 : 1)),
    ).toMatchObject([
      { operatorId: 'ada', chats: 0, offered: 0, taken: 0 },
      { operatorId: 'ben', chats: 1, offered: 0, taken: 1, lastTurnAt: library.now },
    ]);
    await library.asks('o-ben', { action: 'endChat', chatId }, 'done');

    expect(lastTallies(library, 'o-ada')).toMatchObject([{ operatorId: 'ben', chats: 0, taken: 1 }]);
  });

  test('R7: lost and regained connections and messages write none', async () => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-ada', chatId);
    const { version } = await deskOf(library, 'ada');

    await library.operator('ada', { connectionId: 'o-more' });
    await library.disconnects('o-ada');
    await library.asks('o-more', { action: 'attach', chatId, after: 0 }, 'chat');
    await library.sends('o-more', chatId, 'desk-ada.1');
    await library.disconnects('p-one');
    await library.returns('p-again', 'one', 0);

    expect((await deskOf(library, 'ada')).version).toBe(version);
  });

  test('R11, R12: a welcome has everybody’s tallies, and the chats that one is in or offered', async () => {
    const { library } = await staffed();
    const mine = await library.patronAsks('one');
    await library.claims('o-ada', mine.chatId);
    library.now += 1;
    await library.patronAsks('two');
    library.now += 1;
    const next = await library.patronAsks('three');

    await library.operator('ada', { connectionId: 'o-again' });

    const [welcome] = library.sockets.of('o-again', 'welcome');
    if (!welcome || !('chatIds' in welcome)) throw new Error('no welcome of an operator');
    expect(welcome.chatIds).toEqual([mine.chatId, next.chatId]);
    expect(welcome.tallies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operatorId: 'ada', chats: 1, offered: 1 }),
        expect.objectContaining({ operatorId: 'ben', chats: 0, offered: 1 }),
      ]),
    );
    expect(library.sockets.of('o-ben', 'staff').at(-1)?.tallies).toHaveLength(2);
  });

  test('R9: coming on duty begins the count and the turn anew; coming back does not', async () => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-ada', chatId);
    const took = library.now;
    library.now += 5_000;

    await setStatus(library, 'ada', 'away');
    await setStatus(library, 'ada', 'available');
    await library.disconnects('o-ada');
    await library.operator('ada', { connectionId: 'o-back' });
    expect(await deskOf(library, 'ada')).toMatchObject({ taken: 1, lastTurnAt: took });

    await library.asks('o-back', { action: 'setStatus', status: 'internalOnly' }, 'statusSet');
    await library.asks('o-back', { action: 'setStatus', status: 'away' }, 'statusSet');
    expect(await deskOf(library, 'ada')).toMatchObject({
      taken: 0,
      lastTurnAt: library.now,
      chats: [{ chatId }],
    });
  });

  test('R9: so does a hello the next day', async () => {
    const { library } = await staffed();
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-ada', chatId);
    await library.disconnects('o-ada');
    library.now += 12 * HOUR + 1_000;

    await library.operator('ada', { connectionId: 'o-tomorrow' });

    expect(await deskOf(library, 'ada')).toMatchObject({ taken: 0, lastTurnAt: library.now });
  });

  test('R11: what does not fit into one frame comes in more', async () => {
    const { library } = await staffed();
    for (let count = 0; count < 75; count += 1) {
      await library.service.connections.addStaff(
        {
          connectionId: `o-${count}`,
          operatorId: `${count}`.padEnd(100, 'x'),
          name: `Name ${count}`.padEnd(60, 'y'),
          roles: ['operator'],
          departmentIds: ['reference'],
          status: 'away',
          since: library.now,
          seenAt: library.now,
          signedInUntil: library.now + HOUR,
          chatIds: [],
        },
        library.now,
      );
      await library.service.desks.touch(`${count}`.padEnd(100, 'x'), library.now);
    }
    library.sockets.forget();

    await library.operator('cleo');

    const at = (connectionId: string) => [
      ...library.sockets.of(connectionId, 'staff').flatMap(({ tallies = [] }) => tallies),
      ...library.sockets.of(connectionId, 'tallies').flatMap(({ tallies }) => tallies),
    ];
    expect(at('o-ada')).toHaveLength(78);
    expect(at('o-cleo')).toHaveLength(78);
    expect(library.sockets.of('o-ada', 'tallies').length).toBeGreaterThan(0);
    expect(library.framesFit).toBe(true);
  });
});
