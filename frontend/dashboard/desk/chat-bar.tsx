// The bar over the open chat: who it is, where they are, and what can be done with the chat.
import { Icon } from '../../ui/icon.tsx';
import { OUTWARD, safeAddress, shortAddress } from '../../ui/links.ts';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { HandingButtons } from '../handing/handing-buttons.tsx';
import { patronTitle, wantAttention } from './desk-lists.ts';
import { PatronGone } from './patron-gone.tsx';
import type { ShownChat } from './shown-chat.ts';

export function ChatBar({ shown }: { readonly shown: ShownChat }) {
  const { chat, role } = shown;
  const dashboard = useDashboard();
  const { screens, desk } = dashboard;
  const { chatId } = chat;
  return (
    <div class="bar">
      <BackToList chatId={chatId} />
      <div class="grow who">
        <div class="row">
          <h2 class="clip">
            <bdi>{patronTitle(chat)}</bdi>
          </h2>
          <UnreadBeside chatId={chatId} />
          <span class="pill clip" dir="auto">
            {dashboard.departmentName(chat.departmentId)}
          </span>
        </div>
        <Reading chat={chat} />
      </div>
      <button
        type="button"
        class="btn to-details"
        onClick={() => screens.go({ at: 'desk', chatId, details: true })}
      >
        Details
      </button>
      <HandingButtons shown={shown} />
      {role === 'own' && chat.state === 'active' && (
        <button type="button" class="btn" onClick={() => desk.askToEnd(chatId)}>
          End chat
        </button>
      )}
    </div>
  );
}

/** In a column that nobody has turned to yet. */
function UnreadBeside({ chatId }: { readonly chatId: string }) {
  const { desk } = useDashboard();
  const unread = desk.state.value.chats.get(chatId)?.unread ?? 0;
  if (unread === 0 || desk.openChatId === chatId) return null;
  return (
    <span class="badge">
      {unread}
      <span class="only-heard"> unread</span>
    </span>
  );
}

/** On a phone the list is a screen of its own, so the way there tells how much there wants attention. */
function BackToList({ chatId }: { readonly chatId: string }) {
  const { screens, desk, rooms, handing } = useDashboard();
  const others = wantAttention(desk.lists.value, chatId) + handing.asked.all.value.length;
  const internal = rooms.allUnread;
  const all = others + internal;
  // The number that stands there has to be in the name, too.
  const words =
    internal === 0
      ? `${plural(others, 'chat')} waiting or unread`
      : `${all} waiting or unread, of them ${internal} in internal chat`;
  return (
    <button
      type="button"
      class="btn quiet up"
      aria-label={`Back to the list${all === 0 ? '' : `, ${words}`}`}
      onClick={() => screens.up({ at: 'desk' })}
    >
      <Icon name="back" points />
      {all > 0 && <span class="badge">{all}</span>}
    </button>
  );
}

function Reading({ chat }: { readonly chat: OperatorChat }) {
  const { page } = chat;
  const address = page === undefined ? undefined : safeAddress(page.address);
  if (page === undefined || address === undefined) {
    return (
      <div class="muted clip">
        <PatronGone chat={chat} after=" · " />
        {page === undefined ? 'page not known' : page.title}
      </div>
    );
  }
  return (
    <div class="muted reading">
      <PatronGone chat={chat} after=" · " />
      {chat.state === 'ended' ? 'was reading ' : 'reading '}
      <a class="clip" href={address} title={address} dir="auto" {...OUTWARD}>
        {page.title === '' ? shortAddress(address) : page.title}
      </a>
    </div>
  );
}
