// The part of the sheet about desktop notifications: whether they are allowed, of what, and what they show.
import { Field } from '../settings/field.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { INTERNAL_NOTICES } from './notice-choices.ts';

const INTERNAL_LABELS: Readonly<Record<(typeof INTERNAL_NOTICES)[number], string>> = {
  all: 'Private ones and those in rooms',
  private: 'Private ones',
  none: 'None',
};

export function NotificationsPart() {
  const { notifications } = useDashboard();
  return (
    <section class="noticing" aria-labelledby="notifications-heading">
      <h3 id="notifications-heading">Desktop notifications</h3>
      <Allowed />
      {notifications.state.value === 'allowed' && <Choices />}
    </section>
  );
}

function Allowed() {
  const { notifications } = useDashboard();
  switch (notifications.state.value) {
    case 'allowed':
      return (
        <p>
          Allowed. While this window is in the background they tell you of chats to take, messages in your
          chats, requests and colleagues’ words.
        </p>
      );
    case 'notAsked':
      return (
        <>
          <p>They tell you of chats and messages while you work in another window.</p>
          <button type="button" class="btn" onClick={() => void notifications.ask()}>
            Allow desktop notifications…
          </button>
        </>
      );
    case 'refused':
      return (
        <p class="notice wait">
          Your browser blocks notifications from this page. Open the site’s settings with the sign beside its
          address, choose to allow notifications, and come back here.
        </p>
      );
    case 'unavailable':
      return (
        <p>
          This browser shows none for this page. Sounds, and the number in the title of the tab, tell you of
          news.
        </p>
      );
  }
}

function Choices() {
  const { choices } = useDashboard();
  const { internal, words } = choices.current.value;
  return (
    <>
      <Field label="Internal messages that show one">
        {(wiring) => (
          <select
            {...wiring}
            class="input"
            value={internal}
            onChange={({ currentTarget }) => {
              const chosen = INTERNAL_NOTICES.find((each) => each === currentTarget.value);
              if (chosen !== undefined) choices.choose({ internal: chosen });
            }}
          >
            {INTERNAL_NOTICES.map((each) => (
              <option key={each} value={each}>
                {INTERNAL_LABELS[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={words}
          onChange={({ currentTarget }) => choices.choose({ words: currentTarget.checked })}
        />
        <span>
          Show patrons’ names and what is written{' '}
          <span class="muted">
            Others may read them over your shoulder, and your computer or telephone may keep them.
          </span>
        </span>
      </label>
    </>
  );
}
