// The right side: what is known of the patron, and who answers how many chats.
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { safeAddress, shortAddress, OUTWARD } from '../../ui/links.ts';
import { span } from '../../ui/time-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { TurnButton } from '../follow-ups/turn-button.tsx';
import { AfterChat } from './after-chat.tsx';
import { columnWish } from './column-wish.ts';
import { PeopleInChat } from './people-in-chat.tsx';
import { useShownChat } from './shown-chat.ts';
import { WhoAnswersTable } from './who-answers-table.tsx';

export function DetailsPane({ chatId }: { readonly chatId: string | undefined }) {
  const { screens, desk } = useDashboard();
  const pane = useRef<HTMLElement>(null);
  useSignalEffect(() => {
    if (columnWish(desk, chatId ?? '', 'details')) pane.current?.focus();
  });
  const shown = useShownChat(chatId);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, so the keyboard must reach it
    <section ref={pane} class="right" aria-label="Details" tabIndex={0}>
      {chatId !== undefined && (
        <button type="button" class="btn quiet up" onClick={() => screens.up({ at: 'desk', chatId })}>
          <Icon name="back" points /> Back to the chat
        </button>
      )}
      {shown !== undefined && <Patron chat={shown.chat} />}
      {shown !== undefined && <PeopleInChat shown={shown} />}
      {shown?.role === 'own' && <TurnButton chat={shown.chat} />}
      <WhoAnswersTable />
    </section>
  );
}

function Patron({ chat }: { readonly chat: OperatorChat }) {
  const { time, clock, departmentName } = useDashboardTimes();
  const now = clock.time.value;
  const answered = chat.claimedAt ?? chat.endedAt;
  return (
    <section>
      <h2>Patron</h2>
      <dl>
        <dt>Name</dt>
        <dd>
          {chat.patronName === undefined ? (
            <span class="muted">not given</span>
          ) : (
            <bdi>{chat.patronName}</bdi>
          )}
        </dd>
        <dt>Guest number</dt>
        <dd class="figures">{chat.guestNumber}</dd>
        <dt>Page</dt>
        <dd>
          <PageLink page={chat.page} />
        </dd>
        <dt>Department</dt>
        <dd>
          <bdi>{departmentName(chat.departmentId)}</bdi>
        </dd>
        <dt>Started</dt>
        <dd>
          <time dateTime={new Date(chat.startedAt).toISOString()} title={time.whole(chat.startedAt)}>
            {time.moment(chat.startedAt, now)}
          </time>
        </dd>
        <dt>Waited</dt>
        <dd class="figures">{span((answered ?? now) - chat.startedAt)}</dd>
        <AfterChat chat={chat} />
        <dt>Kept until</dt>
        <dd>
          <time dateTime={new Date(chat.keptUntil).toISOString()} title={time.whole(chat.keptUntil)}>
            {time.date(chat.keptUntil, now)}
          </time>
        </dd>
      </dl>
    </section>
  );
}

function useDashboardTimes() {
  const dashboard = useDashboard();
  return {
    time: dashboard.time,
    clock: dashboard.clock,
    departmentName: (id: string) => dashboard.departmentName(id),
  };
}

/** The library page that the patron reads; it came over the wire, so only http(s) becomes a link. */
export function PageLink({ page }: { readonly page: OperatorChat['page'] }) {
  if (page === undefined) return <span class="muted">not known</span>;
  const address = safeAddress(page.address);
  if (address === undefined) return <bdi>{page.title}</bdi>;
  return (
    <a class="page-link" href={address} title={address} {...OUTWARD}>
      <bdi>{page.title === '' ? shortAddress(address) : page.title}</bdi>
      {page.title !== '' && <span class="muted clip">{shortAddress(address)}</span>}
      <span class="only-heard"> (opens in a new tab)</span>
    </a>
  );
}
