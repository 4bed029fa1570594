// What is known of the patron's chat at one moment: all that a view or a listener needs.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { ToPatron } from '../../lambdas/protocol/to-patron.ts';
import type { PendingMessage } from '../connection/outbox.ts';
import type { SocketState } from '../connection/socket.ts';
import type { Stage } from './stage.ts';
import type { Transfers } from './transfers.ts';

type Welcome = Extract<ToPatron, { type: 'welcome' }>;
/** What the library says of itself; a new one with each connection. */
export type Service = Omit<Welcome, 'resumed'>;

/** Something that the patron should be told once, on the form. */
export type Notice = 'chatGone' | 'startFailed';

/** All that a view or a listener needs to know. Replaced, never changed. */
export interface ChatState {
  readonly stage: Stage;
  readonly entries: readonly PublicEntry[];
  readonly pending: readonly PendingMessage[];
  readonly connection: SocketState;
  /** There has been no connection for so long that it isn't a passing thing any more. */
  readonly isUnreachable: boolean;
  readonly service: Service | undefined;
  /** Of the chat to a colleague; absent until its log was read. */
  readonly transfers?: Transfers | undefined;
  /** Who is writing at the other end. */
  readonly writers: readonly string[];
  readonly notice: Notice | undefined;
  /** The patron has asked to end the chat, and the server has not said yes yet. */
  readonly isEnding: boolean;
  /** Up to where the patron has read. */
  readonly readPlace: number;
}

/** Nothing asked, nothing known. */
export const NO_CHAT: ChatState = {
  stage: { kind: 'asking' },
  entries: [],
  pending: [],
  connection: { kind: 'stopped', reason: 'asked' },
  isUnreachable: false,
  service: undefined,
  writers: [],
  notice: undefined,
  isEnding: false,
  readPlace: 0,
};
