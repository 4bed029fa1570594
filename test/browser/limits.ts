// The ends that API Gateway sets to connections, with seconds in place of its 10 minutes and 2 hours.
import type { Page } from 'playwright-core';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { chatting, RECONNECT_MS } from './chatting.ts';
import type { Section } from './playing.ts';
import { textsInOrder } from './visitor.ts';

const IDLE_SECONDS = 3;
const LIFETIME_SECONDS = 7;

/** A loss that is made good within this (ms) is a short "Reconnecting", on a slow machine too. */
const SHORT_MS = 6_000;

/** How many lines of a long chat the desk shows at least. */
const SHOWN = 60;

/** Counts a page's connections that ended, and measures for how long there was none. */
class Line {
  ended = 0;
  longestGap = 0;
  #lostAt: number | undefined;

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      socket.on('framereceived', () => {
        if (this.#lostAt === undefined) return;
        this.longestGap = Math.max(this.longestGap, performance.now() - this.#lostAt);
        this.#lostAt = undefined;
      });
      socket.on('close', () => {
        this.ended += 1;
        this.#lostAt = performance.now();
      });
    });
  }
}

export const limits: Section = (play) => {
  play(
    'K18 neither ten idle minutes nor two busy hours cost a word, or more than a short pause',
    async (scene, house) => {
      const short = await house.beside({ idleSeconds: IDLE_SECONDS, lifetimeSeconds: LIFETIME_SECONDS });
      scene.afterwards(() => short.close());
      const { dana, patron, bothRead } = await chatting(scene, short, 'Gil');
      const lines = [new Line(dana.page), new Line(patron.page)];
      const ended = (): number[] => lines.map((line) => line.ended);
      // The connections from before are not counted: `websocket` tells of new ones only.
      await patron.composer.fill('Half a thought');
      await dana.composer('Gil').fill('Half an answer');
      await until(
        'each side to have been idle for too long',
        ended,
        (counts) => counts.every((count) => count > 0),
        RECONNECT_MS,
      );
      await untilEqual('the draft', () => patron.composer.inputValue(), 'Half a thought');
      await untilEqual('the draft', () => dana.composer('Gil').inputValue(), 'Half an answer');

      const before = ended();
      const said: string[] = [];
      // Somebody speaks all the time, so it is not for silence that these connections end.
      while (ended().some((count, index) => count <= (before[index] ?? 0))) {
        const text = `Word ${String(said.length + 1).padStart(3, '0')}.`;
        said.push(text);
        if (said.length % 2 === 0) await dana.say('Gil', text);
        else await patron.say(text);
        await Promise.all([patron.sees(text), dana.sees('Gil', text)]);
      }
      expect(await textsInOrder(patron.log, said)).toEqual(said);
      await bothRead(said.slice(-SHOWN));
      expect(await dana.line('Gil', /returned|left or lost/u).count()).toBe(0);
      await dana.listed('Gil').getByText('reconnecting').waitFor({ state: 'detached' });
      expect(Math.max(...lines.map(({ longestGap }) => longestGap))).toBeLessThan(SHORT_MS);
    },
  );
};
