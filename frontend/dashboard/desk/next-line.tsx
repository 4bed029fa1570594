// Who is offered the next chat, in each of the operator's departments, a line for each.
import { useDashboard } from '../dashboard-context.ts';
import { nextWords } from './who-answers.ts';

export function NextLine() {
  const { team, clock } = useDashboard();
  const departments = team.ownDepartments.value;
  const people = team.people.value;
  return (
    <ul class="next-line">
      {departments.map((department) => {
        const who = nextWords(department, people, clock.time.value);
        return (
          <li key={department.id} title={`Next in ${department.name}: ${who}`}>
            <span class="clip">
              Next
              {departments.length > 1 && (
                <>
                  {' in '}
                  <bdi>{department.name}</bdi>
                </>
              )}
              :
            </span>{' '}
            <span class="clip who">
              <bdi>{who}</bdi>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
