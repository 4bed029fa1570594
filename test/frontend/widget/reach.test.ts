// Whether the library can be reached: what counts as half a minute of vain tries, and what does not.
import { ReconnectingSocket } from '../../../frontend/connection/socket.ts';
import { UNREACHABLE_AFTER_MS, watchReach } from '../../../frontend/widget/reach.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

function prepared() {
  const world = new FakeSurroundings();
  const told: boolean[] = [];
  const socket = new ReconnectingSocket({
    url: 'wss://example.org',
    surroundings: world,
    ping: 'ping',
    onOpened: () => socket.settle(),
    onText: () => {},
  });
  watchReach(socket.states, world, (isUnreachable) => told.push(isUnreachable));
  return { world, socket, isUnreachable: () => told.at(-1) ?? false };
}

describe('K20: the library can’t be reached', () => {
  test.each([
    ['refuses every connection', true],
    ['says nothing', false],
  ])('after half a minute in which it %s', (_, isBroken) => {
    const { world, socket, isUnreachable } = prepared();
    world.isBroken = isBroken;
    socket.start();
    world.pass(UNREACHABLE_AFTER_MS - 1);
    expect(isUnreachable()).toBe(false);
    world.pass(1);
    expect(isUnreachable()).toBe(true);
    world.pass(UNREACHABLE_AFTER_MS);
    expect(isUnreachable()).toBe(true);
  });

  test('until there is a connection; the next loss begins anew', () => {
    const { world, socket, isUnreachable } = prepared();
    world.isBroken = true;
    socket.start();
    world.pass(UNREACHABLE_AFTER_MS);
    world.isBroken = false;
    socket.tryNow();
    world.socket.open();
    expect(isUnreachable()).toBe(false);
    world.isBroken = true;
    world.socket.fall();
    world.pass(UNREACHABLE_AFTER_MS - 1);
    expect(isUnreachable()).toBe(false);
    world.pass(1);
    expect(isUnreachable()).toBe(true);
  });

  test('is not said where it is the browser that has no network', () => {
    const { world, socket, isUnreachable } = prepared();
    world.isBroken = true;
    world.online = false;
    socket.start();
    world.pass(10 * UNREACHABLE_AFTER_MS);
    expect(isUnreachable()).toBe(false);
    world.online = true;
    world.change('online');
    world.pass(UNREACHABLE_AFTER_MS);
    expect(isUnreachable()).toBe(true);
    world.online = false;
    world.pass(UNREACHABLE_AFTER_MS);
    expect(isUnreachable()).toBe(false);
  });

  test('is not said of the time that a computer slept', () => {
    const { world, socket, isUnreachable } = prepared();
    world.isBroken = true;
    socket.start();
    world.pass(5_000);
    world.sleep(3_600_000);
    world.pass(UNREACHABLE_AFTER_MS - 5_000);
    expect(isUnreachable()).toBe(false);
    world.pass(UNREACHABLE_AFTER_MS);
    expect(isUnreachable()).toBe(true);
  });

  test('is not said of a panel that has stopped to try', () => {
    const { world, socket, isUnreachable } = prepared();
    world.isBroken = true;
    socket.start();
    world.pass(UNREACHABLE_AFTER_MS);
    socket.stop();
    expect(isUnreachable()).toBe(false);
  });
});
