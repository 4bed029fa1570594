// What the script about absent operators puts into the panel, once it was fetched: it decides when, and draws it.
import type { FunctionComponent } from 'preact';
import type { Hindrance } from './offers.ts';
import { Store } from './store.ts';

export interface Absence {
  readonly hindrance: Hindrance | undefined;
  /** In the place of form and chat. */
  readonly Screen: FunctionComponent | undefined;
  /** On the form, or below the chat's last message. */
  readonly Note: FunctionComponent | undefined;
  /** Opens the form of a follow-up. */
  readonly leave?: () => void;
}

export const absence = new Store<Absence>({ hindrance: undefined, Screen: undefined, Note: undefined });
