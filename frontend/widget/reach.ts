// Whether the library can be reached: a line that drops is a moment's matter, half a minute of vain tries is not.
import type { Cancel, Emitter } from '../connection/emitter.ts';
import type { SocketState } from '../connection/socket.ts';
import { OVERSLEPT_MS, type Surroundings } from '../connection/surroundings.ts';

/** After so long (ms) without a connection, though the browser has a network, the library can't be reached. */
export const UNREACHABLE_AFTER_MS = 30_000;

/** Tells for as long as these states come. */
export function watchReach(
  states: Emitter<SocketState>,
  surroundings: Surroundings,
  tell: (isUnreachable: boolean) => void,
): void {
  const reach = new Reach(surroundings, tell);
  states.listen((state) => reach.follow(state));
}

class Reach {
  readonly #surroundings: Surroundings;
  readonly #tell: (isUnreachable: boolean) => void;
  #giveUp: Cancel | undefined;

  constructor(surroundings: Surroundings, tell: (isUnreachable: boolean) => void) {
    this.#surroundings = surroundings;
    this.#tell = tell;
  }

  follow(state: SocketState): void {
    if (state.kind === 'connecting' || (state.kind === 'waiting' && !state.offline)) {
      this.#giveUp ??= this.#wait();
      return;
    }
    this.#giveUp?.();
    this.#giveUp = undefined;
    this.#tell(false);
  }

  #wait(): Cancel {
    const { after, now } = this.#surroundings;
    const due = now() + UNREACHABLE_AFTER_MS;
    return after(UNREACHABLE_AFTER_MS, () => {
      // While the computer slept nothing was tried.
      if (now() - due > OVERSLEPT_MS) this.#giveUp = this.#wait();
      else this.#tell(true);
    });
  }
}
