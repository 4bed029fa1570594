// Internal chat (rules I in docs/behaviour.md): rooms of two, of a department and of all; who gets what, once, in order.
import type { Desk } from '../support/desk.ts';
import { connectOperator, operatorHello, randomName } from '../support/wire-client.ts';
import { ELSEWHERE, HERE, type House, type Section } from './house.ts';

export const internalRules: Section = (house) => {
  describe('rooms', () => rooms(house));
  describe('messages', () => messages(house));
  describe('reading', () => reading(house));
};

const roomWith = (desk: Desk): string => `two~${desk.id}`;

async function staff(house: House): Promise<{ first: Desk; second: Desk; coordinator: Desk }> {
  const first = await house.operator('first', 'away');
  const second = await house.operator('second', 'offline');
  return { first, second, coordinator: await house.coordinator() };
}

/** Says something, and gives its place. */
async function say(desk: Desk, roomId: string, name: string, text: string): Promise<number> {
  const from = desk.wire.received.length;
  desk.wire.socket.send({ action: 'say', roomId, name, text });
  const answer = await desk.wire.expect('said', (said) => said.name === name, from);
  return answer.place;
}

async function refusedWord(desk: Desk, roomId: string, name = `${randomName(9)}.1`): Promise<string> {
  desk.wire.socket.send({ action: 'say', roomId, name, text: 'May I?' });
  return (await desk.wire.expect('error', (error) => error.name === name)).code;
}

const hears = async (desk: Desk, text: string) =>
  await desk.wire.expect('roomEntry', ({ entry }) => entry.text === text);

const heard = (desk: Desk): string[] => desk.wire.all('roomEntry').map(({ entry }) => entry.text);

async function read(desk: Desk, roomId: string, more: object = {}) {
  return await desk.wire.ask({ action: 'readRoom', roomId, ...more }, 'roomEntries');
}

/** Where a room stands before a test adds to it: the target's rooms may have been used before. */
async function standing(desk: Desk, roomId: string) {
  const { rooms: list } = await desk.wire.ask({ action: 'rooms' }, 'rooms');
  return list.find((room) => room.roomId === roomId) ?? { roomId, last: 0, readTo: 0 };
}

function rooms(house: () => House): void {
  test('I1: the room of all reaches everybody signed in, whatever their status', async () => {
    const { first, second, coordinator } = await staff(house());
    const text = `To all ${randomName(6)} 😀 <b>`;
    const place = await say(second, 'all', `${randomName(9)}.1`, text);
    for (const desk of [first, coordinator]) {
      const { roomId, entry } = await hears(desk, text);
      expect([roomId, entry.place, entry.after, entry.by]).toEqual([
        'all',
        place,
        place - 1,
        { id: second.id, name: second.name },
      ]);
    }
    await second.wire.roundTrip();
    expect(heard(second)).not.toContain(text);
  });

  test('I1: a department’s room is for its members and coordinators', async () => {
    const { first, second, coordinator } = await staff(house());
    const text = `To the department ${randomName(6)}`;
    await say(second, `dep~${ELSEWHERE}`, `${randomName(9)}.1`, text);
    await hears(coordinator, text);
    await first.wire.roundTrip();
    expect(heard(first)).not.toContain(text);
    const request = { action: 'readRoom', roomId: `dep~${ELSEWHERE}` };
    expect((await first.wire.refusal(request)).code).toBe('noSuchDepartment');
    expect(await refusedWord(first, `dep~${ELSEWHERE}`)).toBe('noSuchDepartment');
    expect(await refusedWord(coordinator, 'dep~no-such-department')).toBe('noSuchDepartment');
    const { rooms: own } = await first.wire.ask({ action: 'rooms' }, 'rooms');
    expect(own.map(({ roomId }) => roomId)).toContain(`dep~${HERE}`);
    expect(own.map(({ roomId }) => roomId)).not.toContain(`dep~${ELSEWHERE}`);
  });

  test('I2: what two say to each other reaches no third, not even a coordinator who asks for it', async () => {
    const { first, second, coordinator } = await staff(house());
    const text = `Between us ${randomName(6)}`;
    await say(first, roomWith(second), `${randomName(9)}.1`, text);
    expect(await hears(second, text)).toMatchObject({ roomId: roomWith(first) });
    await coordinator.wire.roundTrip();
    expect(heard(coordinator)).not.toContain(text);
    for (const roomId of [roomWith(first), roomWith(second), 'all', `dep~${HERE}`]) {
      const { entries } = await read(coordinator, roomId);
      expect(entries.map((entry) => entry.text)).not.toContain(text);
    }
    expect((await read(first, roomWith(second))).entries.at(-1)?.text).toBe(text);
    expect((await read(second, roomWith(first))).entries.at(-1)?.text).toBe(text);
    expect(await refusedWord(first, roomWith(first))).toBe('notAllowed');
    expect(await refusedWord(first, `two~nobody-${randomName(6)}`)).toBe('noSuchOperator');
  });

  test('I8: a patron reads and writes nothing of it, and is sent nothing', async () => {
    const { patron, first } = await house().activeChat();
    const text = `Not for patrons ${randomName(6)}`;
    await say(first, 'all', `${randomName(9)}.1`, text);
    for (const request of [
      { action: 'readRoom', roomId: 'all' },
      { action: 'readRoom', roomId: roomWith(first) },
      { action: 'rooms' },
    ]) {
      expect((await patron.wire.refusal(request)).code).toBe('notAllowed');
    }
    const name = `${randomName(9)}.1`;
    patron.wire.socket.send({ action: 'say', roomId: 'all', name, text: 'From outside' });
    expect((await patron.wire.expect('error', (error) => error.name === name)).code).toBe('notAllowed');
    patron.wire.socket.send({ action: 'typeInRoom', roomId: 'all', writing: true });
    patron.wire.socket.send({ action: 'markRead', roomId: 'all', place: 1 });
    await patron.wire.roundTrip();
    expect(JSON.stringify(patron.wire.received)).not.toContain(text);
    expect((await read(first, 'all')).entries.at(-1)?.text).toBe(text);
    const stranger = await house().bareDashboard();
    expect((await stranger.refusal({ action: 'readRoom', roomId: 'all' })).code).toBe('helloFirst');
  });
}

