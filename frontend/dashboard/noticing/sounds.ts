// Plays the chosen sounds: one after the other, as loud as chosen, and not before the browser lets the page sound.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { NoticeChoices } from './notice-choices.ts';
import { type SoundName, type Tone, TUNES } from './tunes.ts';

/** The loudest that a single tone gets; several never sound at full strength together. */
const LOUDEST = 0.3;

/** What rings again is quieter by this factor. */
const AGAIN = 0.6;

/** A sound that can't begin within this long (ms) is left out. */
const LATEST_MS = 1_000;

/** Between two sounds (s). */
const PAUSE_S = 0.25;

/** A browser that lets the page sound does so within this long (ms). */
const UNLOCKS_WITHIN_MS = 300;

export interface SoundsProps {
  readonly choices: NoticeChoices;
  readonly makeContext: () => AudioContext;
  /** Whether a person has touched the page: before that, browsers keep it quiet. */
  readonly isTouched: () => boolean;
  /** Milliseconds, from wherever. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

export class Sounds {
  /** Whether sounds are wanted. */
  readonly on: ReadonlySignal<boolean>;
  readonly #props: SoundsProps;
  readonly #locked = signal(true);
  readonly #planned = new Map<SoundName, number>();
  #context: AudioContext | undefined;
  /** When the newest planned sound has ended, in the context's seconds. */
  #freeAt = 0;

  constructor(props: SoundsProps) {
    this.#props = props;
    this.#locked.value = !props.isTouched();
    this.on = computed(() => {
      const { sounds, volume } = props.choices.current.value;
      return sounds && volume > 0;
    });
  }

  /** The browser keeps the page quiet until somebody clicks or types on it. */
  get locked(): ReadonlySignal<boolean> {
    return this.#locked;
  }

  /** Call this when a person touches the page. */
  unlock(): void {
    if (this.#locked.peek()) void this.#ready();
  }

  play(name: SoundName, isAgain = false): void {
    if (this.on.peek()) void this.#sound(name, isAgain ? AGAIN : 1);
  }

  /** Lets the operator hear a sound as it is chosen now. */
  try(name: SoundName): void {
    void this.#sound(name, 1);
  }

  async #sound(name: SoundName, part: number): Promise<void> {
    const { choices, now } = this.#props;
    const { volume, [name]: chosen } = choices.current.peek();
    const tune = TUNES[name].find(({ id }) => id === chosen);
    if (tune === undefined || volume === 0) return;
    const asked = now();
    const context = await this.#ready();
    // A browser that lets the page sound only minutes later must not ring for what is long past.
    if (context === undefined || now() - asked >= LATEST_MS) return;
    const from = Math.max(context.currentTime, this.#freeAt);
    const isPlanned = (this.#planned.get(name) ?? 0) > context.currentTime;
    if (isPlanned || (from - context.currentTime) * 1_000 >= LATEST_MS) return;
    const ends = Math.max(...tune.tones.map((tone) => tone.from + tone.seconds));
    this.#planned.set(name, from + PAUSE_S);
    this.#freeAt = from + ends + PAUSE_S;
    // Ears count in powers: half of the way should sound half as loud.
    const loudness = LOUDEST * (volume / 100) ** 2 * part;
    for (const tone of tune.tones) sound(context, tone, from, loudness);
  }

  /** The context, once it sounds. */
  async #ready(): Promise<AudioContext | undefined> {
    try {
      const context = (this.#context ??= this.#props.makeContext());
      if (context.state !== 'running') {
        const stopWaiting = this.#props.after(UNLOCKS_WITHIN_MS, () => {
          this.#locked.value = context.state !== 'running';
        });
        await context.resume();
        stopWaiting();
      }
      this.#locked.value = context.state !== 'running';
      return context;
    } catch {
      // No sound on this machine: the news is on the screen all the same.
      this.#locked.value = false;
      return undefined;
    }
  }
}

/** A sine tone that swells and fades, so that it never clicks. */
function sound(
  context: AudioContext,
  { pitch, to, from, seconds, part = 1 }: Tone,
  begin: number,
  loudness: number,
): void {
  const start = begin + from;
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.setValueAtTime(pitch, start);
  if (to !== undefined) oscillator.frequency.exponentialRampToValueAtTime(to, start + seconds);
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness * part, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
