// What has been started, in order, so that it can be stopped in reverse.

export type Stop = () => Promise<void> | void;

export class Stops {
  readonly #stops: { name: string; stop: Stop }[] = [];
  #stopping: Promise<void> | undefined;

  add(name: string, stop: Stop): void {
    this.#stops.push({ name, stop });
  }

  /** Starts something and remembers how to stop it; `start` gives an object that stops itself. */
  async start<Running extends { stop: Stop }>(
    name: string,
    start: () => Promise<Running> | Running,
  ): Promise<Running> {
    const running = await start();
    this.add(name, () => running.stop());
    return running;
  }

  /** Stops everything, the last started first. A stop that fails doesn't keep the others from theirs. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const { name, stop } of this.#stops.reverse()) {
      try {
        await stop();
      } catch (cause) {
        failures.push(new Error(`Stopping ${name} failed`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped cleanly');
  }
}

/**
 * Waits for all, also when one fails: whatever still starts must be known to the Stops before they run,
 * or it would be left behind.
 */
export async function allStarted<const Starts extends readonly Promise<unknown>[]>(
  starts: Starts,
): Promise<{ -readonly [Index in keyof Starts]: Awaited<Starts[Index]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}
