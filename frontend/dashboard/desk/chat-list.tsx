// The lists at the left: who waits, my chats, what colleagues have. One tab stop; the arrow keys walk.
import type { ComponentChildren } from 'preact';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { roved, rovingMove, tabStop } from '../../ui/roving-focus.ts';
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { ColumnsSwitch } from './chat-columns.tsx';
import { offDutySaid } from '../status/status-words.ts';
import { ColleaguesItem, MineItem } from './chat-items.tsx';
import { inOrder } from './desk-lists.ts';
import { NextLine } from './next-line.tsx';
import { WaitingItem } from './waiting-item.tsx';

export function ChatList({ openChatId }: { readonly openChatId: string | undefined }) {
  const { desk, session, status } = useDashboard();
  const list = useRef<HTMLDivElement>(null);
  const lastFocused = useSignal<string | undefined>(undefined);
  const lists = desk.lists.value;
  const ids = inOrder(lists).map(({ chat }) => chat.chatId);
  const stop = tabStop(ids, lastFocused.value ?? openChatId);
  const focusItem = (chatId: string | undefined): void => {
    lastFocused.value = chatId;
    list.current?.querySelector<HTMLElement>(`[data-chat="${chatId}"]`)?.focus();
  };
  useSignalEffect(() => {
    if (desk.focusWish.value !== 'list') return;
    desk.focusWish.value = undefined;
    if (stop === undefined) list.current?.focus();
    else focusItem(stop);
  });
  const item = (chatId: string) => ({
    isOpen: chatId === openChatId,
    isStop: chatId === stop,
    onFocus: () => {
      lastFocused.value = chatId;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const move = rovingMove(event.key);
      if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      focusItem(roved(ids, chatId, move));
    },
  });
  return (
    <nav ref={list} class="chats" aria-label="Chats" tabIndex={-1}>
      {!isOnDuty(session.status.value) && status.signedOffWords === undefined && (
        <p class="off-duty">
          <span>{offDutySaid(session.status.value)}.</span>
          <button type="button" class="link" onClick={() => void status.go('available')}>
            Go available
          </button>
        </p>
      )}
      <Section title="Waiting" count={lists.waiting.length} about={<NextLine />} empty={<NobodyWaits />}>
        {lists.waiting.map((known) => (
          <WaitingItem key={known.chat.chatId} known={known} {...item(known.chat.chatId)} />
        ))}
      </Section>
      <Section
        title="My chats"
        count={lists.mine.length}
        figures={<OwnLoad />}
        about={<ColumnsSwitch />}
        empty={<p class="none">None at the moment.</p>}
      >
        {lists.mine.map((known) => (
          <MineItem key={known.chat.chatId} known={known} {...item(known.chat.chatId)} />
        ))}
      </Section>
      {lists.withColleagues.length > 0 && (
        <Section title="With colleagues" count={lists.withColleagues.length}>
          {lists.withColleagues.map((known) => (
            <ColleaguesItem key={known.chat.chatId} known={known} {...item(known.chat.chatId)} />
          ))}
        </Section>
      )}
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  /** In place of the count. */
  readonly figures?: ComponentChildren;
  readonly about?: ComponentChildren;
  readonly empty?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Section({ title, count, figures = count, about, empty, children }: SectionProps) {
  return (
    <section>
      <h2>
        <span>{title}</span>
        {count > 0 && <span class="figures">{figures}</span>}
      </h2>
      {about}
      {count === 0 ? empty : <ul>{children}</ul>}
    </section>
  );
}

/** The chats that the operator is in, and how many they are offered at most. */
function OwnLoad() {
  const { desk, team } = useDashboard();
  const active = desk.lists.value.mine.filter(({ chat }) => chat.state === 'active').length;
  const limit = team.me?.limit ?? Number.POSITIVE_INFINITY;
  return <>{Number.isFinite(limit) ? `${active} of ${limit}` : active}</>;
}

function NobodyWaits() {
  const { desk, session, time, clock } = useDashboard();
  const isListed = session.me.value?.departmentIds.every((id) => desk.state.value.listed.has(id));
  if (!isListed) return <p class="none">Looking…</p>;
  const since = desk.quietSince.value;
  return (
    <p class="none">
      Nobody is waiting{since === undefined ? '' : `, since ${time.moment(since, clock.time.value)}`}.
    </p>
  );
}
