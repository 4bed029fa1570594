// Short, soft sounds, made on the spot: for a new chat, for a patron's message, for one from a colleague.
import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

export type SoundName = 'newChat' | 'newMessage' | 'internalMessage';

interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds from the beginning. */
  readonly from: number;
  readonly seconds: number;
}

/**
 * A rising fourth for a person at the door; one low tap for a word from somebody who is in already;
 * two high ones for a colleague's.
 */
const SOUNDS: Readonly<Record<SoundName, readonly Tone[]>> = {
  newChat: [
    { pitch: 587.33, from: 0, seconds: 0.22 },
    { pitch: 783.99, from: 0.16, seconds: 0.38 },
  ],
  newMessage: [{ pitch: 440, from: 0, seconds: 0.2 }],
  internalMessage: [
    { pitch: 1046.5, from: 0, seconds: 0.12 },
    { pitch: 1046.5, from: 0.14, seconds: 0.12 },
  ],
};

const LOUDNESS = 0.14;

/** A sound that can't begin within this long (ms) is left out. */
const LATEST_MS = 1_000;

export interface SoundsProps {
  readonly storage: KeptStorage;
  readonly makeContext: () => AudioContext;
}

export class Sounds {
  readonly #makeContext: () => AudioContext;
  readonly #kept: Kept<boolean>;
  readonly #on;
  #context: AudioContext | undefined;

  constructor({ storage, makeContext }: SoundsProps) {
    this.#makeContext = makeContext;
    this.#kept = new Kept(storage, 'carrel.sounds', v.boolean());
    this.#on = signal(this.#kept.get() ?? true);
  }

  get on(): ReadonlySignal<boolean> {
    return this.#on;
  }

  /** Turning sounds on plays one, so that the operator hears what to expect. */
  turn(on: boolean): void {
    this.#on.value = on;
    this.#kept.set(on);
    if (on) this.play('newChat');
  }

  /** Browsers let a page sound only after a person touched it; call this when somebody does. */
  unlock(): void {
    if (this.#on.value)
      void this.#ready()
        ?.resume()
        .catch(() => undefined);
  }

  play(name: SoundName): void {
    const context = this.#on.value ? this.#ready() : undefined;
    if (context === undefined) return;
    ring(context, SOUNDS[name]).catch(() => undefined);
  }

  #ready(): AudioContext | undefined {
    try {
      this.#context ??= this.#makeContext();
    } catch {
      // No sound on this machine: the news is on the screen all the same.
    }
    return this.#context;
  }
}

async function ring(context: AudioContext, tones: readonly Tone[]): Promise<void> {
  const asked = performance.now();
  await context.resume();
  // A browser that lets the page sound only minutes later must not ring for what is long past.
  if (performance.now() - asked < LATEST_MS) for (const tone of tones) sound(context, tone);
}

/** A sine tone that swells and fades, so that it never clicks. */
function sound(context: AudioContext, { pitch, from, seconds }: Tone): void {
  const start = context.currentTime + from;
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
