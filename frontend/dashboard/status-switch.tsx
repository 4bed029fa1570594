// The operator's status, and the choice of another, each explained where it is chosen.
import type { Status } from '../../lambdas/protocol/settings.ts';
import { Icon } from '../ui/icon.tsx';
import { Popup } from '../ui/popup.tsx';
import { useDashboard } from './dashboard-context.ts';

export const STATUS_WORDS: Readonly<Record<Status, { readonly name: string; readonly meaning: string }>> = {
  available: {
    name: 'Available',
    meaning: 'You are on duty: new chats ring here, and patrons read that the library answers.',
  },
  away: {
    name: 'Away',
    meaning: 'You are on duty, but not at the desk: new chats still ring here.',
  },
  offline: {
    name: 'Offline',
    meaning: 'You are off duty: no new chats ring here. Chats that you have claimed stay yours.',
  },
};

const CHOICES: readonly Status[] = ['available', 'away', 'offline'];

export function StatusSwitch() {
  const { session, time, clock } = useDashboard();
  const status = session.status.value;
  const own = session.staff.value.find(({ id }) => id === session.me.value?.id);
  const since = own !== undefined && own.status === status && status === 'available' ? own.since : undefined;
  return (
    <Popup
      title="Your status"
      buttonClass="btn status"
      button={
        <>
          <span class={`dot ${status}`} aria-hidden="true" />
          <span>
            <span class="only-heard">Your status: </span>
            {STATUS_WORDS[status].name}
          </span>
          {since !== undefined && (
            <span class="muted since figures">since {time.moment(since, clock.time.value)}</span>
          )}
          <Icon name="choose" />
        </>
      }
    >
      {(close) => (
        <div class="statuses">
          {CHOICES.map((choice) => (
            <StatusChoice key={choice} choice={choice} onChosen={close} />
          ))}
        </div>
      )}
    </Popup>
  );
}

function StatusChoice({ choice, onChosen }: { readonly choice: Status; readonly onChosen: () => void }) {
  const { session, desk } = useDashboard();
  const { name, meaning } = STATUS_WORDS[choice];
  const isIt = session.status.value === choice;
  return (
    <button
      type="button"
      class="status-choice"
      aria-pressed={isIt}
      onClick={() => {
        onChosen();
        void desk.goTo(choice);
      }}
    >
      <span class={`dot ${choice}`} aria-hidden="true" />
      <span>
        <b>{name}</b>
        <span class="muted">{meaning}</span>
      </span>
      {isIt && <Icon name="tick" />}
    </button>
  );
}
