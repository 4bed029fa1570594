// Fields that choose one of several: an option with its help beside it, or another department.
import { useId } from 'preact/hooks';
import type { DepartmentSettings, Setting } from '../../../lambdas/protocol/department-settings.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import { Field } from './field.tsx';

interface ChoiceProps<Kind extends Setting['kind']> {
  readonly setting: Extract<Setting, { kind: Kind }>;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onWrite: (value: DepartmentSettings[keyof DepartmentSettings]) => void;
}

export function ChoiceField({ setting, value, wrong, onWrite }: ChoiceProps<'choice'>) {
  const id = useId();
  const usual = setting.options.find((option) => option.value === setting.default)?.label ?? '';
  return (
    <fieldset class="field choice" aria-describedby={`${id}-help ${id}-wrong`}>
      <legend>{setting.label}</legend>
      {setting.options.map((option, index) => (
        <div key={option.value} class="check">
          <input
            id={`${id}-${index}`}
            type="radio"
            name={id}
            checked={option.value === value}
            aria-describedby={`${id}-${index}-help`}
            onChange={() => onWrite(option.value)}
          />
          <span>
            <label htmlFor={`${id}-${index}`}>{option.label}</label>
            <span class="muted block" id={`${id}-${index}-help`}>
              {option.help}
            </span>
          </span>
        </div>
      ))}
      <span class="wrong" id={`${id}-wrong`}>
        {wrong}
      </span>
      <span class="help" id={`${id}-help`}>
        {setting.help} Usually “{usual}”.
      </span>
    </fieldset>
  );
}

interface DepartmentFieldProps extends ChoiceProps<'department'> {
  readonly others: readonly Department[];
}

export function DepartmentField({ setting, value, others, wrong, onWrite }: DepartmentFieldProps) {
  const isThere = value === '' || others.some(({ id }) => id === value);
  return (
    <Field label={setting.label} wrong={wrong} help={`${setting.help} Usually none.`}>
      {(wiring) => (
        <select
          {...wiring}
          class="input"
          value={value}
          onChange={({ currentTarget }) => onWrite(currentTarget.value)}
        >
          <option value="">None</option>
          {!isThere && <option value={value}>{value} (no such department)</option>}
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