function messages(house: () => House): void {
  test('I3: the same name sent many times at once takes one place', async () => {
    const { first, second } = await staff(house());
    const roomId = roomWith(second);
    const name = `${randomName(9)}.1`;
    const text = `Impatient ${randomName(6)}`;
    for (let count = 0; count < 8; count += 1) first.wire.socket.send({ action: 'say', roomId, name, text });
    const answers = () => first.wire.all('said').filter((said) => said.name === name);
    while (answers().length < 8) await first.wire.roundTrip();
    expect(new Set(answers().map(({ place }) => place)).size).toBe(1);
    const { entries } = await read(second, roomWith(first));
    expect(entries.filter((entry) => entry.text === text)).toHaveLength(1);
    const ahead = `${name.slice(0, -2)}.3`;
    expect(await refusedWord(first, roomId, ahead)).toBe('outOfOrder');
  });

  test('I3: three write at the same time: places without gaps, each one’s words in their order', async () => {
    const { first, second, coordinator } = await staff(house());
    const { last } = await standing(first, 'all');
    const mark = randomName(6);
    const writes = async (desk: Desk, who: string): Promise<void> => {
      const outbox = randomName(9);
      for (let number = 1; number <= 6; number += 1) {
        await say(desk, 'all', `${outbox}.${number}`, `${mark} ${who} ${number}`);
      }
    };
    await Promise.all([writes(first, 'a'), writes(second, 'b'), writes(coordinator, 'c')]);
    const { entries } = await read(first, 'all', { after: last });
    expect(entries.map(({ place, after }) => [place, after])).toEqual(
      Array.from({ length: 18 }, (_, index) => [last + index + 1, last + index]),
    );
    for (const who of ['a', 'b', 'c']) {
      const own = entries.map(({ text }) => text).filter((text) => text.startsWith(`${mark} ${who}`));
      expect(own).toEqual([1, 2, 3, 4, 5, 6].map((number) => `${mark} ${who} ${number}`));
    }
  });

  test('I7: typing is shown to the others in the room, and to nobody else', async () => {
    const { first, second, coordinator } = await staff(house());
    first.wire.socket.send({ action: 'typeInRoom', roomId: roomWith(second), writing: true });
    const frame = await second.wire.expect('roomTyping');
    expect(frame).toMatchObject({ roomId: roomWith(first), by: { id: first.id }, writing: true });
    await coordinator.wire.roundTrip();
    expect(coordinator.wire.all('roomTyping')).toEqual([]);
  });
}

function reading(house: () => House): void {
  test('I4 I5: who was away finds what they missed counted, and reads it from where they were', async () => {
    const { first, second } = await staff(house());
    const [atFirst, atSecond] = [roomWith(second), roomWith(first)];
    const outbox = randomName(9);
    await say(first, atFirst, `${outbox}.1`, 'Before you go');
    const { last } = await standing(second, atSecond);
    second.wire.socket.send({ action: 'markRead', roomId: atSecond, place: last });
    await second.wire.roundTrip();
    await second.wire.socket.cut();
    await say(first, atFirst, `${outbox}.2`, 'While you are away');
    await say(first, atFirst, `${outbox}.3`, 'And this');

    const wire = await connectOperator(house().address);
    await wire.ask(operatorHello(house().tokens.second, 'offline'), 'welcome');
    const { rooms: own } = await wire.ask({ action: 'rooms' }, 'rooms');
    expect(own.find(({ roomId }) => roomId === atSecond)).toMatchObject({
      last: last + 2,
      readTo: last,
      name: first.name,
    });
    const missed = await wire.ask({ action: 'readRoom', roomId: atSecond, after: last }, 'roomEntries');
    expect(missed.entries.map(({ place, text }) => [place, text])).toEqual([
      [last + 1, 'While you are away'],
      [last + 2, 'And this'],
    ]);
    expect(missed.more).toBe(false);
  });

  test('I5: what one page has read, the operator’s other pages are told', async () => {
    const { first, second } = await staff(house());
    const other = await house().operator('second', 'offline');
    const place = await say(first, roomWith(second), `${randomName(9)}.1`, 'Read this once');
    second.wire.socket.send({ action: 'markRead', roomId: roomWith(first), place });
    const frame = await other.wire.expect('roomRead', (readTo) => readTo.place === place);
    expect(frame.roomId).toBe(roomWith(first));
    expect(await standing(other, roomWith(first))).toMatchObject({ last: place, readTo: place });
  });
}
