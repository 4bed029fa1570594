// Who is offered the next chat, in each of the operator's departments, in one line.
import { useDashboard } from '../dashboard-context.ts';
import { nextWords } from './who-answers.ts';

export function NextLine() {
  const { team, clock } = useDashboard();
  const departments = team.ownDepartments.value;
  if (departments.length === 0) return null;
  const people = team.people.value;
  return (
    <p class="next-line">
      {departments.map((department, index) => (
        <span key={department.id}>
          {index > 0 && ' · '}
          Next
          {departments.length > 1 && (
            <>
              {' in '}
              <bdi>{department.name}</bdi>
            </>
          )}
          : <bdi>{nextWords(department, people, clock.time.value)}</bdi>
        </span>
      ))}
    </p>
  );
}
