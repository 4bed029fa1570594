// The field for a patron's email address, with what is wrong with it said below it.
import type { Ref } from 'preact';
import type { EmailFault } from '../../../lambdas/protocol/email-address.ts';
import { useTalk } from '../talk-widget.ts';

export interface EmailFieldProps {
  readonly id: string;
  readonly value: string;
  readonly fault: EmailFault | undefined;
  readonly field?: Ref<HTMLInputElement>;
  readonly isFixed?: boolean;
  readonly write: (text: string) => void;
}

export function EmailField({ id, value, fault, field, isFixed = false, write }: EmailFieldProps) {
  const { texts } = useTalk().language;
  const sentences = {
    missing: texts.emailMissing,
    noAt: texts.emailNoAt,
    incomplete: texts.emailIncomplete,
    tooLong: texts.emailIncomplete,
  };
  return (
    <div class="field">
      <label for={id}>{texts.emailLabel}</label>
      <input
        id={id}
        {...(field && { ref: field })}
        class="input"
        type="email"
        inputMode="email"
        autoComplete="email"
        dir="ltr"
        required
        readOnly={isFixed}
        aria-invalid={fault !== undefined}
        aria-describedby={fault && `${id}-wrong`}
        value={value}
        onInput={(event) => write(event.currentTarget.value)}
      />
      {fault && (
        <p id={`${id}-wrong`} class="wrong">
          {sentences[fault]}
        </p>
      )}
    </div>
  );
}
