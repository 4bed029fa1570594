// Drives lanes in a closed loop: each sends its next message when the one before has arrived.
import type { Lane } from './lanes.ts';
import { type Summary, summaryOf } from './percentiles.ts';

/** Times (ms) of the messages of one or more rounds, and how long the rounds took. */
export interface Round {
  readonly times: readonly number[];
  readonly elapsed: number;
}

const TEXT = 'Could you tell me where the older newspapers are kept? I have looked on the third floor.';

export async function driveRound(lanes: readonly Lane[], milliseconds: number): Promise<Round> {
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + milliseconds;
  await Promise.all(
    lanes.map(async (lane) => {
      while (performance.now() < end) {
        await lane.ready();
        const sent = performance.now();
        await lane.send(TEXT);
        times.push(performance.now() - sent);
      }
    }),
  );
  await Promise.all(lanes.map((lane) => lane.ready()));
  return { times, elapsed: performance.now() - begin };
}

export const together = (rounds: readonly Round[]): Summary =>
  summaryOf(
    rounds.flatMap(({ times }) => times),
    rounds.reduce((sum, { elapsed }) => sum + elapsed, 0),
  );
