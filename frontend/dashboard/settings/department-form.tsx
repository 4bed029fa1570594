// A department's form: its name, and its settings under headings.
import { type Department } from '../../../lambdas/protocol/settings.ts';
import { TextField } from './field.tsx';
import { FormFrame } from './form-frame.tsx';
import type { RecordForm } from './record-form.ts';
import { slugOf } from './new-records.ts';
import { SettingField } from './setting-field.tsx';
import { SETTING_GROUPS } from './setting-groups.ts';
import type { SettingsModel } from './settings-model.ts';

export interface DepartmentFormProps {
  readonly model: SettingsModel;
  readonly form: RecordForm<Department>;
  readonly departments: readonly Department[];
}

export function DepartmentForm({ model, form, departments }: DepartmentFormProps) {
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
      {SETTING_GROUPS.map(({ heading, names }) => (
        <fieldset key={heading}>
          <legend>{heading}</legend>
          {names.map((each) => (
            <SettingField key={each} name={each} form={form} departments={departments} />
          ))}
        </fieldset>
      ))}
    </FormFrame>
  );
}
