// The chat on the screen with its log, wherever it comes from: an own thread, or a look at somebody else's.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { PendingMessage } from '../../connection/outbox.ts';
import { useDashboard } from '../dashboard-context.ts';
import type { Writer } from './desk-state.ts';

export interface ShownChat {
  readonly chat: OperatorChat;
  /** `own`: the operator writes here. `lookingIn`: they see it live and write notes. `onlooker`: they read along. */
  readonly role: 'own' | 'lookingIn' | 'onlooker';
  readonly entries: readonly Entry[];
  readonly pending: readonly PendingMessage[];
  readonly isLoaded: boolean;
  readonly writer: Writer | undefined;
}

/** Undefined while nothing is known of it. */
export function useShownChat(chatId: string | undefined): ShownChat | undefined {
  const { desk } = useDashboard();
  if (chatId === undefined) return undefined;
  const known = desk.state.value.chats.get(chatId);
  const own = desk.own.chats.value.get(chatId);
  if (own !== undefined && known !== undefined) {
    return {
      chat: known.chat,
      role: desk.own.looksIn(chatId) ? 'lookingIn' : 'own',
      entries: own.entries.value,
      pending: own.pending.value,
      isLoaded: own.loaded.value,
      writer: known.writer,
    };
  }
  const seen = desk.preview.state.value;
  const read = seen?.kind === 'read' && seen.chatId === chatId ? seen : undefined;
  const chat = known?.chat ?? read?.chat;
  if (chat === undefined) return undefined;
  return {
    chat,
    role: 'onlooker',
    entries: read?.entries ?? [],
    pending: [],
    isLoaded: read !== undefined,
    writer: undefined,
  };
}
