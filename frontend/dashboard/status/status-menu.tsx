// The operator's status in the header, and the choice of another, each explained where it is chosen.
import { useEffect } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { Popup } from '../../ui/popup.tsx';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { AwayChoices } from './away-choices.tsx';
import { OwnLimitField } from './own-limit-field.tsx';
import { StatusSign } from './status-sign.tsx';
import { statusShortcuts } from './status-shortcuts.ts';
import { STATUS_WORDS, statusName } from './status-words.ts';

export function StatusMenu() {
  const { status, shortcuts } = useDashboard();
  useEffect(() => shortcuts.add(statusShortcuts(status)), []);
  return (
    <Popup
      title="Your status"
      buttonClass="btn status"
      button={<Current />}
      wanted={status.menuWanted}
      onWanted={() => {
        status.choosingAway.value = true;
      }}
      onClosed={() => {
        status.choosingAway.value = false;
      }}
    >
      {(close) => (
        <div class="statuses">
          <Choice choice="available" onChosen={close} />
          <AwayChoice onChosen={close} />
          <Choice choice="internalOnly" onChosen={close} />
          <Choice choice="offline" onChosen={close} />
          <OwnLimitField />
        </div>
      )}
    </Popup>
  );
}

function Current() {
  const { session, time, clock } = useDashboard();
  const now = clock.time.value;
  const own = session.own.value;
  const entry = session.staff.value.find(({ id }) => id === session.me.value?.id);
  const hasEnd = own.status === 'away' && own.awayUntil !== undefined;
  const since = entry?.status === own.status && own.status !== 'offline' && !hasEnd ? entry.since : undefined;
  return (
    <>
      <StatusSign status={own.status} />
      <span class="figures">
        <span class="only-heard">Your status: </span>
        {statusName(own, time, now)}
      </span>
      {since !== undefined && <span class="muted since figures">since {time.moment(since, now)}</span>}
      <Icon name="choose" />
    </>
  );
}

interface ChoiceProps {
  readonly onChosen: () => void;
}

function Choice({ choice, onChosen }: ChoiceProps & { readonly choice: Exclude<Status, 'away'> }) {
  const { session, status, signingOff } = useDashboard();
  const isIt = session.status.value === choice;
  return (
    <button
      type="button"
      class="status-choice"
      aria-pressed={isIt}
      onClick={() => {
        onChosen();
        if (choice === 'available') void status.go(choice);
        else signingOff.wish(choice);
      }}
    >
      <ChoiceWords choice={choice} isIt={isIt} />
    </button>
  );
}

function AwayChoice({ onChosen }: ChoiceProps) {
  const { session, status } = useDashboard();
  const isIt = session.status.value === 'away';
  const isOpen = status.choosingAway.value;
  return (
    <>
      <button
        type="button"
        class="status-choice"
        aria-expanded={isOpen}
        aria-current={isIt ? 'true' : undefined}
        onClick={() => {
          status.choosingAway.value = !isOpen;
        }}
      >
        <ChoiceWords choice="away" isIt={isIt} />
      </button>
      {isOpen && <AwayChoices onChosen={onChosen} />}
    </>
  );
}

function ChoiceWords({ choice, isIt }: { readonly choice: Status; readonly isIt: boolean }) {
  const { name, meaning } = STATUS_WORDS[choice];
  return (
    <>
      <StatusSign status={choice} />
      <span>
        <b>{name}</b>
        <span class="muted">{meaning}</span>
      </span>
      {isIt && <Icon name="tick" />}
    </>
  );
}
