// The middle of the desk: the open chat, or what to do while none is open.
import { useDashboard } from '../dashboard-context.ts';
import { AskedElsewhere } from '../handing/asked-cards.tsx';
import { RequestBar } from '../handing/request-bar.tsx';
import { ChatBar } from './chat-bar.tsx';
import { ChatFoot } from './chat-foot.tsx';
import { CompanyBar } from './company-bar.tsx';
import { EndChat } from './end-chat.tsx';
import { LeaveChat } from './leave-chat.tsx';
import { LogView } from './log-view.tsx';
import { NoChatOpen } from './no-chat-open.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { patronTitle } from './desk-lists.ts';
import { useShownChat } from './shown-chat.ts';

interface ChatPaneProps {
  readonly chatId: string | undefined;
  /** It stands beside others: what is told of the desk as a whole stands above all of them. */
  readonly isColumn?: boolean;
}

export function ChatPane({ chatId, isColumn = false }: ChatPaneProps) {
  const { desk, company } = useDashboard();
  const shown = useShownChat(chatId);
  if (chatId === undefined) {
    return (
      <section class="middle" aria-label="Chat">
        <NoticeBar />
        <NoChatOpen />
      </section>
    );
  }
  if (shown === undefined) return <NotHere chatId={chatId} />;
  return (
    <section class="middle" aria-label={`Chat with ${patronTitle(shown.chat)}`}>
      <ChatBar shown={shown} />
      <CompanyBar shown={shown} />
      <RequestBar shown={shown} />
      {!isColumn && <AskedElsewhere openChatId={chatId} />}
      {!isColumn && <NoticeBar />}
      <LogView key={chatId} shown={shown} />
      <ChatFoot key={`foot${chatId}`} shown={shown} />
      {desk.ending.value === chatId && <EndChat chat={shown.chat} />}
      {company.leaving.value === chatId && <LeaveChat chat={shown.chat} />}
    </section>
  );
}

function NotHere({ chatId }: { readonly chatId: string }) {
  const { desk, screens } = useDashboard();
  const seen = desk.preview.state.value;
  const failed = seen?.kind === 'failed' && seen.chatId === chatId ? seen : undefined;
  return (
    <section class="middle" aria-label="Chat" aria-busy={failed === undefined}>
      <div class="calm">
        {failed === undefined ? (
          <div class="busy" aria-hidden="true" />
        ) : (
          <>
            <h2>This chat can’t be shown</h2>
            <p>{failed.message}</p>
            <button type="button" class="btn" onClick={() => screens.up({ at: 'desk' })}>
              Back to the desk
            </button>
          </>
        )}
      </div>
    </section>
  );
}
