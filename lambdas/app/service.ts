// What the use cases work with: the stores, the sign-in, the mailer and the clock, each replaceable in a test.
import type { Identity } from '../domain/staff.ts';
import type { Framing } from '../protocol/guided-frames.ts';
import type { AvailabilityOfWidgets } from '../protocol/availability.ts';
import type { AvailabilityStore } from '../store/availability-store.ts';
import type { CannedStore } from '../store/canned-store.ts';
import type { ChatStore } from '../store/chat-store.ts';
import type { ConnectionStore } from '../store/connection-store.ts';
import type { DeskStore } from '../store/desk-store.ts';
import type { InternalChatStore } from '../store/internal-chat-store.ts';
import type { FollowUpStore } from '../store/follow-up-store.ts';
import type { MailStore } from '../store/mail-store.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { Mailer } from './mailing.ts';

export interface SignIn {
  /** Who the tokens speak for, or nothing if one is not to be believed. Throws where the issuer can't be asked. */
  verify(tokens: { accessToken: string; idToken?: string | undefined }): Promise<Identity | undefined>;
}

/** Where every page reads whether somebody is there. */
export interface PublicFile {
  put(file: AvailabilityOfWidgets): Promise<void>;
}

export interface Service {
  readonly chats: ChatStore;
  readonly connections: ConnectionStore;
  readonly desks: DeskStore;
  readonly internalChat: InternalChatStore;
  readonly settings: SettingsStore;
  readonly followUps: FollowUpStore;
  readonly mails: MailStore;
  readonly mailer: Mailer;
  readonly canned: CannedStore;
  readonly availability: AvailabilityStore;
  readonly publicFile: PublicFile;
  readonly signIn: SignIn;
  /** The library's name, as patrons read it. */
  readonly serviceName: string;
  /** The library's own, such as "America/Toronto": opening hours are in it. */
  readonly timeZone: string;
  /** Where questions by email are answered. */
  readonly askAddress: string;
  /** The form in which a resume token is stored. */
  readonly hashOf: (token: string) => string;
  /** Whether a page of the web lets itself be shown in the widget's frame. Never throws. */
  readonly framingOf: (address: string) => Promise<Framing>;
  /** Now, in ms since 1970. */
  readonly now: () => number;
  /** A pause of about that many ms, between two tries of a change that was overtaken. */
  readonly pause: (ms: number) => Promise<void>;
}
