// A room's log as lines to draw: days, and who said what.
import type { RoomEntryView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { PendingMessage } from '../../connection/outbox.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import { type LogLine, ONE_TURN_MS } from '../desk/log-lines.ts';

export interface RoomLinesProps {
  readonly entries: readonly RoomEntryView[];
  readonly pending: readonly PendingMessage[];
  readonly operatorId: string;
  readonly time: LibraryTime;
  readonly now: number;
}

export function roomLines({ entries, pending, operatorId, time, now }: RoomLinesProps): LogLine[] {
  const lines: LogLine[] = [];
  const today = time.dayKey(now);
  let day = entries[0] && time.dayKey(entries[0].at) !== today ? undefined : today;
  for (const [index, entry] of entries.entries()) {
    const { place, at, by, text } = entry;
    if (time.dayKey(at) !== day) {
      day = time.dayKey(at);
      lines.push({ kind: 'day', key: `day${place}`, text: time.day(at, now) });
    }
    const next = entries[index + 1];
    const isMe = by.id === operatorId;
    lines.push({
      kind: 'said',
      key: `m${place}`,
      side: isMe ? 'me' : 'colleague',
      name: isMe ? 'You' : by.name,
      text,
      at,
      place,
      closes: next?.by.id !== by.id || next.at - at >= ONE_TURN_MS,
    });
  }
  for (const message of pending) lines.push({ kind: 'pending', key: `p${message.id}`, message });
  return lines;
}
