// Where the operator writes to the patron of the open chat.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from './desk-lists.ts';
import { MessageField } from './message-field.tsx';

export function Composer({ chat }: { readonly chat: OperatorChat }) {
  const { desk, session } = useDashboard();
  const { chatId } = chat;
  return (
    <MessageField
      to={patronTitle(chat)}
      id={chatId}
      tellTyping={(writing) => void session.wire.tell({ action: 'typing', chatId, writing })}
      onSend={(text) => desk.say(chatId, text)}
      focusWish={desk.focusWish}
      wish="composer"
      chat={chat}
    />
  );
}
