// The colleagues who are signed in, each with a circle and a word.
import { STATUS_WORDS } from '../status-switch.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { whoAnswers } from './desk-lists.ts';

export function StaffList() {
  const { session, desk, time, clock } = useDashboard();
  const people = whoAnswers(desk.state.value, session.staff.value);
  return (
    <section class="staff">
      <h2>
        <span>On duty</span>
        <span class="figures">
          {people.filter(({ colleague }) => colleague.status === 'available').length}
        </span>
      </h2>
      <ul>
        {people.map(({ colleague, isMe }) => (
          <li key={colleague.id} class="row">
            <span class={`dot ${colleague.status}`} aria-hidden="true" />
            <span class="grow clip" dir="auto">
              {isMe ? `${colleague.name} (you)` : colleague.name}
            </span>
            <span class="muted figures">
              {colleague.status === 'available'
                ? `since ${time.moment(colleague.since, clock.time.value)}`
                : STATUS_WORDS[colleague.status].name.toLowerCase()}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
