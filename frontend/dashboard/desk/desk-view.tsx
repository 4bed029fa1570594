// The desk: left what needs me, in the middle the talk, at the right what helps. On a phone one at a time.
import { useEffect } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { AskedCards } from '../handing/asked-cards.tsx';
import { HandingDialogs } from '../handing/handing-dialogs.tsx';
import { RoomPane } from '../internal-chat/room-pane.tsx';
import { ChatColumns } from './chat-columns.tsx';
import { ChatList } from './chat-list.tsx';
import { ChatPane } from './chat-pane.tsx';
import { DetailsPane } from './details-pane.tsx';
import { shortcutsAtTheDesk } from './shortcuts-at-the-desk.ts';
import { StaffList } from './staff-list.tsx';

export function DeskView() {
  const dashboard = useDashboard();
  const { screens, columns, rooms, shortcuts } = dashboard;
  const screen = screens.current.value;
  useEffect(() => shortcuts.add(shortcutsAtTheDesk(dashboard)), []);
  const chatId = screen.at === 'desk' ? screen.chatId : undefined;
  const part = chatId === undefined ? 'list' : screen.at === 'desk' && screen.details ? 'details' : 'chat';
  const roomId = rooms.openId.value;
  const isBeside = columns.isOn.value;
  return (
    <div class={`desk shows-${part}${roomId === undefined ? '' : ' has-room'}${isBeside ? ' beside' : ''}`}>
      <h1 class="only-heard">Desk</h1>
      <section class="left" aria-label="Chats and colleagues">
        <AskedCards />
        <ChatList openChatId={chatId} />
        <StaffList />
      </section>
      {isBeside && columns.ids.length > 0 ? (
        <ChatColumns openChatId={chatId} />
      ) : (
        <ChatPane chatId={chatId} />
      )}
      {roomId !== undefined && <RoomPane roomId={roomId} />}
      <DetailsPane chatId={chatId} />
      <HandingDialogs />
    </div>
  );
}
