// The choice of how many chats at once one is offered, in the status menu.
import { useId } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';

export function OwnLimitField() {
  const { ownLimit } = useDashboard();
  const id = useId();
  const most = ownLimit.most.value;
  if (most === undefined) return null;
  const chosen = ownLimit.chosen.value;
  return (
    <div class="field own-limit">
      <label htmlFor={id}>Chats at once, at most</label>
      <select
        id={id}
        class="input figures"
        aria-describedby={`${id}-help`}
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) =>
          void ownLimit.choose(value === '' ? undefined : Number(value))
        }
      >
        <option value="">As my departments say: {most}</option>
        {Array.from({ length: most }, (_, index) => index + 1).map((limit) => (
          <option key={limit} value={limit}>
            {limit}
          </option>
        ))}
      </select>
      <span class="muted" id={`${id}-help`}>
        Who has as many is offered no other. You may always claim one.
      </span>
    </div>
  );
}
