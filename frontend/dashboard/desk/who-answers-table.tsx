// Who answers how much: everybody on duty with their chats now and of this shift, in columns that compare at a glance.
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { statusAt } from '../status/own-status.ts';
import { STATUS_WORDS } from '../status/status-words.ts';
import { LoadMark } from './load-words.tsx';
import type { Answering } from './who-answers.ts';

export function WhoAnswersTable() {
  const { team, clock } = useDashboard();
  const now = clock.time.value;
  const shown = team.people.value.filter(
    ({ colleague, isMe, chats }) => isMe || chats > 0 || isOnDuty(statusAt(colleague, now)),
  );
  return (
    <section>
      <h2 id="who-answers">Who answers</h2>
      <table class="answers" aria-labelledby="who-answers">
        <thead>
          <tr>
            <th scope="col">
              <span class="only-heard">Operator</span>
            </th>
            <th scope="col">
              Chats<span class="only-heard"> now</span>
            </th>
            <th scope="col">This shift</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => (
            <Row key={person.colleague.id} person={person} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ person, now }: { readonly person: Answering; readonly now: number }) {
  const { colleague, isMe, chats, taken } = person;
  const status = statusAt(colleague, now);
  return (
    <tr>
      <th scope="row">
        <span class="clip block" title={colleague.name}>
          <bdi>{isMe ? 'You' : colleague.name}</bdi>
        </span>
        <span class="row muted">
          {status !== 'available' && STATUS_WORDS[status].name}
          <LoadMark person={person} />
        </span>
      </th>
      <td class="figures">{chats}</td>
      <td class="figures">{taken}</td>
    </tr>
  );
}
