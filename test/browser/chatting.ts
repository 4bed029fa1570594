// A patron and an operator in a chat whose lines will be disturbed, and what each of them must have read.
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import { Visitor, textsInOrder } from './visitor.ts';

/** From the first try that failed to the one that works, pauses included (ms). */
export const RECONNECT_MS = 25_000;

/** What a browser says of itself when a line is disturbed. */
export const LINE_TROUBLE =
  /net::ERR_|WebSocket connection to '.*' failed|WebSocket is already in CLOSING|404.*availability\.json/u;

export async function chatting(
  scene: Scene,
  house: BrowserHouse,
  name: string,
  arrives = Visitor.arrive(scene, house),
) {
  scene.expectComplaints(LINE_TROUBLE);
  const [dana, patron] = await Promise.all([Operator.signIn(scene, house, 'Dana'), arrives]);
  await patron.ask(`${name}'s question`, name);
  await dana.claim(name);
  await patron.isAnswered('Dana Whitfield');
  const bothRead = async (texts: readonly string[]): Promise<void> => {
    for (const log of [patron.log, dana.log(name)]) {
      await untilEqual('the log', () => textsInOrder(log, texts), texts, RECONNECT_MS);
    }
    // Not on its way any more, at neither end.
    for (const log of [patron.log, dana.log(name)]) {
      await untilEqual('unsent messages', () => log.getByText(/^(Sending…|Will be sent)/u).count(), 0);
    }
  };
  return { dana, patron, bothRead };
}
