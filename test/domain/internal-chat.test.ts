// Rooms: who is in them, how each names them, and a log that stays whole whoever writes and however often.
import * as fc from 'fast-check';
import type { OutboxMark } from '../../lambdas/domain/chat.ts';
import { outboxOf } from '../../lambdas/domain/chat-log.ts';
import {
  enterRoom,
  isInRoom,
  type Member,
  type Room,
  type RoomEntry,
  type RoomHead,
  roomEntryViews,
  roomIdFor,
  roomKey,
  sayInRoom,
} from '../../lambdas/domain/internal-chat.ts';
import { DAY, START } from '../support/chat-views.ts';

const member = (operatorId: string, more: Partial<Member> = {}): Member => ({
  operatorId,
  roles: ['operator'],
  departmentIds: ['reference'],
  ...more,
});

const ada = member('ada');
const ben = member('ben', { departmentIds: [] });
const carla = member('carla', { roles: ['coordinator'], departmentIds: [] });

function entered(roomId: string, who: Member): Room {
  const result = enterRoom(roomId, who);
  if (result.outcome === 'refused') throw new Error(result.code);
  return result.room;
}

test('I1: everybody is in the room of all, members and coordinators in that of a department', () => {
  for (const who of [ada, ben, carla]) expect(entered('all', who)).toEqual({ kind: 'all' });
  expect(entered('dep~reference', ada)).toEqual({ kind: 'department', departmentId: 'reference' });
  expect(entered('dep~reference', carla)).toEqual({ kind: 'department', departmentId: 'reference' });
  expect(enterRoom('dep~reference', ben)).toMatchObject({ code: 'noSuchDepartment' });
  expect(enterRoom('two~ada', ada)).toMatchObject({ code: 'notAllowed' });
});

test('I2: two name their conversation by each other, and nobody else has a name for it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 3 }), (ids) => {
      const [one = '', other = '', third = ''] = ids;
      const room = entered(`two~${other}`, member(one));
      expect(entered(`two~${one}`, member(other))).toEqual(room);
      expect(roomIdFor(room, one)).toBe(`two~${other}`);
      expect(roomIdFor(room, other)).toBe(`two~${one}`);
      expect(isInRoom(room, member(third, { roles: ['administrator'] }))).toBe(false);
      for (const named of [one, other]) {
        expect(roomKey(entered(`two~${named}`, member(third)))).not.toBe(roomKey(room));
      }
    }),
  );
});

test('I3: a name said again has its place again, one too far is refused, and time does not run back', () => {
  const by = { id: 'ada', name: 'Ada' };
  const message = { by, name: 'desk-adaa.1', text: 'Hello', keepDays: 30 };
  const first = sayInRoom({}, message, START);
  if (first.outcome !== 'said') throw new Error(first.outcome);
  expect(first.entry).toMatchObject({ place: 1, at: START, keptUntil: START + 30 * DAY });
  const state = { head: { place: 4, at: START + 9 }, mark: first.mark };
  expect(sayInRoom(state, message, START + 10)).toEqual({ outcome: 'saidBefore', mark: first.mark });
  expect(sayInRoom(state, { ...message, name: 'desk-adaa.3' }, START)).toMatchObject({
    code: 'outOfOrder',
    details: { expected: 2 },
  });
  expect(sayInRoom(state, { ...message, name: 'desk-adaa.2' }, START)).toMatchObject({
    entry: { place: 5, at: START + 9 },
    mark: { number: 2, place: 5, after: 4 },
  });
});

test('I6: what is past its time between two entries is waited for by nobody', () => {
  const entry = (place: number): RoomEntry => ({
    place,
    at: START,
    by: { id: 'ada', name: 'Ada' },
    name: 'desk-adaa.1',
    text: 'x',
    keptUntil: START + DAY,
  });
  expect(roomEntryViews([entry(5), entry(6), entry(9)], 2).map(({ place, after }) => [place, after])).toEqual(
    [
      [5, 2],
      [6, 5],
      [9, 6],
    ],
  );
});

/** A room as the table keeps it: a write counts only where both head and mark are as they were read. */
class StoredRoom {
  readonly log: RoomEntry[] = [];
  readonly #marks = new Map<string, OutboxMark>();

  head(): RoomHead | undefined {
    const last = this.log.at(-1);
    return last && { place: last.place, at: last.at };
  }

  mark(outbox: string): OutboxMark | undefined {
    return this.#marks.get(outbox);
  }

  write(
    before: { head?: RoomHead | undefined; mark?: OutboxMark | undefined },
    entry: RoomEntry,
    mark: OutboxMark,
  ): boolean {
    const { outbox } = outboxOf(entry.name);
    if (this.head()?.place !== before.head?.place) return false;
    if (this.#marks.get(outbox)?.number !== before.mark?.number) return false;
    this.log.push(entry);
    this.#marks.set(outbox, mark);
    return true;
  }
}

/** One page that writes: its messages one after another, each said again until it is answered. */
class Writer {
  readonly said: string[] = [];
  readonly places: number[] = [];
  readonly #outbox: string;
  readonly #room: StoredRoom;
  #head: RoomHead | undefined;
  #mark: OutboxMark | undefined;

  constructor(outbox: string, room: StoredRoom) {
    this.#outbox = outbox;
    this.#room = room;
  }

  get #name(): string {
    return `${this.#outbox}.${this.places.length + 1}`;
  }

  /** The two reads of a turn are apart: a message may be stored in between. */
  step(what: 'readHead' | 'readMark' | 'write' | 'writeUnanswered'): void {
    if (what === 'readHead') this.#head = this.#room.head();
    else if (what === 'readMark') this.#mark = this.#room.mark(this.#outbox);
    else this.#write(what === 'write');
  }

  #write(isAnswered: boolean): void {
    const before = { head: this.#head, mark: this.#mark };
    const by = { id: this.#outbox, name: this.#outbox };
    const message = { by, name: this.#name, text: this.#name, keepDays: 30 };
    const decision = sayInRoom(before, message, START);
    if (decision.outcome === 'refused') return;
    if (decision.outcome === 'said' && !this.#room.write(before, decision.entry, decision.mark)) return;
    if (isAnswered) {
      this.said.push(this.#name);
      this.places.push(decision.mark.place);
    }
  }
}

test('I3: whatever two writers do at once and again, nothing is lost, doubled or out of order', () => {
  const step = fc.record({
    writer: fc.nat(1),
    what: fc.constantFrom('readHead', 'readMark', 'write', 'writeUnanswered'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const room = new StoredRoom();
      const writers = [new Writer('desk-adaa', room), new Writer('desk-benn', room)];
      for (const { writer, what } of steps) writers[writer]?.step(what);
      // In the end every writer has a quiet moment.
      for (const writer of writers) {
        for (const what of ['readHead', 'readMark', 'write'] as const) writer.step(what);
      }
      const { log } = room;
      expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
      for (const { said, places } of writers) {
        expect(said.length).toBeGreaterThan(0);
        expect(places.map((place) => log[place - 1]?.name)).toEqual(said);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }
      expect(log).toHaveLength(writers.reduce((sum, { said }) => sum + said.length, 0));
    }),
    { numRuns: 500 },
  );
});
