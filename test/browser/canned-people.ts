// The canned messages of a library in browser tests: stored over the wire, and taken away with the scene.
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import type { OpeningHours } from '../../lambdas/protocol/opening-hours.ts';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { openDesk } from './wire-people.ts';

export const REFERENCE = 'reference';

const day = [{ from: '09:00', to: '17:00' }];
export const HOURS: OpeningHours = [day, day, day, day, day, [], []];
export const HOURS_IN_WORDS = 'Mon–Fri 09:00–17:00, Sat–Sun closed';

/** Canned messages by title. */
export type Shelf = Readonly<Record<string, string>>;

/** Whose: a department's by its id, else the person's own. */
export async function keepCanned(
  scene: Scene,
  house: BrowserHouse,
  who: string,
  shelf: Shelf,
  departmentId?: string,
): Promise<void> {
  const desk = await openDesk(scene, house, who);
  const whose = departmentId === undefined ? {} : { departmentId };
  for (const [title, text] of Object.entries(shelf)) {
    const message = { title, text, version: 0 };
    await desk.wire.ask({ action: 'saveCanned', ...whose, message }, 'saved');
  }
}

/** Removes whatever somebody keeps, their own or a department's, when the scene is over. */
export async function emptyAfterwards(
  scene: Scene,
  house: BrowserHouse,
  who: string,
  departmentId?: string,
): Promise<void> {
  const desk = await openDesk(scene, house, who);
  const whose = departmentId === undefined ? {} : { departmentId };
  scene.afterwards(async () => {
    const { messages } = await desk.wire.ask({ action: 'readCanned', ...whose }, 'canned');
    for (const { title, version } of messages) {
      await desk.wire.ask({ action: 'removeCanned', ...whose, title, version }, 'done');
    }
  });
}

/** The opening hours of the department, until the scene is over. */
export async function openAt(scene: Scene, house: BrowserHouse, hours: OpeningHours): Promise<void> {
  const desk = await openDesk(scene, house, 'Priya');
  const set = async (wanted: OpeningHours): Promise<void> => {
    const { departments } = await desk.wire.ask({ action: 'readSettings' }, 'settings');
    const department = departments.find(({ id }) => id === REFERENCE);
    if (department === undefined) throw new Error('There is no such department');
    const settings = { ...department.settings, hours: wanted };
    await desk.wire.ask({ action: 'saveDepartment', department: { ...department, settings } }, 'saved');
  };
  await set(hours);
  scene.afterwards(() => set(DEFAULT_SETTINGS.hours));
}
