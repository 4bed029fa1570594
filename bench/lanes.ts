// Lanes: pairs of sockets over which one side writes and the other reads, for each of the measured services.
import WebSocket from 'ws';
import { Patron } from '../test/support/conversation.ts';
import { Desk } from '../test/support/desk.ts';
import type { Hosted } from './hosted.ts';

/** One chat: `send` ends when the other side has the message. */
export interface Lane {
  /** Waits until the next message may be sent; not part of its time. */
  ready(): Promise<void>;
  send(text: string): Promise<void>;
}

const always = async (): Promise<void> => {};

const sockets = new Set<WebSocket>();

const open = (address: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    sockets.add(socket);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });

/** Ends the relay's and the floor's lanes. */
export function closeLanes(): void {
  for (const socket of sockets) socket.terminate();
}

const nextText = (socket: WebSocket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('message', (data) => resolve(data.toString()));
  });

let lanes = 0;

export async function relayLane({ socket }: Hosted): Promise<Lane> {
  lanes += 1;
  const address = `${socket}/${lanes}`;
  const [writer, reader] = await Promise.all([open(address), open(address)]);
  return {
    ready: always,
    async send(text) {
      const arrived = nextText(reader);
      writer.send(JSON.stringify({ text }));
      await arrived;
    },
  };
}

export async function floorLane({ socket }: Hosted): Promise<Lane> {
  lanes += 1;
  const lane = lanes;
  const [writer, reader] = await Promise.all([open(socket), open(socket)]);
  const told = nextText(reader);
  reader.send(JSON.stringify({ to: '', name: '', text: '' }));
  const { id }: { id: string } = JSON.parse(await told);
  let count = 0;
  return {
    ready: always,
    async send(text) {
      count += 1;
      const arrived = nextText(reader);
      writer.send(JSON.stringify({ action: 'send', to: id, name: `${process.pid}.${lane}.${count}`, text }));
      await arrived;
    },
  };
}

/** An operator who claims every chat, and tells each lane of its messages. */
export class Operator {
  readonly desk: Desk;
  readonly #waiting = new Map<string, () => void>();

  private constructor(desk: Desk) {
    this.desk = desk;
    desk.wire.socket.onFrame((frame) => {
      if (frame.type !== 'entry' || frame.entry.kind !== 'message') return;
      this.#waiting.get(frame.entry.name)?.();
      this.#waiting.delete(frame.entry.name);
    });
  }

  static async onDuty({ socket, operators }: Hosted): Promise<Operator> {
    const [tokens] = operators;
    if (tokens === undefined) throw new Error('Carrel told no operator.');
    return new Operator(await Desk.open(socket, tokens));
  }

  /** Ends when the message of this name has come. */
  hears(name: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }
}

/**
 * A patron who writes to the operator. Their next message waits for `sent`, as a widget's does; the time runs
 * until the operator has the entry.
 */
export async function carrelLane({ socket }: Hosted, operator: Operator): Promise<Lane> {
  const patron = await Patron.arrive(socket, 'reference');
  await patron.start('Where is the reading room?');
  await operator.desk.claim(patron.chatId);
  let acknowledged: Promise<unknown> = Promise.resolve();
  return {
    ready: async () => void (await acknowledged),
    async send(text) {
      const name = patron.outbox.next();
      const arrived = operator.hears(name);
      acknowledged = patron.wire.sendNamed(patron.chatId, name, text);
      await arrived;
    },
  };
}
