// What the operator hears of internal chat: a sentence read out, and a sound unless they look at the room.
import type { RoomsModelProps } from './rooms-model.ts';

export interface InternalAlertsProps {
  /** Says a sentence to people who can't see the screen. */
  readonly say: (sentence: string) => void;
  readonly play: () => void;
  readonly titleOf: (roomId: string) => string;
}

export function internalAlerts({
  say,
  play,
  titleOf,
}: InternalAlertsProps): Pick<RoomsModelProps, 'onSaid' | 'onMissed'> {
  return {
    onSaid: ({ roomId, entry }, isLookedAt) => {
      const where = roomId.startsWith('two~') ? 'to you' : `in ${titleOf(roomId)}`;
      say(`${entry.by.name}, ${where}: ${entry.text}`);
      if (!isLookedAt) play();
    },
    onMissed: () => {
      say('There is something new in internal chat.');
      play();
    },
  };
}
