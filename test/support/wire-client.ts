// Test clients over the wire, a patron's and an operator's: they speak the protocol and record what they hear.
import { randomBytes } from 'node:crypto';
import type * as v from 'valibot';
import { type ToOperator, toOperator } from '../../lambdas/protocol/operator-frames.ts';
import { type ToPatron, toPatron } from '../../lambdas/protocol/to-patron.ts';
import { PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import type { Status } from '../../lambdas/protocol/settings.ts';
import { WireSocket } from './wire-socket.ts';

export const randomName = (bytes: number): string => randomBytes(bytes).toString('base64url');

type AnyToClient = ToPatron | ToOperator;
type OfType<Frame, Type> = Extract<Frame, { readonly type: Type }>;
/** A frame without the `ref`, which the client adds. */
interface Request {
  readonly action: string;
  readonly [field: string]: unknown;
}

const isType = <Frame extends AnyToClient, Type extends Frame['type']>(
  frame: Frame,
  type: Type,
): frame is OfType<Frame, Type> => frame.type === type;

const isRefusal = (frame: AnyToClient): frame is ErrorFrame => frame.type === 'error';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly frame: ErrorFrame;
  constructor(frame: ErrorFrame, what: string) {
    super(`${what} was refused: ${frame.code} (${frame.message})`);
    this.frame = frame;
  }
}

/** What both flavours do: requests by ref, messages by name, waiting for pushes. */
export class WireClient<Frame extends AnyToClient> {
  readonly socket: WireSocket<Frame>;
  #refs = 0;

  constructor(socket: WireSocket<Frame>) {
    this.socket = socket;
  }

  get received(): readonly Frame[] {
    return this.socket.received;
  }

  /** The frames of one type that have come so far. */
  all<Type extends Frame['type']>(type: Type): OfType<Frame, Type>[] {
    return this.socket.received.flatMap((frame) => (isType(frame, type) ? [frame] : []));
  }

  /** Waits for a frame of a type that a predicate accepts, among those that came and those to come. */
  async expect<Type extends Frame['type']>(
    type: Type,
    accept: (frame: OfType<Frame, Type>) => boolean = () => true,
    from = 0,
  ): Promise<OfType<Frame, Type>> {
    const pick = (frame: Frame) => (isType(frame, type) && accept(frame) ? frame : undefined);
    return await this.socket.waitFor(`a frame of type ${type}`, pick, from);
  }

  /** Sends a request and waits for its answer, whichever it is. */
  async answer(request: Request): Promise<Frame> {
    this.#refs += 1;
    const ref = `r${this.#refs}`;
    const from = this.socket.received.length;
    this.socket.send({ ...request, ref });
    const pick = (frame: Frame) => ('ref' in frame && frame.ref === ref ? frame : undefined);
    return await this.socket.waitFor(`the answer to ${request.action}`, pick, from);
  }

  /** Sends a request and waits for an answer of this type; a refusal is thrown. */
  async ask<Type extends Frame['type']>(request: Request, type: Type): Promise<OfType<Frame, Type>> {
    const frame = await this.answer(request);
    if (isType(frame, type)) return frame;
    if (isRefusal(frame)) throw new Refused(frame, request.action);
    throw new Error(`${request.action} was answered by ${frame.type}, not by ${type}`);
  }

  /** Sends a request that must be refused, and gives the refusal. */
  async refusal(request: Request): Promise<ErrorFrame> {
    const frame = await this.answer(request);
    if (isRefusal(frame)) return frame;
    throw new Error(`${request.action} was not refused: ${JSON.stringify(frame).slice(0, 300)}`);
  }

  /** Sends a message of this name and waits for `sent` or its refusal. */
  async sendNamed(chatId: string, name: string, text: string, more: object = {}): Promise<Frame> {
    const from = this.socket.received.length;
    this.socket.send({ action: 'send', chatId, name, text, ...more });
    const pick = (frame: Frame) =>
      (frame.type === 'sent' || frame.type === 'error') && frame.name === name ? frame : undefined;
    return await this.socket.waitFor(`the answer to message ${name}`, pick, from);
  }

  /** Sends a message that must be acknowledged; gives its place. */
  async place(chatId: string, name: string, text: string): Promise<number> {
    const frame = await this.sendNamed(chatId, name, text);
    if (isRefusal(frame)) throw new Refused(frame, `message ${name}`);
    return frame.type === 'sent' ? frame.place : 0;
  }

  /** Sends a message that must be refused. */
  async refusedMessage(chatId: string, name: string, text: string, more: object = {}): Promise<ErrorFrame> {
    const frame = await this.sendNamed(chatId, name, text, more);
    if (isRefusal(frame)) return frame;
    throw new Error(`message ${name} was not refused: ${JSON.stringify(frame)}`);
  }

  /** Sends just this and waits for the error frame that follows. */
  async refusedText(text: string | Buffer): Promise<ErrorFrame> {
    const from = this.socket.received.length;
    this.socket.sendRaw(text);
    return await this.socket.waitFor('a refusal', (frame) => (isRefusal(frame) ? frame : undefined), from);
  }

  /** A round trip: whatever was pushed to this connection before it has had its time to come. */
  async roundTrip(): Promise<void> {
    const from = this.socket.received.length;
    this.socket.send({ action: 'ping' });
    await this.socket.waitFor('pong', (frame) => (frame.type === 'pong' ? frame : undefined), from);
  }
}

export type PatronWire = WireClient<ToPatron>;
export type OperatorWire = WireClient<ToOperator>;

async function connect<Frame extends AnyToClient>(
  address: string,
  label: string,
  schema: v.GenericSchema<unknown, Frame>,
): Promise<WireClient<Frame>> {
  const socket = new WireSocket(address, label, schema);
  await socket.opened;
  return new WireClient(socket);
}

/** A patron's connection that has not said hello. */
export const connectPatron = (address: string, label = 'patron'): Promise<PatronWire> =>
  connect(address, label, toPatron);

/** An operator's connection that has not said hello. */
export const connectOperator = (address: string, label = 'operator'): Promise<OperatorWire> =>
  connect(address, label, toOperator);

export interface Resume {
  readonly chatId: string;
  readonly token: string;
  readonly place: number;
  readonly page?: { readonly address: string; readonly title: string };
}

export const patronHello = (widgetId: string, resume?: Resume) => ({
  action: 'hello',
  as: 'patron',
  version: PROTOCOL_VERSION,
  widgetId,
  ...(resume === undefined ? {} : { resume }),
});

export interface Tokens {
  readonly accessToken: string;
  readonly idToken?: string | undefined;
}

export const operatorHello = (tokens: Tokens, status: Status = 'available') => ({
  action: 'hello',
  as: 'operator',
  version: PROTOCOL_VERSION,
  accessToken: tokens.accessToken,
  ...(tokens.idToken === undefined ? {} : { idToken: tokens.idToken }),
  status,
});
