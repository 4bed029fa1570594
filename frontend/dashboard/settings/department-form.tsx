// A department's form: its name, and its settings as the registry lists them.
import { useId } from 'preact/hooks';
import {
  DEPARTMENT_SETTINGS,
  type DepartmentSettings,
  type Setting,
} from '../../../lambdas/protocol/department-settings.ts';
import { type Department } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { Field, TextField } from './field.tsx';
import { FormFrame } from './form-frame.tsx';
import { HoursField } from './hours-field.tsx';
import type { RecordForm } from './record-form.ts';
import { slugOf } from './new-records.ts';
import type { SettingsModel } from './settings-model.ts';

export interface DepartmentFormProps {
  readonly model: SettingsModel;
  readonly form: RecordForm<Department>;
}

export function DepartmentForm({ model, form }: DepartmentFormProps) {
  const { id, name } = form.draft.value;
  const wrong = form.wrong.value;
  const follows = form.isNew && id === slugOf(name);
  return (
    <FormFrame model={model} form={form} part="departments" title={form.isNew ? 'New department' : name}>
      <TextField
        label="Name"
        help="As patrons and operators read it."
        value={name}
        wrong={wrong['name']}
        onWrite={(text) => form.change(follows ? { name: text, id: slugOf(text) } : { name: text })}
      />
      {form.isNew && (
        <TextField
          label="Short name"
          help="Small letters, digits and hyphens. It can’t be changed later."
          value={id}
          wrong={wrong['id']}
          onWrite={(text) => form.change({ id: text })}
        />
      )}
      <fieldset>
        <legend>Settings</legend>
        {settingKeys.map((key) => (
          <SettingField key={key} name={key} form={form} />
        ))}
      </fieldset>
    </FormFrame>
  );
}

const isSettingKey = (key: string): key is keyof DepartmentSettings => key in DEPARTMENT_SETTINGS;
const settingKeys = Object.keys(DEPARTMENT_SETTINGS).filter(isSettingKey);

interface SettingFieldProps {
  readonly name: keyof DepartmentSettings;
  readonly form: RecordForm<Department>;
}

function SettingField({ name, form }: SettingFieldProps) {
  const { config } = useDashboard();
  const setting: Setting = DEPARTMENT_SETTINGS[name];
  const { settings } = form.draft.value;
  const value = settings[name];
  const write = (written: DepartmentSettings[typeof name]): void =>
    form.change({ settings: { ...settings, [name]: written } });
  switch (setting.kind) {
    case 'switch':
      return <SwitchField setting={setting} value={value === true} onWrite={write} />;
    case 'number':
      return (
        <NumberField
          setting={setting}
          value={typeof value === 'number' ? value : Number.NaN}
          wrong={form.wrong.value[`settings.${name}`]}
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
          path={`settings.${name}`}
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
