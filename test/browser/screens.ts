// Takes a picture of every screen and state: `npx tsx test/browser/screens.ts --out DIR [--only WORD]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BrowserHouse } from '../support/browser-house.ts';
import { type Look, lookAs } from './looking.ts';
import { TOURS } from './tour.ts';

const LOOKS: readonly Look[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
];

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const { out, only = '' } = values;
if (out === undefined) throw new Error('Say where the pictures go: --out DIR');
mkdirSync(out, { recursive: true });

const house = await BrowserHouse.open();
try {
  for (const [what, tour] of Object.entries(TOURS)) {
    if (!what.includes(only)) continue;
    const scene = house.scene();
    try {
      await tour(scene, house, async (name, page) => {
        for (const look of LOOKS) {
          await lookAs(page, look);
          await page.screenshot({ path: join(out, `${name}-${look.width}-${look.scheme}.png`) });
        }
        await lookAs(page, { width: 1280, scheme: 'light' });
      });
    } finally {
      await scene.close();
    }
    console.log(`${what}: done`);
  }
} finally {
  await house.close();
}
