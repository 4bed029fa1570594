// The log of the open chat: what was said and what happened, with the newest in sight unless one reads back.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { Icon } from '../../ui/icon.tsx';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { authorName, patronTitle } from './desk-lists.ts';
import { LogLineView } from './log-line.tsx';
import { type LogLine, logLines } from './log-lines.ts';
import type { ShownChat } from './shown-chat.ts';

/** How many lines are drawn at first, and more at a time: a long chat must not make the desk slow. */
const LINES = 80;

/** Closer to the end than this (px) counts as reading the newest. */
const NEAR_END = 60;

export function LogView({ shown }: { readonly shown: ShownChat }) {
  const { desk, session, time } = useDashboard();
  const { chat, entries, pending, writer } = shown;
  const me = session.me.value?.id ?? '';
  const lines = useMemo(
    () => logLines({ chat, entries, pending, operatorId: me, time, now: session.now() }),
    [chat, entries, pending, me],
  );
  const drawn = useSignal(LINES);
  const visible = lines.slice(-drawn.value);
  const hidden = lines.length - visible.length;
  const firstUnread = useFirstUnread(shown, me);
  const { scroller, missed, toEnd } = useNewestInSight(lines, shown.isLoaded, writer !== undefined);
  useSignalEffect(() => {
    if (desk.focusWish.value !== 'chat') return;
    desk.focusWish.value = undefined;
    scroller.current?.focus();
  });
  return (
    <div class="log-frame">
      <section
        ref={scroller}
        class="log"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={`Messages with ${patronTitle(chat)}`}
        aria-busy={!shown.isLoaded}
      >
        {hidden > 0 && (
          <button
            type="button"
            class="btn small earlier"
            onClick={() => keepPlace(scroller.current, () => (drawn.value += LINES))}
          >
            Show earlier messages ({hidden})
          </button>
        )}
        <ol>
          {visible.map((line) => (
            <LogLineView
              key={line.key}
              line={line}
              chatId={chat.chatId}
              isFirstUnread={line.key === firstUnread}
            />
          ))}
        </ol>
        {!shown.isLoaded && <div class="busy" aria-hidden="true" />}
        <p class="writing muted" dir="auto">
          {writer !== undefined && `${authorName(writer.by, chat, me)} is writing…`}
        </p>
      </section>
      {missed > 0 && (
        <button type="button" class="btn to-end" onClick={toEnd}>
          {plural(missed, 'new message')} <Icon name="down" />
        </button>
      )}
    </div>
  );
}

/** The first message that had not been read when the chat was opened. It stays marked while it is open. */
function useFirstUnread({ chat, entries, isLoaded }: ShownChat, me: string): string | undefined {
  const { desk } = useDashboard();
  const first = useRef<{ readonly key: string | undefined } | undefined>(undefined);
  if (first.current === undefined && isLoaded) {
    const from = desk.newSince(chat.chatId);
    const isNew = ({ kind, place, by }: Entry): boolean =>
      kind === 'message' && place > from && !(by.role === 'operator' && by.id === me);
    const entry = from === 0 ? undefined : entries.find(isNew);
    first.current = { key: entry === undefined ? undefined : `m${entry.place}` };
  }
  return first.current?.key;
}

/** Follows the end of the log, except while somebody reads further up: then it counts what is new. */
function useNewestInSight(lines: readonly LogLine[], isLoaded: boolean, isWriting: boolean) {
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(0);
  const missed = useSignal(0);
  const messages = lines.filter(({ kind }) => kind === 'said').length;
  const ownPending = lines.at(-1)?.kind === 'pending' ? lines.length : 0;
  const toEnd = (): void => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    missed.value = 0;
    seen.current = messages;
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const scrolled = (): void => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      if (atEnd.current) missed.value = 0;
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
    else missed.value += Math.max(0, messages - seen.current);
    seen.current = messages;
  }, [messages, isLoaded, lines.length]);
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
function keepPlace(element: HTMLElement | null, change: () => void): void {
  const fromEnd = element === null ? 0 : element.scrollHeight - element.scrollTop;
  change();
  requestAnimationFrame(() => {
    if (element === null) return;
    element.scrollTop = element.scrollHeight - fromEnd;
    element.focus();
  });
}
