// What noticing needs of the browser: its sound, its tab, and word of when somebody touches the page.
import { WORTH_A_WORD_MS } from '../connection-words.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { NoticeChoices } from './notice-choices.ts';
import { Sounds } from './sounds.ts';
import { type TabNews, tabSign, tabTitle } from './tab-sign.ts';

export const isInFront = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

export function browserSounds(choices: NoticeChoices, { after }: Pick<Surroundings, 'after'>): Sounds {
  const sounds = new Sounds({
    choices,
    after,
    makeContext: () => new AudioContext(),
    // Older browsers don't say.
    isTouched: () => 'userActivation' in navigator && navigator.userActivation.hasBeenActive,
    now: () => performance.now(),
  });
  // Not as soon as a button goes down: what goes off the screen then would move it away from the pointer.
  for (const touch of ['click', 'keyup'] as const) addEventListener(touch, () => sounds.unlock());
  return sounds;
}

export interface BrowserTabProps extends Pick<TabNews, 'name' | 'needsMe' | 'waits' | 'now'> {
  readonly lostSince: number | undefined;
}

/** Draws title and sign of the browser's tab. */
export function drawTab({ lostSince, ...props }: BrowserTabProps): void {
  const news = {
    ...props,
    isConnected: lostSince === undefined || props.now - lostSince < WORTH_A_WORD_MS,
    isInFront: isInFront(),
    isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
  const title = tabTitle(news);
  if (document.title !== title) document.title = title;
  const sign = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const drawn = tabSign(news);
  if (sign !== null && sign.href !== drawn) sign.href = drawn;
}
