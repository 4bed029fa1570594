// The log of the open room, with what was said before to read back to.
import { useMemo, useRef } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { LogLineView } from '../desk/log-line.tsx';
import { keepPlace, MissedMessages, useNewestInSight } from '../desk/newest-in-sight.tsx';
import { roomLines } from './room-lines.ts';
import type { RoomThread } from './room-thread.ts';

export interface RoomLogProps {
  readonly roomId: string;
  readonly title: string;
  readonly thread: RoomThread;
}

export function RoomLog({ roomId, title, thread }: RoomLogProps) {
  const { rooms, session, time } = useDashboard();
  const entries = thread.entries.value;
  const pending = thread.pending.value;
  const isLoaded = thread.loaded.value;
  const writers = rooms.writers.names.value.get(roomId) ?? [];
  const me = session.me.value?.id ?? '';
  const lines = useMemo(
    () => roomLines({ entries, pending, operatorId: me, time, now: session.now() }),
    [entries, pending, me],
  );
  const firstNew = useFirstNew({ roomId, thread });
  const { scroller, missed, toEnd } = useNewestInSight(lines, isLoaded, writers.length > 0);
  return (
    <div class="log-frame">
      <section
        ref={scroller}
        class="log"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={`Internal messages, ${title}`}
        aria-busy={!isLoaded}
      >
        {thread.hasEarlier.value && (
          <button
            type="button"
            class="btn small earlier"
            onClick={() => void thread.readBack((draw) => keepPlace(scroller.current, draw))}
          >
            Show earlier messages
          </button>
        )}
        {isLoaded && lines.length === 0 && (
          <p class="muted nothing-said">Nothing has been said here yet. Patrons never see what you write.</p>
        )}
        <ol>
          {lines.map((line) => (
            <LogLineView key={line.key} line={line} refused={thread} isFirstUnread={line.key === firstNew} />
          ))}
        </ol>
        {!isLoaded && <div class="busy" aria-hidden="true" />}
        <p class="writing muted" dir="auto">
          {writers.length > 0 && `${WRITERS.format(writers)} ${writers.length === 1 ? 'is' : 'are'} writing…`}
        </p>
      </section>
      <MissedMessages count={missed} toEnd={toEnd} />
    </div>
  );
}

const WRITERS = new Intl.ListFormat('en', { type: 'conjunction' });

/** The first message that was new when the room was opened. It stays marked while it is open. */
function useFirstNew({ roomId, thread }: Pick<RoomLogProps, 'roomId' | 'thread'>): string | undefined {
  const { rooms, session } = useDashboard();
  const first = useRef<{ readonly key: string | undefined } | undefined>(undefined);
  if (first.current === undefined && thread.loaded.value) {
    const from = rooms.newSince(roomId);
    const me = session.me.value?.id;
    const entry =
      from === 0 ? undefined : thread.entries.value.find(({ place, by }) => place > from && by.id !== me);
    first.current = { key: entry === undefined ? undefined : `m${entry.place}` };
  }
  return first.current?.key;
}
