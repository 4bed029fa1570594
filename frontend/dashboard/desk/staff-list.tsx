// The colleagues who are signed in, each with a circle and a word.
import { STATUS_WORDS } from '../status-switch.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { whoAnswers } from './desk-lists.ts';

export function StaffList() {
  const { session, desk, time, clock } = useDashboard();
  const people = whoAnswers(desk.state.value, session.staff.value);
  return (
    <details class="staff" open>
      <summary>
        <h2>On duty</h2>
        <span class="figures">
          {people.filter(({ colleague }) => colleague.status === 'available').length}
        </span>
      </summary>
      <ul>
        {people.map(({ colleague, isMe }) => (
          <li key={colleague.id} class="row">
            <span class={`dot ${colleague.status}`} aria-hidden="true" />
            <span class="grow clip">
              <bdi>{isMe ? 'You' : colleague.name}</bdi>
            </span>
            <span class="muted figures">
              {colleague.status === 'available'
                ? `since ${time.moment(colleague.since, clock.time.value)}`
                : STATUS_WORDS[colleague.status].name.toLowerCase()}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
