// How a browser test is told: a title, and what people do and see, with evidence kept when it goes wrong.
import { stripVTControlCharacters } from 'node:util';
import { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';

export type Act = (scene: Scene, house: BrowserHouse) => Promise<void>;

/** Makes a test of an act. */
export type Play = (title: string, act: Act) => void;

/** A part of the suite: gets the way to make its tests. */
export type Section = (play: Play) => void;

/** Whatever is waited for within a scene, or opening a house, ends much earlier; this is for slow machines. */
const SCENE_MS = 120_000;

/** Opens a house for all scenes of the file that this is called in. */
export function playInOneHouse(): Play {
  let opened: BrowserHouse | undefined;
  beforeAll(async () => {
    opened = await BrowserHouse.open();
  }, SCENE_MS);
  afterAll(async () => {
    await opened?.close();
  }, SCENE_MS);
  return (title, act) => {
    test(
      title,
      () => {
        if (!opened) throw new Error('The house is not open.');
        return playScene(opened, title, act);
      },
      SCENE_MS,
    );
  };
}

/** Plays one scene, and fails with what went wrong or with what the pages complained of. */
async function playScene(house: BrowserHouse, title: string, act: Act): Promise<void> {
  const scene = house.scene();
  try {
    await act(scene, house);
    if (scene.complaints.length > 0) throw new Error([COMPLAINED, ...scene.complaints].join('\n'));
  } catch (error) {
    const told = await withEvidence(error, scene, title);
    // What can't be tidied up after a failure says nothing new.
    await scene.close().catch(() => undefined);
    throw told;
  }
  await scene.close();
}

/** The same failure, with what the pages complained of and where to look at them. */
async function withEvidence(error: unknown, scene: Scene, title: string): Promise<unknown> {
  const folder = await scene.keepEvidence(title);
  if (!(error instanceof Error)) return error;
  const { message, stack = '' } = error;
  const isComplaint = message.startsWith(COMPLAINED);
  const complaints = isComplaint || scene.complaints.length === 0 ? [] : [COMPLAINED, ...scene.complaints];
  const told = [message, ...complaints, `What the pages showed: ${folder}`];
  error.message = stripVTControlCharacters(told.join('\n'));
  // What jest prints is the stack, which was made with the message of before.
  error.stack = [`${error.name}: ${error.message}`, ...stack.split('\n').filter(isFrame)].join('\n');
  return error;
}

const COMPLAINED = 'Pages complained:';
const isFrame = (line: string): boolean => /^\s+at /u.test(line);
