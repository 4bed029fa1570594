// For how long to be away, and what that means for patrons where nobody else is available.
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { AWAY_MINUTES } from '../../../lambdas/protocol/operator-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { lastOneSaid, unattendedSaid } from './status-words.ts';

const QUICK_MINUTES = [5, 10, 15, 30];

export function AwayChoices({ onChosen }: { readonly onChosen: () => void }) {
  const { status } = useDashboard();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const go = (minutes?: number): void => {
    onChosen();
    void status.go('away', minutes);
  };
  return (
    <fieldset class="away-choices" aria-describedby={id}>
      <legend class="only-heard">Away for how long?</legend>
      <LastOne id={id} />
      <div class="buttons">
        <button ref={first} type="button" class="btn" aria-describedby={id} onClick={() => go()}>
          Until I am back
        </button>
        {QUICK_MINUTES.map((minutes) => (
          <button key={minutes} type="button" class="btn figures" onClick={() => go(minutes)}>
            {minutes} min
          </button>
        ))}
      </div>
      <OwnMinutes onChosen={go} />
    </fieldset>
  );
}

function LastOne({ id }: { readonly id: string }) {
  const { session, status } = useDashboard();
  const departments = status.aloneIn.value;
  const isHere = session.status.value === 'available';
  return (
    <p id={id} class={departments === undefined ? undefined : 'notice wait'} dir="auto">
      {departments !== undefined && (isHere ? lastOneSaid(departments) : unattendedSaid(departments))}
    </p>
  );
}

function OwnMinutes({ onChosen }: { readonly onChosen: (minutes: number) => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const wrong = useSignal<string | undefined>(undefined);
  const choose = (): void => {
    const minutes = field.current?.valueAsNumber ?? Number.NaN;
    if (Number.isInteger(minutes) && minutes >= 1 && minutes <= AWAY_MINUTES) {
      wrong.value = undefined;
      onChosen(minutes);
      return;
    }
    wrong.value = `Give a whole number of minutes, from 1 to ${AWAY_MINUTES}.`;
    field.current?.focus();
  };
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <label htmlFor={id}>Another number of minutes</label>
      <span class="row">
        <input
          ref={field}
          id={id}
          class="input short figures"
          type="number"
          inputMode="numeric"
          min={1}
          max={AWAY_MINUTES}
          step={1}
          aria-invalid={wrong.value !== undefined}
          aria-describedby={`${id}-wrong`}
        />
        <button type="submit" class="btn">
          Go away
        </button>
      </span>
      <span class="wrong" id={`${id}-wrong`} role="alert">
        {wrong.value}
      </span>
    </form>
  );
}
