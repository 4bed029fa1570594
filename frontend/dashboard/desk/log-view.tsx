// The log of the open chat: what was said and what happened, with the newest in sight unless one reads back.
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { useDashboard } from '../dashboard-context.ts';
import { columnWish } from './column-wish.ts';
import { authorName, patronTitle } from './desk-lists.ts';
import { LogLineView } from './log-line.tsx';
import { logLines } from './log-lines.ts';
import { keepPlace, MissedMessages, useNewestInSight } from './newest-in-sight.tsx';
import type { ShownChat } from './shown-chat.ts';

/** How many lines are drawn at first, and more at a time: a long chat must not make the desk slow. */
const LINES = 80;

export function LogView({ shown }: { readonly shown: ShownChat }) {
  const { desk, session, time, clock } = useDashboard();
  const { chat, entries, pending, writer } = shown;
  const me = session.me.value?.id ?? '';
  // A request runs out by the clock, with no news from anywhere.
  const ranOut = useComputed(() => (chat.request?.until ?? Infinity) <= clock.time.value).value;
  const lines = useMemo(
    () => logLines({ chat, entries, pending, operatorId: me, time, now: session.now() }),
    [chat, entries, pending, me, ranOut],
  );
  const drawn = useSignal(LINES);
  const visible = lines.slice(-drawn.value);
  const hidden = lines.length - visible.length;
  const firstUnread = useFirstUnread(shown, me);
  const { scroller, missed, toEnd } = useNewestInSight(lines, shown.isLoaded, writer !== undefined);
  useSignalEffect(() => {
    if (columnWish(desk, chat.chatId, 'chat')) scroller.current?.focus();
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
              refused={desk.own.refused(chat.chatId)}
              isFirstUnread={line.key === firstUnread}
            />
          ))}
        </ol>
        {!shown.isLoaded && <div class="busy" aria-hidden="true" />}
        <p class="writing muted" dir="auto">
          {writer !== undefined && `${authorName(writer.by, chat, me)} is writing…`}
        </p>
      </section>
      <MissedMessages count={missed} toEnd={toEnd} />
    </div>
  );
}

/** The first message that had not been read when the chat was opened, or turned to among others. It stays marked. */
function useFirstUnread({ chat, entries, isLoaded }: ShownChat, me: string): string | undefined {
  const { desk } = useDashboard();
  const first = useRef<{ readonly key: string | undefined; readonly wasOpen: boolean } | undefined>(
    undefined,
  );
  const isOpen = desk.openChatId === chat.chatId;
  if (isLoaded && first.current?.wasOpen !== isOpen) {
    const from = desk.newSince(chat.chatId);
    const isNew = ({ kind, place, by }: Entry): boolean =>
      (kind === 'message' || kind === 'note') && place > from && !(by.role === 'operator' && by.id === me);
    const entry = from === 0 ? undefined : entries.find(isNew);
    const key = entry === undefined ? undefined : `m${entry.place}`;
    first.current = { key, wasOpen: isOpen };
  }
  return first.current?.key;
}
