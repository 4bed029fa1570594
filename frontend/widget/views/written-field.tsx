// A field to write in, with its label, and below it what is wrong with what stands there.
import type { ComponentChildren } from 'preact';

interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

export interface WrittenFieldProps {
  readonly id: string;
  readonly label: string;
  readonly remark?: string;
  readonly wrong?: string | undefined;
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}

export function WrittenField({ id, label, remark, wrong, children }: WrittenFieldProps) {
  const wrongId = `${id}-wrong`;
  return (
    <div class="field">
      <label for={id}>
        {label} {remark && <span>{remark}</span>}
      </label>
      {children({
        id,
        'aria-invalid': wrong !== undefined,
        'aria-describedby': wrong === undefined ? undefined : wrongId,
      })}
      {wrong !== undefined && (
        <p id={wrongId} class="wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
