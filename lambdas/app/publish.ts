// Sends frames to their connections; one that is gone is a normal outcome and is taken out of its chats.
import type { Delivery, Errand, Frame, Outcome } from './delivery.ts';
import { errandsIn } from './errands.ts';
import { leave } from './leave.ts';
import type { Service } from './service.ts';

/** `gone`: nobody is there any more; `failed`: could not be told, the reader will ask for what it missed. */
export type Pushed = 'pushed' | 'gone' | 'failed';

export interface Pusher {
  push(connectionId: string, text: string): Promise<Pushed>;
}

/** What telling of one lost connection can find are more lost ones; three rounds are plenty. */
const ROUNDS = 3;

/** Answers with the errands that telling of lost connections brought up. */
export async function publish(
  service: Service,
  pusher: Pusher,
  outcomes: readonly Outcome[],
): Promise<Errand[]> {
  const gone = new Set<string>();
  const errands: Errand[] = [];
  let round = deliveriesIn(outcomes);
  for (let rounds = 0; round.length > 0 && rounds < ROUNDS; rounds += 1) {
    const lost = await sendAll(pusher, round, gone);
    for (const connectionId of lost) gone.add(connectionId);
    const told = await Promise.all(lost.map((connectionId) => leave(service, connectionId)));
    round = deliveriesIn(told.flat());
    errands.push(...errandsIn(told.flat()));
  }
  return errands;
}

const deliveriesIn = (outcomes: readonly Outcome[]): readonly Delivery[] =>
  outcomes.filter((outcome) => 'frame' in outcome);

/** When what was begun has been handed to the network. */
const requestsWritten = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sends to all at once, but to each in the order in which the frames stand; answers with who was gone. */
async function sendAll(
  pusher: Pusher,
  deliveries: readonly Delivery[],
  gone: ReadonlySet<string>,
): Promise<string[]> {
  const texts = new Map<Frame, string>();
  const queues = new Map<string, string[]>();
  for (const { to, frame } of deliveries) {
    if (gone.has(to)) continue;
    const text = texts.get(frame) ?? JSON.stringify(frame);
    texts.set(frame, text);
    queues.set(to, [...(queues.get(to) ?? []), text]);
  }
  // One after another they are signed and go out: whoever comes first doesn't wait until all are ready.
  let turn = Promise.resolve();
  const sent = await Promise.all(
    [...queues].map(async ([to, frames]) => {
      const mine = turn;
      turn = mine.then(requestsWritten);
      await mine;
      for (const text of frames) if ((await pusher.push(to, text)) === 'gone') return [to];
      return [];
    }),
  );
  return sent.flat();
}
