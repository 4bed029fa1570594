// The socket that comes back: its states, its pauses, its heartbeat.
import { HEARTBEAT_MS } from '../../../lambdas/protocol/limits.ts';
import { GATEWAY_LIMITS } from '../../../local/websocket/limits.ts';
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS } from '../../../frontend/connection/reconnect-pauses.ts';
import {
  LOOK_EVERY_MS,
  PONG_PATIENCE_MS,
  PROBE_PATIENCE_MS,
  ReconnectingSocket,
  type SocketState,
  WELCOME_PATIENCE_MS,
} from '../../../frontend/connection/socket.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

function prepared() {
  const world = new FakeSurroundings();
  const heard: string[] = [];
  const states: SocketState[] = [];
  const socket = new ReconnectingSocket({
    url: 'wss://example.org',
    surroundings: world,
    ping: 'ping',
    onOpened: () => world.socket.written.push('hello'),
    onText: (text) => heard.push(text),
  });
  socket.states.listen((state) => states.push(state));
  const openUp = () => {
    world.socket.open();
    socket.settle();
  };
  return { world, heard, states, socket, openUp };
}

describe('a socket', () => {
  test('is open once the hello was answered, not before', () => {
    const { world, socket } = prepared();
    socket.start();
    world.socket.open();
    expect(socket.state.kind).toBe('connecting');
    expect(world.socket.written).toEqual(['hello']);
    socket.settle();
    expect(socket.state).toEqual({ kind: 'open' });
  });

  test('comes back after pauses that double up to the longest', () => {
    const { world, socket } = prepared();
    socket.start();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      world.socket.fall();
      if (socket.state.kind !== 'waiting') throw new Error(`is ${socket.state.kind}`);
      expect(socket.state.tries).toBe(round + 1);
      const pause = socket.state.until - world.now();
      pauses.push(pause);
      world.pass(pause - 1);
      expect(world.sockets).toHaveLength(round + 1);
      world.pass(1);
      expect(world.sockets).toHaveLength(round + 2);
    }
    expect(pauses.slice(0, 3)).toEqual([FIRST_PAUSE_MS, 2 * FIRST_PAUSE_MS, 4 * FIRST_PAUSE_MS]);
    expect(pauses.at(-1)).toBe(LONGEST_PAUSE_MS);
  });

  test('scatters its pauses, so that a crowd does not return at once', () => {
    const { world, socket } = prepared();
    world.chance = 0.999;
    socket.start();
    world.socket.fall();
    if (socket.state.kind !== 'waiting') throw new Error(`is ${socket.state.kind}`);
    expect(socket.state.until - world.now()).toBe(Math.round(FIRST_PAUSE_MS * (1 - 0.5 * 0.999)));
  });

  test('begins with the shortest pause again after a connection that worked', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    for (let round = 0; round < 4; round += 1) {
      world.socket.fall();
      world.pass(LONGEST_PAUSE_MS);
    }
    openUp();
    world.socket.fall();
    expect(socket.state).toMatchObject({ kind: 'waiting', tries: 1, until: world.now() + FIRST_PAUSE_MS });
  });

  test('keeps its growing pauses where the server accepts but never welcomes', () => {
    const { world, socket } = prepared();
    socket.start();
    world.socket.open();
    world.pass(WELCOME_PATIENCE_MS);
    expect(socket.state).toMatchObject({ kind: 'waiting', tries: 1 });
    world.pass(FIRST_PAUSE_MS);
    world.socket.open();
    world.pass(WELCOME_PATIENCE_MS);
    expect(socket.state).toMatchObject({ kind: 'waiting', tries: 2 });
  });

  test('tries at once when asked to', () => {
    const { world, socket } = prepared();
    socket.start();
    world.socket.fall();
    socket.tryNow();
    expect(socket.state.kind).toBe('connecting');
    expect(world.sockets).toHaveLength(2);
    world.pass(FIRST_PAUSE_MS);
    expect(world.sockets).toHaveLength(2);
  });

  test('pings at every heartbeat, and stays open when anything comes back', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    for (let beat = 0; beat < 10; beat += 1) {
      world.pass(HEARTBEAT_MS);
      world.socket.say('something');
    }
    expect(world.socket.written.filter((text) => text === 'ping')).toHaveLength(10);
    expect(socket.state.kind).toBe('open');
  });

  test('K18: says something many times within the silence that API Gateway allows', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    const spokenAt: number[] = [];
    const start = world.now();
    for (let second = 0; second < (2 * GATEWAY_LIMITS.idleMilliseconds) / 1_000; second += 1) {
      const before = world.socket.written.length;
      world.pass(1_000);
      if (world.socket.written.length === before) continue;
      spokenAt.push(world.now() - start);
      world.socket.say('pong');
    }
    const silences = spokenAt.map((at, index) => at - (spokenAt[index - 1] ?? 0));
    expect(Math.max(...silences)).toBeLessThan(GATEWAY_LIMITS.idleMilliseconds / 10);
    expect(world.sockets).toHaveLength(1);
  });

  test('K19: notices after a sleep that the connection died in it, long before the next heartbeat', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    world.pass(1_000);
    world.sleep(3_600_000);
    world.pass(LOOK_EVERY_MS + PROBE_PATIENCE_MS);
    expect(world.sockets).toHaveLength(2);
    openUp();
    expect(socket.state.kind).toBe('open');
  });

  test('K19: keeps a connection that has outlived a sleep', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    world.sleep(60_000);
    world.pass(LOOK_EVERY_MS);
    expect(world.socket.written.at(-1)).toBe('ping');
    world.socket.say('pong');
    world.pass(PROBE_PATIENCE_MS);
    expect(socket.state.kind).toBe('open');
  });

  test('takes silence after a ping for a dead connection', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    const [first] = world.sockets;
    world.pass(HEARTBEAT_MS + PONG_PATIENCE_MS - 1);
    expect(socket.state.kind).toBe('open');
    world.pass(1);
    expect(socket.state.kind).toBe('waiting');
    expect(first?.isClosed).toBe(true);
  });

  test.each(['visible', 'woken'] as const)(
    'K19: asks for a sign of life when the tab is %s, with less patience',
    (change) => {
      const { world, socket, openUp } = prepared();
      socket.start();
      openUp();
      world.change(change);
      expect(world.socket.written.at(-1)).toBe('ping');
      world.pass(PROBE_PATIENCE_MS);
      expect(socket.state.kind).toBe('waiting');
    },
  );

  test('without a network it waits for the network, and then comes back at once', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    world.online = false;
    world.socket.fall();
    expect(socket.state).toMatchObject({ kind: 'waiting', offline: true });
    world.change('offline');
    expect(socket.state.kind).toBe('waiting');
    world.online = true;
    world.change('online');
    expect(socket.state.kind).toBe('connecting');
  });

  test('hears nothing more of a connection that it gave up', () => {
    const { world, socket, heard, openUp } = prepared();
    socket.start();
    openUp();
    const [old] = world.sockets;
    socket.drop();
    world.pass(FIRST_PAUSE_MS);
    openUp();
    old?.say('late');
    old?.fall();
    expect(heard).toEqual([]);
    expect(socket.state.kind).toBe('open');
  });

  test('survives an address that the browser refuses outright', () => {
    const { world, socket } = prepared();
    world.isBroken = true;
    socket.start();
    expect(socket.state.kind).toBe('waiting');
    world.isBroken = false;
    world.pass(FIRST_PAUSE_MS);
    expect(socket.state.kind).toBe('connecting');
  });

  test('stops for good: no timer, no connection, and says why', () => {
    const { world, socket, openUp } = prepared();
    socket.start();
    openUp();
    socket.stop('unsupportedVersion');
    expect(socket.state).toEqual({ kind: 'stopped', reason: 'unsupportedVersion' });
    expect(world.plans).toBe(0);
    expect(world.socket.isClosed).toBe(true);
    world.change('online');
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
    socket.start();
    expect(world.sockets).toHaveLength(2);
  });
});
