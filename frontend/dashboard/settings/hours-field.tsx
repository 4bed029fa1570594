// The week's opening hours: each day closed or open at some times, with the whole of it in one line.
import { useId, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { type OpeningHours, type OpenSpan, SPANS_OF_A_DAY } from '../../../lambdas/protocol/opening-hours.ts';
import { DAYS, dayWrong, MIDNIGHT, weekInWords } from './hours-words.ts';

export interface HoursFieldProps {
  readonly label: string;
  readonly help: string;
  /** The service's, in which the times are meant. */
  readonly timeZone: string;
  readonly value: OpeningHours;
  /** What is wrong, by the form's paths, and the path of these hours. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly path: string;
  readonly onWrite: (week: OpeningHours) => void;
}

const USUAL: OpenSpan = { from: '09:00', to: '17:00' };

export function HoursField(props: HoursFieldProps) {
  const { label, help, timeZone, value, onWrite } = props;
  const id = useId();
  const write = (days: readonly number[], spans: readonly OpenSpan[]): void => {
    const week: OpeningHours = [...value];
    for (const day of days) week[day] = [...spans];
    onWrite(week);
  };
  return (
    <fieldset class="field hours" aria-describedby={`${id}-help`}>
      <legend>{label}</legend>
      <p class="summary figures" aria-live="polite">
        {weekInWords(value)}
      </p>
      <ul class="week">
        {DAYS.map((name, day) => (
          <Day key={name} {...props} day={day} onSpans={write} />
        ))}
      </ul>
      <span class="help" id={`${id}-help`}>
        {help} Times are those of {timeZone}; an end of 00:00 is midnight.
      </span>
    </fieldset>
  );
}

interface DayProps extends HoursFieldProps {
  readonly day: number;
  readonly onSpans: (days: readonly number[], spans: readonly OpenSpan[]) => void;
}

const REST_OF_THE_WORKING_WEEK = [1, 2, 3, 4];

function Day({ day, value, wrong, path, onSpans }: DayProps) {
  const id = useId();
  const element = useRef<HTMLLIElement>(null);
  const name = DAYS[day] ?? '';
  const spans = value[day] ?? [];
  const problems = dayWrong(wrong, path, value, day);
  const write = (written: readonly OpenSpan[]): void => onSpans([day], written);
  const focusLast = (selector: string): void => {
    requestAnimationFrame(() =>
      [...(element.current?.querySelectorAll<HTMLElement>(selector) ?? [])].at(-1)?.focus(),
    );
  };
  const isMonday = day === 0;
  const isCopied = REST_OF_THE_WORKING_WEEK.every(
    (each) => JSON.stringify(value[each]) === JSON.stringify(spans),
  );
  return (
    <li ref={element} class="open-day">
      <label class="check">
        <input
          type="checkbox"
          checked={spans.length > 0}
          onChange={({ currentTarget }) => write(currentTarget.checked ? [USUAL] : [])}
        />
        <span>
          {name}
          <span class="only-heard">: open</span>
        </span>
      </label>
      <div class="spans">
        {spans.length === 0 && <span class="muted closed">closed</span>}
        {[...spans.entries()].map(([index, span]) => (
          <Span
            key={index}
            span={span}
            name={index === 0 ? name : `${name}, times ${index + 1}`}
            isWrong={problems.length > 0}
            describedBy={`${id}-wrong`}
            onWrite={(written) => write(spans.with(index, written))}
            onRemove={
              spans.length === 1
                ? undefined
                : () => {
                    write(spans.toSpliced(index, 1));
                    focusLast('input');
                  }
            }
          />
        ))}
        <span class="wrong" id={`${id}-wrong`}>
          {problems.join(' ')}
        </span>
        <span class="row">
          {spans.length > 0 && spans.length < SPANS_OF_A_DAY && (
            <button
              type="button"
              class="btn small quiet"
              onClick={() => {
                write([...spans, { from: '', to: '' }]);
                focusLast('.from');
              }}
            >
              Add times<span class="only-heard"> on {name}</span>
            </button>
          )}
          {isMonday && !isCopied && (
            <button
              type="button"
              class="btn small quiet"
              onClick={() => {
                onSpans(REST_OF_THE_WORKING_WEEK, spans);
                focusLast('input');
              }}
            >
              Copy Monday to Tuesday–Friday
            </button>
          )}
        </span>
      </div>
    </li>
  );
}

interface SpanProps {
  readonly span: OpenSpan;
  readonly name: string;
  readonly isWrong: boolean;
  readonly describedBy: string;
  readonly onWrite: (span: OpenSpan) => void;
  readonly onRemove: (() => void) | undefined;
}

function Span({ span, name, isWrong, describedBy, onWrite, onRemove }: SpanProps) {
  const { from, to } = span;
  const wiring = { type: 'time', 'aria-invalid': isWrong, 'aria-describedby': describedBy } as const;
  return (
    <span class="row span">
      <input
        {...wiring}
        class="input figures from"
        aria-label={`${name}, from`}
        value={from}
        onInput={({ currentTarget }) => onWrite({ from: currentTarget.value, to })}
      />
      <span class="muted" aria-hidden="true">
        to
      </span>
      <input
        {...wiring}
        class="input figures"
        aria-label={`${name}, to`}
        value={to === MIDNIGHT.asEnd ? MIDNIGHT.onClock : to}
        onInput={({ currentTarget: { value } }) =>
          onWrite({ from, to: value === MIDNIGHT.onClock ? MIDNIGHT.asEnd : value })
        }
      />
      {onRemove && (
        <button type="button" class="dismiss" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
