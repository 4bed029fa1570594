// A department's follow-ups, newest first, with what to do when there are none or reading failed.
import type { Signal } from '@preact/signals';
import { ago } from '../../ui/time-words.ts';
import type { FollowUpView } from '../../../lambdas/protocol/follow-up-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { type FollowUpList as List, hashOf } from '../screen.ts';
import { isFailed } from './failed-mails.ts';
import { askedBy, cameFrom, shortMailWords } from './follow-up-words.ts';
import { type FollowUpsModel, type Listed, listedOf } from './follow-ups-model.ts';
import { MailState } from './mail-state.tsx';

export interface FollowUpListProps {
  readonly model: FollowUpsModel;
  readonly list: List;
  readonly openId: string | undefined;
  readonly failedOnly: Signal<boolean>;
}

export function FollowUpList({ model, list, openId, failedOnly }: FollowUpListProps) {
  const state = model.state.value;
  const listed = listedOf(state);
  if (state === undefined) return null;
  const isHere = listed !== undefined && listed.list.departmentId === list.departmentId;
  const more = listed?.next !== undefined && state.kind === 'read';
  return (
    <div class="found" aria-busy={state.kind === 'reading'}>
      {state.kind === 'failed' && (
        <p class="notice urgent">
          <span>{state.message}</span>
          <button type="button" class="link" onClick={() => void model.refresh()}>
            Try again
          </button>
        </p>
      )}
      {isHere && listed.followUps.length > 0 && (
        <Items listed={listed} openId={openId} failedOnly={failedOnly} />
      )}
      {state.kind === 'read' && state.listed.followUps.length === 0 && <None list={list} />}
      {state.kind === 'reading' && <div class="busy" aria-hidden="true" />}
      {more && (
        <button type="button" class="btn more" onClick={() => void model.more()}>
          Load more
        </button>
      )}
    </div>
  );
}

function None({ list: { show } }: { readonly list: List }) {
  return (
    <p class="none">
      {show === 'open'
        ? 'Nothing is open here. What patrons leave for an answer by email appears in this list.'
        : 'Nothing has been closed yet, or all of it is past its time.'}
    </p>
  );
}

interface ItemsProps {
  readonly listed: Listed;
  readonly openId: string | undefined;
  readonly failedOnly: Signal<boolean>;
}

function Items({ listed, openId, failedOnly }: ItemsProps) {
  const shown = failedOnly.value ? listed.followUps.filter(isFailed) : listed.followUps;
  if (shown.length === 0) {
    return (
      <p class="none">
        {listed.next === undefined
          ? 'No mail has failed here.'
          : `No mail of these ${listed.followUps.length} has failed.`}{' '}
        <button type="button" class="link" onClick={() => (failedOnly.value = false)}>
          Show all
        </button>
      </p>
    );
  }
  return (
    <ul>
      {shown.map((followUp) => (
        <Item
          key={followUp.followUpId}
          followUp={followUp}
          list={listed.list}
          isOpen={followUp.followUpId === openId}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  readonly followUp: FollowUpView;
  readonly list: List;
  readonly isOpen: boolean;
}

function Item({ followUp, list, isOpen }: ItemProps) {
  const { screens, time, clock } = useDashboard();
  const { followUpId, number, question, leftAt, mails } = followUp;
  const screen = { at: 'followUps', list, followUpId } as const;
  const urgent = mails.filter(({ state }) => state !== 'sent');
  return (
    <li class="item" data-open={isOpen}>
      <a
        class="open"
        href={hashOf(screen)}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          screens.go(screen);
        }}
      >
        <span class="name clip">
          <span class="figures">{number}</span> <bdi>{askedBy(followUp)}</bdi>
        </span>
        <time class="muted figures when" dateTime={new Date(leftAt).toISOString()} title={time.whole(leftAt)}>
          {ago(clock.time.value - leftAt)}
        </time>
        <span class="line clip">
          <bdi>{question}</bdi>
        </span>
        <span class="line muted clip">{cameFrom(followUp)}</span>
        <span class="line mail-states">
          {urgent.length === 0 && mails[0] !== undefined ? (
            <MailState mail={mails[0]} words={mails.length === 1 ? 'sent' : 'both mails sent'} />
          ) : (
            mails.map((mail) => <MailState key={mail.to} mail={mail} words={shortMailWords(mail)} />)
          )}
        </span>
      </a>
    </li>
  );
}
