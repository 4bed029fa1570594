// Asks once before a chat is ended.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from './desk-lists.ts';

export function EndChat({ chat }: { readonly chat: OperatorChat }) {
  const { desk } = useDashboard();
  const stay = (): void => {
    desk.ending.value = undefined;
    desk.focusWish.value = 'composer';
  };
  return (
    <Modal title={`End the chat with ${patronTitle(chat)}?`} onClose={stay}>
      <p>The patron is told that it has ended. You find it again under Transcripts.</p>
      <div class="buttons end">
        <button type="button" class="btn" onClick={stay}>
          Go on talking
        </button>
        <button
          type="button"
          class="btn primary"
          autofocus
          disabled={desk.busyWith.value === chat.chatId}
          onClick={() => void desk.end(chat.chatId)}
        >
          End chat
        </button>
      </div>
    </Modal>
  );
}
