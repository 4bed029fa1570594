// A field of a form with its label, its help and what is wrong with it, tied together for every reader.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldWiring {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly label: string;
  readonly help?: ComponentChildren;
  readonly wrong?: string | undefined;
  /** Draws the control with these attributes. */
  readonly children: (wiring: FieldWiring) => ComponentChildren;
}

export function Field({ label, help, wrong, children }: FieldProps) {
  const id = useId();
  const wiring = { id, 'aria-describedby': `${id}-help ${id}-wrong`, 'aria-invalid': wrong !== undefined };
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {children(wiring)}
      <span class="wrong" id={`${id}-wrong`}>
        {wrong}
      </span>
      <span class="help" id={`${id}-help`}>
        {help}
      </span>
    </div>
  );
}

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly maxLength?: number;
  readonly onWrite: (text: string) => void;
}

export function TextField({ value, maxLength, onWrite, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          {...wiring}
          class="input"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={maxLength}
          value={value}
          onInput={({ currentTarget }) => onWrite(currentTarget.value)}
        />
      )}
    </Field>
  );
}
