// The colleagues who are signed in, each with a circle, a word and their departments.
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { ownStatusAt, statusAt } from '../status/own-status.ts';
import { StatusSign } from '../status/status-sign.tsx';
import { exactStanding, listed, statusName } from '../status/status-words.ts';
import { whoAnswers } from './desk-lists.ts';

export function StaffList() {
  const { session, desk, clock } = useDashboard();
  const people = whoAnswers(desk.state.value, session.staff.value);
  const now = clock.time.value;
  return (
    <details class="staff" open>
      <summary>
        <h2>On duty</h2>
        <span class="figures">
          {people.filter(({ colleague }) => statusAt(colleague, now) !== 'offline').length}
        </span>
      </summary>
      <ul>
        {people.map(({ colleague, isMe }) => (
          <Person key={colleague.id} colleague={colleague} name={isMe ? 'You' : colleague.name} />
        ))}
      </ul>
    </details>
  );
}

function Person({ colleague, name }: { readonly colleague: Colleague; readonly name: string }) {
  const { time, clock } = useDashboard();
  const now = clock.time.value;
  const own = ownStatusAt(colleague, now);
  const exact = exactStanding(colleague, time, now);
  return (
    <li class="row">
      <StatusSign status={own.status} />
      <span class="grow">
        <span class="row">
          <span class="grow clip" title={name}>
            <bdi>{name}</bdi>
          </span>
          <span class="muted figures" title={exact}>
            {statusName(own, time, now)}
            <span class="only-heard">, {exact}</span>
          </span>
        </span>
        <Departments ids={colleague.departmentIds} />
      </span>
    </li>
  );
}

/** Where there is one department, everybody belongs to it. */
function Departments({ ids }: { readonly ids: readonly string[] }) {
  const { session } = useDashboard();
  const known = session.departments.value;
  const names = known.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  if (known.length < 2 || names.length === 0) return null;
  return (
    <span class="muted clip departments" title={listed(names)}>
      <bdi>{names.join(', ')}</bdi>
    </span>
  );
}
