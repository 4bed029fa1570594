// Builders for the tests of handing over: requests, what the log tells of them, and a desk that can ask and be asked.
import { signal } from '@preact/signals';
import { Handing } from '../../../frontend/dashboard/handing/handing.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { asAuthor, DANA, KEN, T0 } from './desk-builders.ts';
import type { House } from './desk-house.ts';

export const TOMAS = { id: 'tomas', name: 'Tomas Weiss' };

/** As far as the fake clock is at the beginning of every test. */
export const START = 1_000_000;

export const standing = (more: Partial<StandingRequest> = {}): StandingRequest => ({
  kind: 'transfer',
  to: { operatorId: TOMAS.id, name: TOMAS.name },
  by: DANA,
  note: 'needs the map room',
  stays: false,
  until: START + 60_000,
  ...more,
});

/** Ken asks Dana, whose desk it is. */
export const toDana = (more: Partial<StandingRequest> = {}): StandingRequest =>
  standing({ by: KEN, to: { operatorId: DANA.id, name: DANA.name }, ...more });

export function requested(
  place: number,
  more: Partial<Extract<Entry, { kind: 'requested' }>> = {},
): Extract<Entry, { kind: 'requested' }> {
  return {
    kind: 'requested',
    place,
    after: place - 1,
    at: START,
    by: asAuthor(DANA),
    request: 'transfer',
    to: TOMAS.name,
    note: 'needs the map room',
    until: START + 60_000,
    asks: false,
    ...more,
  };
}

export function requestEnded(
  place: number,
  by: { id: string; name: string } | 'patron',
  why: Extract<Entry, { kind: 'requestEnded' }>['why'],
  reason = '',
): Entry {
  const author = by === 'patron' ? ({ role: 'patron' } as const) : asAuthor(by);
  return {
    kind: 'requestEnded',
    place,
    after: place - 1,
    at: START + 5_000,
    by: author,
    request: 'transfer',
    why,
    reason,
    owner: DANA,
  };
}

export const transferred = (place: number, stays = false): Entry => ({
  kind: 'transferred',
  place,
  after: place - 1,
  at: START + 5_000,
  by: asAuthor(TOMAS),
  from: DANA,
  stays,
});

export const colleague = (
  person: { id: string; name: string },
  more: Partial<Colleague> = {},
): Colleague => ({ ...person, departmentIds: ['reference'], status: 'available', since: T0, ...more });

/** What hands over on this desk, with what it said, and the rooms that it opened. */
export function handingOf(house: House) {
  const time = signal(START);
  const said: string[] = [];
  const rooms: string[] = [];
  const handing = new Handing({
    ...house,
    rooms: { open: (roomId) => rooms.push(roomId) },
    clock: { time },
    time: new LibraryTime('UTC'),
    say: (sentence) => said.push(sentence),
  });
  /** Time passes for the clock and for the desk. */
  const pass = (ms: number): void => {
    time.value += ms;
    house.desk.tick(time.value);
  };
  return { handing, time, said, rooms, pass };
}
