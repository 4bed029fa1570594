// What the views about absent operators need: what hinders an answer, the follow-up, and the server's time.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AbsenceDesk } from './absence-desk.ts';
import type { FollowUp } from './follow-up.ts';
import type { Hindrance } from './offers.ts';

export interface StandIn {
  readonly desk: AbsenceDesk;
  readonly followUp: FollowUp;
  readonly now: () => number;
  /** The library's own address, as the last connection told it. */
  readonly askAddress: string | undefined;
  /** What was said aloud already: a note that moves from the form to the chat is no news. */
  told: Hindrance | undefined;
}

const context = createContext<StandIn | undefined>(undefined);
export const StandInProvider = context.Provider;

export function useStandIn(): StandIn {
  const standIn = useContext(context);
  if (standIn === undefined) throw new Error('A view about absent operators was drawn outside of them');
  return standIn;
}
