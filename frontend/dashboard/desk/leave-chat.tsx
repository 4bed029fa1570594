// Asks an owner once before they leave a chat in which others stay: who will own it then.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { followingOwner } from './company-words.ts';
import { patronTitle } from './desk-lists.ts';

export function LeaveChat({ chat }: { readonly chat: OperatorChat }) {
  const { desk, company, session } = useDashboard();
  const next = followingOwner(chat, session.me.value?.id ?? '');
  return (
    <Modal title={`Leave the chat with ${patronTitle(chat)}?`} onClose={() => company.stay()}>
      {next === undefined ? (
        <p>Nobody who could own it is in the chat any more. Transfer it, or end it.</p>
      ) : (
        <p>
          <b dir="auto">{next.name}</b> will own it. The patron is told that you left, and the chat goes on.
        </p>
      )}
      <div class="buttons end">
        <button type="button" class="btn" onClick={() => company.stay()}>
          Stay
        </button>
        <button
          type="button"
          class="btn primary"
          autofocus
          disabled={next === undefined || desk.busyWith.value === chat.chatId}
          onClick={() => void company.leave(chat)}
        >
          Leave the chat
        </button>
      </div>
    </Modal>
  );
}
