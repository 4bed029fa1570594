// What a tour through screens is: whoever looks at all of them is called at each.
import type { Page } from 'playwright-core';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';

/** Called at each state, with its name and the page that shows it. The state is still there afterwards. */
export type Visit = (name: string, page: Page) => Promise<void>;
export type Tour = (scene: Scene, house: BrowserHouse, visit: Visit) => Promise<void>;
