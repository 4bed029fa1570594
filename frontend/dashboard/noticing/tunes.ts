// The sounds that can be chosen, as tones to be made on the spot: each purpose has its own, so that no two are alike.

export interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Where it slides to. */
  readonly to?: number;
  /** Seconds from the beginning. */
  readonly from: number;
  readonly seconds: number;
  /** A part of the whole loudness; 1 when left out. */
  readonly part?: number;
}

export interface Tune {
  readonly id: string;
  readonly label: string;
  readonly tones: readonly Tone[];
}

export const SOUND_NAMES = ['newChat', 'newMessage', 'internalMessage', 'request'] as const;
export type SoundName = (typeof SOUND_NAMES)[number];

const tune = (id: string, label: string, ...tones: readonly Tone[]): Tune => ({ id, label, tones });

/** A tone with its fading octave, as a bell has. */
const bell = (pitch: number, from: number, seconds: number): readonly Tone[] => [
  { pitch, from, seconds },
  { pitch: pitch * 2, from, seconds: seconds * 0.6, part: 0.3 },
];

/** A person at the door; a word from somebody who is in already; a colleague's word; a colleague at one's shoulder. */
export const TUNES: Readonly<Record<SoundName, readonly [Tune, ...Tune[]]>> = {
  newChat: [
    tune(
      'doorbell',
      'Doorbell',
      { pitch: 587.33, from: 0, seconds: 0.22 },
      { pitch: 783.99, from: 0.16, seconds: 0.38 },
    ),
    tune(
      'steps',
      'Three steps up',
      { pitch: 523.25, from: 0, seconds: 0.18 },
      { pitch: 659.25, from: 0.14, seconds: 0.18 },
      { pitch: 783.99, from: 0.28, seconds: 0.36 },
    ),
    tune('bell', 'Soft bell', ...bell(659.25, 0, 0.8)),
  ],
  newMessage: [
    tune('tap', 'Tap', { pitch: 440, from: 0, seconds: 0.2 }),
    tune('drop', 'Drop', { pitch: 520, to: 390, from: 0, seconds: 0.22 }),
    tune(
      'knock',
      'Two knocks',
      { pitch: 294, from: 0, seconds: 0.12 },
      { pitch: 294, from: 0.15, seconds: 0.14 },
    ),
  ],
  internalMessage: [
    tune(
      'ticks',
      'Two high ticks',
      { pitch: 1046.5, from: 0, seconds: 0.12, part: 0.8 },
      { pitch: 1046.5, from: 0.14, seconds: 0.12, part: 0.8 },
    ),
    tune('tick', 'One high tick', { pitch: 1174.66, from: 0, seconds: 0.14, part: 0.8 }),
    tune('whistle', 'Whistle', { pitch: 880, to: 1108.73, from: 0, seconds: 0.2, part: 0.7 }),
  ],
  request: [
    tune(
      'callTwice',
      'Falling call',
      { pitch: 698.46, from: 0, seconds: 0.2 },
      { pitch: 587.33, from: 0.17, seconds: 0.22 },
      { pitch: 698.46, from: 0.48, seconds: 0.2 },
      { pitch: 587.33, from: 0.65, seconds: 0.34 },
    ),
    tune(
      'question',
      'Question',
      { pitch: 493.88, from: 0, seconds: 0.18 },
      { pitch: 493.88, from: 0.2, seconds: 0.18 },
      { pitch: 739.99, from: 0.4, seconds: 0.36 },
    ),
    tune('twoBells', 'Two bells', ...bell(523.25, 0, 0.5), ...bell(523.25, 0.4, 0.7)),
  ],
};

export const SILENT = 'silent';
