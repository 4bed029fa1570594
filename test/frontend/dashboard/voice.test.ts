// Tabs of one operator that share a voice, over a lock that behaves as the browser's does.
import { Voice, type VoiceLocks } from '../../../frontend/dashboard/noticing/voice.ts';
import { settled } from '../../support/fake-surroundings.ts';

interface Holder {
  readonly lose: (problem: unknown) => void;
}

/** One lock, for all tabs of a browser. */
class FakeLocks implements VoiceLocks {
  #holder: Holder | undefined;
  readonly #queue: (() => void)[] = [];

  request(_: string, { steal = false }: { steal?: boolean }, run: () => Promise<void>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const hold = (): void => {
        const holder = { lose: reject };
        this.#holder = holder;
        void this.#until(run, holder).then(resolve, reject);
      };
      if (steal) {
        this.#holder?.lose(new DOMException('stolen', 'AbortError'));
        hold();
      } else if (this.#holder === undefined) hold();
      else this.#queue.push(hold);
    });
  }

  async #until(run: () => Promise<void>, holder: Holder): Promise<void> {
    await run();
    if (this.#holder !== holder) return;
    this.#holder = undefined;
    this.#queue.shift()?.();
  }
}

async function tabs(count: number) {
  const locks = new FakeLocks();
  const all = Array.from({ length: count }, () => new Voice(locks));
  for (const voice of all) {
    voice.seek('carrel:voice:dana', false);
    await settled();
  }
  return { all, speaking: () => all.map((voice) => voice.speaks.value) };
}

test('D27 of several tabs one speaks, and the next when that is closed', async () => {
  const { all, speaking } = await tabs(3);
  expect(speaking()).toEqual([true, false, false]);
  all[0]?.release();
  await settled();
  expect(speaking()).toEqual([false, true, false]);
});

test('D27 the tab that comes to the front takes the voice, and gives it back when it goes', async () => {
  const { all, speaking } = await tabs(3);
  all[2]?.seek('carrel:voice:dana', true);
  await settled();
  expect(speaking()).toEqual([false, false, true]);
  all[0]?.seek('carrel:voice:dana', true);
  await settled();
  expect(speaking()).toEqual([true, false, false]);
  all[0]?.release();
  all[1]?.release();
  await settled();
  expect(speaking()).toEqual([false, false, true]);
});

test('D27 without locks, or where they are forbidden, every tab speaks', async () => {
  expect(new Voice(undefined).speaks.value).toBe(true);
  const voice = new Voice({ request: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  voice.seek('carrel:voice:dana', false);
  await settled();
  expect(voice.speaks.value).toBe(true);
});
