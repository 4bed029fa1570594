// The server's end of a fake socket: reads what the dashboard asked, and answers it.
import { type FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import type { OperatorFrame, ToOperator } from '../../../lambdas/protocol/operator-frames.ts';

type Action = OperatorFrame['action'];
type Asked<A extends Action> = Extract<OperatorFrame, { action: A }>;

export class FakeServer {
  readonly #world: FakeSurroundings;
  /** Frames read so far, by socket. */
  readonly #read = new Map<unknown, number>();

  constructor(world: FakeSurroundings) {
    this.#world = world;
  }

  /** Frames of this kind that the dashboard sent on the newest connection and nobody read yet. */
  async asked<A extends Action>(action: A): Promise<Asked<A>[]> {
    await settled();
    const { socket } = this.#world;
    const from = this.#read.get(socket) ?? 0;
    const fresh = socket.frames.slice(from);
    const wanted = fresh.filter((frame): frame is Asked<A> => isAction(frame, action));
    if (wanted.length > 0) this.#read.set(socket, from + fresh.lastIndexOf(wanted.at(-1)) + 1);
    return wanted;
  }

  /** The one frame of this kind that is expected now. */
  async one<A extends Action>(action: A): Promise<Asked<A>> {
    const [frame, ...more] = await this.asked(action);
    if (frame === undefined || more.length > 0) {
      throw new Error(`expected one ${action}, found ${frame === undefined ? 0 : more.length + 1}`);
    }
    return frame;
  }

  async say(frame: ToOperator): Promise<void> {
    this.#world.socket.say(frame);
    await settled();
  }
}

function isAction(frame: unknown, action: Action): boolean {
  return typeof frame === 'object' && frame !== null && 'action' in frame && frame.action === action;
}
