// Keeps the newest of a log in sight unless somebody reads back, and what they read where it is.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { plural } from '../../ui/time-words.ts';
import type { LogLine } from './log-lines.ts';

/** Closer to the end than this (px) counts as reading the newest. */
const NEAR_END = 60;

/** Follows the end of the log, except while somebody reads further up: then it counts what is new. */
export function useNewestInSight(lines: readonly LogLine[], isLoaded: boolean, isWriting: boolean) {
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  /** The newest place, and the newest of those that were in sight. */
  const last = useRef(0);
  const seen = useRef(0);
  const missed = useSignal(0);
  const said = lines.flatMap((line) => (line.kind === 'said' || line.kind === 'note' ? [line.place] : []));
  last.current = said.at(-1) ?? 0;
  const ownPending = lines.at(-1)?.kind === 'pending' ? lines.length : 0;
  const toEnd = (): void => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    missed.value = 0;
    seen.current = last.current;
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const scrolled = (): void => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      if (!atEnd.current) return;
      missed.value = 0;
      seen.current = last.current;
    };
    const resized = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current || !isLoaded) toEnd();
    else missed.value = said.filter((place) => place > seen.current).length;
  }, [last.current, isLoaded, lines.length]);
  // What one has just written is always shown.
  useLayoutEffect(() => {
    if (ownPending > 0) toEnd();
  }, [ownPending]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [isWriting]);
  return { scroller, missed: missed.value, toEnd };
}

/** Lines that join at the top must not move what is being read. */
export function keepPlace(element: HTMLElement | null, change: () => void): void {
  const fromEnd = element === null ? 0 : element.scrollHeight - element.scrollTop;
  change();
  requestAnimationFrame(() => {
    if (element === null) return;
    element.scrollTop = element.scrollHeight - fromEnd;
    element.focus();
  });
}

/** What came while one was reading further up, and the way there. */
export function MissedMessages({ count, toEnd }: { readonly count: number; readonly toEnd: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" class="btn to-end" onClick={toEnd}>
      {plural(count, 'new message')} <Icon name="down" />
    </button>
  );
}
