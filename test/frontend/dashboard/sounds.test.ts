// The sounds: what is chosen, how loud, one after the other, and pages that the browser keeps quiet.
import { NoticeChoices } from '../../../frontend/dashboard/noticing/notice-choices.ts';
import { Sounds } from '../../../frontend/dashboard/noticing/sounds.ts';
import { SILENT, SOUND_NAMES, TUNES } from '../../../frontend/dashboard/noticing/tunes.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import { kept } from './kept-items.ts';

/** As much of an AudioContext as is used; writes down what sounds when. */
class FakeContext {
  state: 'suspended' | 'running';
  currentTime = 0;
  readonly destination = {};
  readonly started: number[] = [];
  peak = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(state: 'suspended' | 'running') {
    this.state = state;
  }

  resume(): Promise<void> {
    if (this.state === 'running') return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  allow(): void {
    this.state = 'running';
    for (const go of this.#waiting) go();
  }

  createOscillator() {
    return {
      frequency: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
      connect: (next: unknown) => next,
      start: (at: number) => this.started.push(at),
      stop: () => undefined,
    };
  }

  createGain() {
    return {
      gain: {
        setValueAtTime: () => undefined,
        linearRampToValueAtTime: (value: number) => {
          this.peak = Math.max(this.peak, value);
        },
        exponentialRampToValueAtTime: () => undefined,
      },
      connect: (next: unknown) => next,
    };
  }
}

function prepared({ isQuiet = false, storage = kept() } = {}) {
  const context = new FakeContext(isQuiet ? 'suspended' : 'running');
  const world = new FakeSurroundings();
  const choices = new NoticeChoices(storage);
  const sounds = new Sounds({
    choices,
    makeContext: () => context as unknown as AudioContext,
    isTouched: () => !isQuiet,
    now: world.now,
    after: world.after,
  });
  return { context, world, choices, sounds, storage };
}

test('D32 each purpose has sounds of its own, short and none like another’s', () => {
  const labels = SOUND_NAMES.flatMap((name) => TUNES[name].map(({ label }) => label));
  expect(new Set(labels).size).toBe(labels.length);
  for (const { tones } of SOUND_NAMES.flatMap((name) => TUNES[name])) {
    expect(Math.max(...tones.map(({ from, seconds }) => from + seconds))).toBeLessThanOrEqual(1.1);
  }
});

test('D32 what is silenced, alone or all at once, does not sound', async () => {
  const { context, choices, sounds } = prepared();
  choices.choose({ newMessage: SILENT });
  sounds.play('newMessage');
  await settled();
  expect(context.started).toEqual([]);
  choices.choose({ sounds: false });
  sounds.play('newChat');
  await settled();
  expect(context.started).toEqual([]);
  sounds.try('newChat');
  await settled();
  expect(context.started).toHaveLength(2);
  choices.choose({ sounds: true, volume: 0 });
  sounds.try('newChat');
  await settled();
  expect(context.started).toHaveLength(2);
});

test('D32 the volume holds, and what rings again is quieter', async () => {
  const loud = async (volume: number, isAgain = false) => {
    const { context, choices, sounds } = prepared();
    choices.choose({ volume });
    sounds.play('newMessage', isAgain);
    await settled();
    return context.peak;
  };
  const [quiet, full, again] = await Promise.all([loud(30), loud(100), loud(100, true)]);
  expect(full).toBeLessThanOrEqual(0.3);
  expect(quiet).toBeLessThan(full / 2);
  expect(again).toBeLessThan(full);
});

test('D32 two sounds at once follow each other; the same twice at once is one', async () => {
  const { context, sounds } = prepared();
  sounds.play('newMessage');
  sounds.play('newMessage');
  sounds.play('internalMessage');
  await settled();
  expect(context.started).toHaveLength(3);
  expect(context.started[1]).toBeGreaterThan(0.4);
});

test('D33 a page that the browser keeps quiet says so, and rings for nothing that is long past', async () => {
  const { context, world, sounds } = prepared({ isQuiet: true });
  expect(sounds.locked.value).toBe(true);
  sounds.play('newChat');
  world.pass(60_000);
  context.allow();
  await settled();
  expect([context.started, sounds.locked.value]).toEqual([[], false]);
  sounds.play('newChat');
  await settled();
  expect(context.started).toHaveLength(2);
});

test('D33 a click unlocks it; one that was taken for unlocked is found out', async () => {
  const quiet = prepared({ isQuiet: true });
  quiet.sounds.unlock();
  quiet.context.allow();
  await settled();
  expect(quiet.sounds.locked.value).toBe(false);
  quiet.context.state = 'suspended';
  quiet.sounds.play('newChat');
  quiet.world.pass(300);
  expect(quiet.sounds.locked.value).toBe(true);
});

test('D33 a machine without sound is none to be unlocked', async () => {
  const { world, choices } = prepared();
  const sounds = new Sounds({
    choices,
    makeContext: () => {
      throw new Error('no device');
    },
    isTouched: () => false,
    now: world.now,
    after: world.after,
  });
  sounds.play('newChat');
  await settled();
  expect(sounds.locked.value).toBe(false);
});

test('D34 choices are kept on the device, for other tabs too; what is no longer known becomes the first', () => {
  const { storage, choices } = prepared();
  const other = prepared({ storage }).choices;
  choices.choose({ newChat: 'bell', volume: 30, internal: 'all' });
  other.readAgain('something else');
  expect(other.current.value.volume).toBe(70);
  other.readAgain('carrel.notices');
  expect(other.current.value).toEqual(choices.current.value);
  storage.setItem('carrel.notices', JSON.stringify({ newChat: 'gong', volume: 30, words: 'yes' }));
  expect(new NoticeChoices(storage).current.value).toMatchObject({
    newChat: 'doorbell',
    volume: 30,
    words: false,
    sounds: true,
  });
});

test('D34 a storage that throws loses nothing on the page', () => {
  const broken = {
    getItem: () => {
      throw new Error('blocked');
    },
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => undefined,
  };
  const choices = new NoticeChoices(broken);
  choices.choose({ volume: 20 });
  choices.readAgain('carrel.notices');
  expect(choices.current.value.volume).toBe(20);
});
