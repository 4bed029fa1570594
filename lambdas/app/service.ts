// What the use cases work with: the stores, the sign-in and the clock, each replaceable in a test.
import type { Identity } from '../domain/staff.ts';
import type { ChatStore } from '../store/chat-store.ts';
import type { ConnectionStore } from '../store/connection-store.ts';
import type { InternalChatStore } from '../store/internal-chat-store.ts';
import type { SettingsStore } from '../store/settings-store.ts';

export interface SignIn {
  /** Who the tokens speak for, or nothing if one is not to be believed. Throws where the issuer can't be asked. */
  verify(tokens: { accessToken: string; idToken?: string | undefined }): Promise<Identity | undefined>;
}

export interface Service {
  readonly chats: ChatStore;
  readonly connections: ConnectionStore;
  readonly internalChat: InternalChatStore;
  readonly settings: SettingsStore;
  readonly signIn: SignIn;
  /** The form in which a resume token is stored. */
  readonly hashOf: (token: string) => string;
  /** Now, in ms since 1970. */
  readonly now: () => number;
  /** A pause of about that many ms, between two tries of a change that was overtaken. */
  readonly pause: (ms: number) => Promise<void>;
}
