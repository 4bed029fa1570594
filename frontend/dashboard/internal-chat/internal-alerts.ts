// What the operator hears of internal chat: a sentence read out, and news to be noticed unless they look at the room.
import type { NewEntry, RoomsModelProps } from './rooms-model.ts';

export interface InternalAlertsProps {
  /** Says a sentence to people who can't see the screen. */
  readonly say: (sentence: string) => void;
  /** Something new that isn't looked at; without what: from while there was no connection. */
  readonly onNews: (said?: NewEntry) => void;
  readonly titleOf: (roomId: string) => string;
}

export function internalAlerts({
  say,
  onNews,
  titleOf,
}: InternalAlertsProps): Pick<RoomsModelProps, 'onSaid' | 'onMissed'> {
  return {
    onSaid: (said, isLookedAt) => {
      const { roomId, entry } = said;
      const where = roomId.startsWith('two~') ? 'to you' : `in ${titleOf(roomId)}`;
      say(`${entry.by.name}, ${where}: ${entry.text}`);
      if (!isLookedAt) onNews(said);
    },
    onMissed: () => {
      say('There is something new in internal chat.');
      onNews();
    },
  };
}
