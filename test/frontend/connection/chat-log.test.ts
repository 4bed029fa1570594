// The log: no gaps, nothing twice, and catch-ups one at a time.
import {
  CATCH_UP_RETRY_MS,
  ChatLog,
  GAP_PATIENCE_MS,
  type Placed,
  SETTLE_MS,
} from '../../../frontend/connection/chat-log.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

const at = (place: number, after = place - 1): Placed => ({ place, after });

function prepared() {
  const world = new FakeSurroundings();
  const asked: number[] = [];
  const log = new ChatLog<Placed>({ catchUp: (after) => asked.push(after), after: world.after });
  return { world, asked, log, places: () => log.entries.map(({ place }) => place) };
}

describe('a log', () => {
  test('takes entries in order and asks for nothing', () => {
    const { log, world, asked, places } = prepared();
    for (const place of [1, 2, 3]) log.add(at(place));
    world.pass(60_000);
    expect(places()).toEqual([1, 2, 3]);
    expect(asked).toEqual([]);
    expect(log.last).toBe(3);
  });

  test('knows places that its reader may not see (M7)', () => {
    const { log, places } = prepared();
    log.add(at(1, 0));
    log.add(at(4, 1));
    expect(places()).toEqual([1, 4]);
    expect(log.hasGap).toBe(false);
  });

  test('holds back what comes too early, and adds it once the gap is filled', () => {
    const { log, world, asked, places } = prepared();
    log.add(at(1));
    log.add(at(3));
    expect(places()).toEqual([1]);
    log.add(at(2));
    expect(places()).toEqual([1, 2, 3]);
    world.pass(60_000);
    expect(asked).toEqual([]);
  });

  test('takes nothing twice', () => {
    const { log, places } = prepared();
    const additions: number[] = [];
    log.additions.listen((entries) => additions.push(...entries.map(({ place }) => place)));
    for (const place of [1, 1, 2, 1, 2]) log.add(at(place));
    log.addPage([at(1), at(2), at(3)], false);
    expect(places()).toEqual([1, 2, 3]);
    expect(additions).toEqual([1, 2, 3]);
  });

  test('asks for a gap after a short patience, once, and again only where no answer comes', () => {
    const { log, world, asked, places } = prepared();
    log.add(at(1));
    log.add(at(5));
    world.pass(GAP_PATIENCE_MS - 1);
    expect(asked).toEqual([]);
    log.add(at(6));
    world.pass(1);
    expect(asked).toEqual([1]);
    world.pass(CATCH_UP_RETRY_MS - 1);
    expect(asked).toEqual([1]);
    world.pass(1);
    expect(asked).toEqual([1, 1]);
    log.addPage([at(2), at(3), at(4)], false);
    expect(places()).toEqual([1, 2, 3, 4, 5, 6]);
    world.pass(120_000);
    expect(asked).toEqual([1, 1]);
  });

  test('asks on while there is more', () => {
    const { log, asked, world } = prepared();
    log.addPage([at(1), at(2)], true);
    expect(asked).toEqual([2]);
    log.addPage([at(3)], false);
    world.pass(60_000);
    expect(asked).toEqual([2]);
  });

  test('asks once more some time after a return', () => {
    const { log, asked, world } = prepared();
    log.addPage([at(1)], false);
    log.settle();
    world.pass(SETTLE_MS);
    expect(asked).toEqual([1]);
    log.addPage([], false);
    world.pass(60_000);
    expect(asked).toEqual([1]);
  });

  test('asks nothing while there is no connection', () => {
    const { log, asked, world } = prepared();
    log.add(at(3));
    log.pause();
    world.pass(60_000);
    expect(asked).toEqual([]);
    log.addPage([at(1), at(2)], false);
    expect(log.last).toBe(3);
  });

  test('waits longer after each fruitless catch-up', () => {
    const { log, asked, world } = prepared();
    log.add(at(9));
    world.pass(GAP_PATIENCE_MS);
    const times: number[] = [];
    let seen = asked.length;
    for (let second = 1; second <= 60; second += 1) {
      world.pass(1_000);
      if (asked.length > seen) times.push(second);
      seen = asked.length;
    }
    expect(times).toEqual([2, 6, 14, 30, 60]);
  });
});
