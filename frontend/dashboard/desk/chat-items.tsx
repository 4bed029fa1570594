// One chat in a list: who, how long, and the last words.
import type { ComponentChildren } from 'preact';
import { useDashboard } from '../dashboard-context.ts';
import { lostWords } from './company-words.ts';
import { authorName, ownerName, patronTitle } from './desk-lists.ts';
import type { DeskChat, LastMessage } from './desk-state.ts';
import { markWords } from '../handing/handing-words.ts';
import { PatronGone } from './patron-gone.tsx';

export interface ItemProps {
  readonly known: DeskChat;
  readonly isOpen: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function MineItem(props: ItemProps) {
  const { session, handing, clock } = useDashboard();
  const { chat, lastMessage, unread, writer } = props.known;
  const asking = markWords(handing.own.of(chat.chatId), clock.time.value);
  const me = session.me.value?.id ?? '';
  const words = lastMessage === undefined ? chat.question : lastWords(lastMessage, me);
  return (
    <Item
      {...props}
      class={chat.state === 'ended' ? 'ended' : ''}
      end={<MineEnd known={props.known} unread={unread} />}
      foot={asking && <bdi class="clip asking-whom">{asking}</bdi>}
      line={
        <>
          <PatronGone chat={chat} after=" · " />
          {writer === undefined ? (
            <bdi>{words}</bdi>
          ) : (
            <span class="writes">{authorName(writer.by, chat, me)} is writing…</span>
          )}
        </>
      }
    />
  );
}

function lastWords({ by, text, isNote }: LastMessage, me: string): string {
  if (by.role === 'patron') return text;
  if (by.id === me) return `${isNote ? 'Your note' : 'You'}: ${text}`;
  return isNote ? `Note from ${by.name}: ${text}` : text;
}

function MineEnd({ known, unread }: { readonly known: DeskChat; readonly unread: number }) {
  const { clock } = useDashboard();
  const { chat } = known;
  return (
    <>
      {unread > 0 ? (
        <span class="badge">
          {unread}
          <span class="only-heard"> unread</span>
        </span>
      ) : chat.state === 'ended' ? (
        <span class="pill plain">ended</span>
      ) : (
        <span class="muted figures">{minutes(clock.time.value - (chat.claimedAt ?? chat.startedAt))}</span>
      )}
    </>
  );
}

const minutes = (ms: number): string => `${Math.max(0, Math.floor(ms / 60_000))} min`;

export function ColleaguesItem(props: ItemProps) {
  const { chat } = props.known;
  const { session, desk, company } = useDashboard();
  const owner = ownerName(chat, session.me.value?.id ?? '');
  if (company.canTakeOver(chat)) return <LostItem {...props} />;
  return (
    <Item
      {...props}
      class=""
      end={
        <span class="muted clip owner">
          <bdi>{owner}</bdi>
        </span>
      }
      line={
        <>
          {desk.own.looksIn(chat.chatId) && <span class="writes">looking in · </span>}
          <bdi>{chat.question}</bdi>
        </>
      }
    />
  );
}

/** Nobody who answers it has a connection: it is like a waiting one to everybody. */
function LostItem(props: ItemProps) {
  const { desk } = useDashboard();
  const { chat } = props.known;
  return (
    <Item
      {...props}
      class="waiting"
      end={<span class="pill urgent">no connection</span>}
      line={<bdi>{chat.question}</bdi>}
      foot={
        <span class="offered lost muted" title={lostWords(chat)}>
          <bdi class="clip">{lostWords(chat)}</bdi>
        </span>
      }
      beside={
        <button
          type="button"
          class="btn small"
          tabIndex={props.isStop ? 0 : -1}
          aria-label={`Take over ${patronTitle(chat)}`}
          disabled={desk.busyWith.value === chat.chatId}
          onClick={() => void desk.claim(chat.chatId)}
        >
          Take over
        </button>
      }
    />
  );
}

interface ItemLayout extends ItemProps {
  readonly class: string;
  readonly end: ComponentChildren;
  readonly line: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly beside?: ComponentChildren;
}

export function Item({
  known,
  isOpen,
  isStop,
  onFocus,
  onKeyDown,
  class: kind,
  end,
  line,
  foot,
  beside,
}: ItemLayout) {
  const { desk } = useDashboard();
  const { chatId } = known.chat;
  return (
    <li class={`item ${kind}`} data-open={isOpen}>
      <button
        type="button"
        class="open"
        data-chat={chatId}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => {
          desk.open(chatId);
          desk.focusWish.value = 'composer';
        }}
      >
        <span class="name clip">
          <bdi>{patronTitle(known.chat)}</bdi>
        </span>
        <span class="end">{end}</span>
        <span class="line muted clip">{line}</span>
        {foot && <span class="item-foot muted">{foot}</span>}
      </button>
      {beside}
    </li>
  );
}
