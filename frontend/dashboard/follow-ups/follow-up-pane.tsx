// One follow-up: the question and who asked, where it came from, its mails, and what can be done with it.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { MessageText } from '../../ui/message-text.tsx';
import { ago } from '../../ui/time-words.ts';
import type { FollowUpView } from '../../../lambdas/protocol/follow-up-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { PageLink } from '../desk/details-pane.tsx';
import { type FollowUpList, hashOf } from '../screen.ts';
import { FollowUpMails } from './follow-up-mails.tsx';
import { askedBy, cameFrom } from './follow-up-words.ts';
import type { FollowUpsModel } from './follow-ups-model.ts';
import { WordBar } from './word-bar.tsx';

export interface FollowUpPaneProps {
  readonly model: FollowUpsModel;
  readonly list: FollowUpList;
  readonly followUpId: string | undefined;
}

export function FollowUpPane({ model, list, followUpId }: FollowUpPaneProps) {
  const followUp = model.chosen.value;
  const kind = model.state.value?.kind;
  const pane = useRef<HTMLElement>(null);
  const isChosen = followUp !== undefined && followUp.followUpId === followUpId;
  return (
    <section
      ref={pane}
      class="second"
      tabIndex={-1}
      aria-label="Follow-up"
      aria-busy={!isChosen && kind === 'reading'}
    >
      <WordBar model={model} onGone={() => pane.current?.focus()} />
      {followUpId === undefined ? (
        <p class="calm muted">Choose a follow-up to read it here.</p>
      ) : isChosen ? (
        <FollowUp key={followUpId} model={model} list={list} followUp={followUp} />
      ) : kind === 'read' || kind === 'failed' ? (
        <NotHere list={list} followUpId={followUpId} />
      ) : (
        <div class="calm">
          <div class="busy" aria-hidden="true" />
        </div>
      )}
    </section>
  );
}

function NotHere({ list, followUpId }: Omit<FollowUpPaneProps, 'model'>) {
  const { screens } = useDashboard();
  const other = list.show === 'open' ? 'closed' : 'open';
  return (
    <div class="calm">
      <h2>It isn’t in this list</h2>
      <p>
        This follow-up is not among the {list.show} ones of this department. Perhaps a colleague{' '}
        {list.show === 'open' ? 'closed it' : 'opened it again'}, or its time is over.
      </p>
      <div class="buttons">
        <button
          type="button"
          class="btn"
          onClick={() =>
            screens.replace({
              at: 'followUps',
              list: { ...list, show: other },
              ...(followUpId === undefined ? {} : { followUpId }),
            })
          }
        >
          Look among the {other} ones
        </button>
        <button type="button" class="btn" onClick={() => screens.up({ at: 'followUps', list })}>
          Back to the list
        </button>
      </div>
    </div>
  );
}

interface FollowUpProps {
  readonly model: FollowUpsModel;
  readonly list: FollowUpList;
  readonly followUp: FollowUpView;
}

function FollowUp({ model, list, followUp }: FollowUpProps) {
  const { screens } = useDashboard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { followUpId, number, question, note, closed } = followUp;
  const isBusy = model.doing.value !== undefined;
  return (
    <article class="transcript follow-up">
      <header>
        <button
          type="button"
          class="btn quiet square up"
          aria-label="Back to the list"
          onClick={() => screens.up({ at: 'followUps', list })}
        >
          <Icon name="back" points />
        </button>
        <h2 ref={heading} tabIndex={-1} class="grow clip-2">
          No. <span class="figures">{number}</span>, <bdi>{askedBy(followUp)}</bdi>
        </h2>
        <button
          type="button"
          class="btn"
          aria-disabled={isBusy}
          onClick={() => void model.close(followUpId, closed === undefined)}
        >
          {closed === undefined ? 'Close follow-up' : 'Open again'}
        </button>
      </header>
      {/* A long one scrolls, so that the mails stay near. */}
      <section
        class="question said"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label="Question"
      >
        <MessageText text={question} />
      </section>
      {note !== undefined && (
        <div class="note">
          <b>Note for whoever answers</b>
          <span class="said">
            <MessageText text={note} />
          </span>
        </div>
      )}
      <Facts followUp={followUp} />
      <FollowUpMails model={model} followUp={followUp} />
    </article>
  );
}

function Facts({ followUp }: { readonly followUp: FollowUpView }) {
  const dashboard = useDashboard();
  const { time, clock } = dashboard;
  const now = clock.time.value;
  const { email, patronName, page, chatId, leftAt, closed, keptUntil, departmentId } = followUp;
  return (
    <dl class="facts">
      <dt>Name</dt>
      <dd>{patronName === undefined ? <span class="muted">not given</span> : <bdi>{patronName}</bdi>}</dd>
      <dt>Email</dt>
      <dd class="address">
        <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>
          <bdi>{email}</bdi>
        </a>
        <CopyAddress email={email} />
      </dd>
      <dt>When</dt>
      <dd>
        <time dateTime={new Date(leftAt).toISOString()} title={time.whole(leftAt)}>
          {ago(now - leftAt)} ({time.moment(leftAt, now)})
        </time>
      </dd>
      <dt>Came from</dt>
      <dd>{cameFrom(followUp)}</dd>
      <dt>Page</dt>
      <dd>
        <PageLink page={page} />
      </dd>
      <dt>Department</dt>
      <dd dir="auto">{dashboard.departmentName(departmentId)}</dd>
      {chatId !== undefined && (
        <>
          <dt>Chat</dt>
          <dd>
            <TranscriptLink chatId={chatId} />
          </dd>
        </>
      )}
      {closed !== undefined && (
        <>
          <dt>Closed</dt>
          <dd>
            {time.moment(closed.at, now)} by <bdi>{closed.by}</bdi>
          </dd>
        </>
      )}
      <dt>Kept until</dt>
      <dd>{time.date(keptUntil, now)}</dd>
    </dl>
  );
}

function TranscriptLink({ chatId }: { readonly chatId: string }) {
  const { screens } = useDashboard();
  const screen = { at: 'transcripts', chatId } as const;
  return (
    <a
      href={hashOf(screen)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        screens.go(screen);
      }}
    >
      Read its transcript
    </a>
  );
}

function CopyAddress({ email }: { readonly email: string }) {
  const { surroundings, announcer } = useDashboard();
  const words = useSignal('Copy address');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(email);
      words.value = 'Copied';
      announcer.say('Address copied.');
    } catch {
      words.value = 'Copying is blocked';
      announcer.say('The browser blocked copying.');
    }
    surroundings.after(3_000, () => {
      words.value = 'Copy address';
    });
  };
  return (
    <button type="button" class="btn small" onClick={() => void copy()}>
      {words.value}
    </button>
  );
}
