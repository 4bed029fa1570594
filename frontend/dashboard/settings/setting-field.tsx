// One setting of a department as its kind has it: a number, a switch, a choice, another department, the hours.
import { useId } from 'preact/hooks';
import {
  DEPARTMENT_SETTINGS,
  type DepartmentSettings,
  type Setting,
} from '../../../lambdas/protocol/department-settings.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { ChoiceField, DepartmentField } from './choice-fields.tsx';
import { Field } from './field.tsx';
import { HoursField } from './hours-field.tsx';
import type { RecordForm } from './record-form.ts';
import type { SettingName } from './setting-groups.ts';

export interface SettingFieldProps {
  readonly name: SettingName;
  readonly form: RecordForm<Department>;
  /** Those that there are, for settings that name another one. */
  readonly departments: readonly Department[];
}

export function SettingField({ name, form, departments }: SettingFieldProps) {
  const { config } = useDashboard();
  const setting: Setting = DEPARTMENT_SETTINGS[name];
  const { id, settings } = form.draft.value;
  const value = settings[name];
  const path = `settings.${name}`;
  const wrong = form.wrong.value[path];
  const write = (written: DepartmentSettings[SettingName]): void =>
    form.change({ settings: { ...settings, [name]: written } });
  switch (setting.kind) {
    case 'switch':
      return <SwitchField setting={setting} value={value === true} onWrite={write} />;
    case 'number':
      return (
        <NumberField
          setting={setting}
          value={typeof value === 'number' ? value : Number.NaN}
          wrong={wrong}
          onWrite={write}
        />
      );
    case 'choice':
      return (
        <ChoiceField
          setting={setting}
          value={typeof value === 'string' ? value : ''}
          wrong={wrong}
          onWrite={write}
        />
      );
    case 'department':
      return (
        <DepartmentField
          setting={setting}
          value={typeof value === 'string' ? value : ''}
          others={departments.filter((department) => department.id !== id)}
          wrong={wrong}
          onWrite={write}
        />
      );
    case 'hours':
      return (
        <HoursField
          label={setting.label}
          help={setting.help}
          timeZone={config.timeZone}
          value={Array.isArray(value) ? value : setting.default}
          wrong={form.wrong.value}
          path={path}
          onWrite={write}
        />
      );
  }
}

interface NumberFieldProps {
  readonly setting: Extract<Setting, { kind: 'number' }>;
  readonly value: number;
  readonly wrong: string | undefined;
  readonly onWrite: (value: number) => void;
}

function NumberField({ setting, value, wrong, onWrite }: NumberFieldProps) {
  return (
    <Field
      label={setting.label}
      wrong={wrong}
      help={`${setting.help} From ${setting.min} to ${setting.max} ${setting.unit}; usually ${setting.default}.`}
    >
      {(wiring) => (
        <span class="row">
          <input
            {...wiring}
            class="input short figures"
            type="number"
            inputMode="numeric"
            min={setting.min}
            max={setting.max}
            step={1}
            value={Number.isNaN(value) ? '' : value}
            onInput={({ currentTarget }) => onWrite(currentTarget.valueAsNumber)}
          />
          <span class="muted">{setting.unit}</span>
        </span>
      )}
    </Field>
  );
}

interface SwitchFieldProps {
  readonly setting: Extract<Setting, { kind: 'switch' }>;
  readonly value: boolean;
  readonly onWrite: (on: boolean) => void;
}

function SwitchField({ setting, value, onWrite }: SwitchFieldProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        aria-describedby={`${id}-help`}
        type="checkbox"
        checked={value}
        onChange={({ currentTarget }) => onWrite(currentTarget.checked)}
      />
      <span>
        <label htmlFor={id}>{setting.label}</label>
        <span class="muted block" id={`${id}-help`}>
          {setting.help} Usually {setting.default ? 'on' : 'off'}.
        </span>
      </span>
    </div>
  );
}
