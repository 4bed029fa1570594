// Frames over the socket: the hello, requests and their answers, frames that nobody knows.
import * as v from 'valibot';
import type { PatronFrame } from '../../../lambdas/protocol/patron-frames.ts';
import { type ToPatron, toPatron } from '../../../lambdas/protocol/to-patron.ts';
import { ANSWER_PATIENCE_MS, Wire } from '../../../frontend/connection/wire.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';

const CHAT = 'abcdefghijklmnopqrstuv';

function prepared(hello: (ref: string) => Promise<PatronFrame> = async (ref) => helloFrame(ref)) {
  const world = new FakeSurroundings();
  const frames: ToPatron[] = [];
  const reports: string[] = [];
  const wire = new Wire<PatronFrame, ToPatron>({
    url: 'wss://example.org',
    surroundings: world,
    hello,
    parse: (value) => {
      const parsed = v.safeParse(toPatron, value);
      return parsed.success ? parsed.output : undefined;
    },
    report: (problem) => reports.push(problem),
  });
  wire.frames.listen((frame) => frames.push(frame));
  return { world, wire, frames, reports };
}

const helloFrame = (ref: string): PatronFrame => ({
  action: 'hello',
  as: 'patron',
  ref,
  version: 1,
  widgetId: 'reference',
});

const welcome = (ref: string) => ({
  type: 'welcome',
  ref,
  serverTime: 1,
  widget: { id: 'reference', title: '', promise: '' },
  department: { id: 'reference', name: 'Reference' },
  transcriptDays: 30,
  availability: { availableUntil: 0, onDutyUntil: 0 },
  waitingOfferSeconds: 45,
  askAddress: 'ask@library.example',
});

const refOf = (frame: unknown): string => v.parse(v.object({ ref: v.string() }), frame).ref;

async function openUp({ world, wire }: ReturnType<typeof prepared>): Promise<void> {
  if (wire.state.kind === 'stopped') wire.start();
  world.socket.open();
  await settled();
  world.socket.say(welcome(refOf(world.socket.frames.at(-1))));
}

describe('a wire', () => {
  test('says hello first and is open when it is welcomed', async () => {
    const all = prepared();
    const { world, wire } = all;
    wire.start();
    world.socket.open();
    await settled();
    expect(wire.tell({ action: 'ping' })).toBe(false);
    expect(world.socket.frames).toMatchObject([{ action: 'hello' }]);
    world.socket.say(welcome(refOf(world.socket.frames[0])));
    expect(wire.state.kind).toBe('open');
  });

  test('lets whoever hears the welcome answer it, before its state is open', async () => {
    const all = prepared();
    const told: boolean[] = [];
    const kinds: string[] = [];
    all.wire.frames.listen(() => {
      kinds.push(all.wire.state.kind);
      told.push(all.wire.tell({ action: 'ping' }));
    });
    await openUp(all);
    expect({ kinds, told }).toEqual({ kinds: ['connecting'], told: [true] });
  });

  test('gives a request its own answer, whatever comes between', async () => {
    const all = prepared();
    await openUp(all);
    const one = all.wire.ask({ action: 'endChat', chatId: CHAT }, 'done');
    const other = all.wire.ask({ action: 'catchUp', chatId: CHAT, after: 0 }, 'entries');
    const [oneRef, otherRef] = all.world.socket.frames.slice(-2).map(refOf);
    all.world.socket.say({ type: 'pong', serverTime: 1 });
    all.world.socket.say({ type: 'entries', ref: otherRef, chatId: CHAT, entries: [], more: false });
    all.world.socket.say({ type: 'done', ref: oneRef });
    expect(await one).toEqual({ type: 'done', ref: oneRef });
    expect(await other).toMatchObject({ type: 'entries', ref: otherRef });
  });

  test('gives a refused request its error', async () => {
    const all = prepared();
    await openUp(all);
    const asked = all.wire.ask({ action: 'endChat', chatId: CHAT }, 'done');
    const ref = refOf(all.world.socket.frames.at(-1));
    all.world.socket.say({ type: 'error', ref, code: 'noSuchChat', message: 'No.' });
    expect(await asked).toMatchObject({ type: 'error', code: 'noSuchChat' });
  });

  test('tells why a request has no answer', async () => {
    const all = prepared();
    const request = { action: 'endChat', chatId: CHAT } as const;
    expect(await all.wire.ask(request, 'done')).toEqual({ type: 'unanswered', why: 'notConnected' });
    await openUp(all);
    const silent = all.wire.ask(request, 'done');
    all.world.pass(ANSWER_PATIENCE_MS);
    expect(await silent).toEqual({ type: 'unanswered', why: 'silent' });
    const dropped = all.wire.ask(request, 'done');
    all.world.socket.fall();
    expect(await dropped).toEqual({ type: 'unanswered', why: 'dropped' });
  });

  test('ignores what it does not understand, and reports it', async () => {
    const all = prepared();
    await openUp(all);
    all.frames.length = 0;
    for (const strange of ['{', '[]', '"x"', { type: 'news' }, { type: 'sent' }, { message: 'Internal' }])
      all.world.socket.say(strange);
    expect(all.frames).toEqual([]);
    expect(all.reports).toHaveLength(6);
    expect(all.wire.state.kind).toBe('open');
  });

  test.each(['unsupportedVersion', 'noSuchWidget', 'notSignedIn'] as const)(
    'stops when the hello is refused for good: %s',
    async (code) => {
      const all = prepared();
      all.wire.start();
      all.world.socket.open();
      await settled();
      const ref = refOf(all.world.socket.frames[0]);
      all.world.socket.say({ type: 'error', ref, code, message: 'No.' });
      expect(all.wire.state).toEqual({ kind: 'stopped', reason: code });
    },
  );

  test('comes back when the hello is refused for now, or could not be made', async () => {
    const all = prepared();
    all.wire.start();
    all.world.socket.open();
    await settled();
    const ref = refOf(all.world.socket.frames[0]);
    all.world.socket.say({ type: 'error', ref, code: 'busy', message: 'Later.' });
    expect(all.wire.state.kind).toBe('waiting');

    const failing = prepared(() => Promise.reject(new Error('no token')));
    failing.wire.start();
    failing.world.socket.open();
    await settled();
    expect(failing.wire.state.kind).toBe('waiting');
  });

  test('says hello again when the server does not know the connection any more', async () => {
    const all = prepared();
    await openUp(all);
    all.world.socket.say({ type: 'error', code: 'helloFirst', message: 'Say hello first.' });
    expect(all.wire.state.kind).toBe('waiting');
    all.wire.tryNow();
    await openUp(all);
    expect(all.wire.state.kind).toBe('open');
  });

  test('does not send a hello that took too long on the next connection', async () => {
    let resolve: (frame: PatronFrame) => void = () => {};
    const all = prepared(
      (ref) =>
        new Promise((done) => {
          resolve = () => done(helloFrame(ref));
        }),
    );
    all.wire.start();
    all.world.socket.open();
    const late = resolve;
    all.world.socket.fall();
    all.wire.tryNow();
    late(helloFrame('unused'));
    await settled();
    expect(all.world.socket.written).toEqual([]);
  });
});
