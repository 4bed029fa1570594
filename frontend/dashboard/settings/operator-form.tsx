// An operator's form: who they are as their sign-in says, and the departments that they belong to.
import type { Department, Operator } from '../../../lambdas/protocol/settings.ts';
import { rolesInWords } from '../roles.ts';
import { FormFrame } from './form-frame.tsx';
import type { RecordForm } from './record-form.ts';
import type { SettingsModel } from './settings-model.ts';

export interface OperatorFormProps {
  readonly model: SettingsModel;
  readonly form: RecordForm<Operator>;
  readonly departments: readonly Department[];
}

export function OperatorForm({ model, form, departments }: OperatorFormProps) {
  const { name, email, roles, departmentIds } = form.draft.value;
  const problem = form.wrong.value['departmentIds'];
  const choose = (id: string, belongs: boolean): void => {
    const chosen = departments
      .map((department) => department.id)
      .filter((each) => {
        return each === id ? belongs : departmentIds.includes(each);
      });
    form.change({ departmentIds: chosen });
  };
  return (
    <FormFrame model={model} form={form} part="operators" title={name}>
      <dl class="facts">
        <dt>Email</dt>
        <dd>{email === '' ? <span class="muted">not known</span> : email}</dd>
        <dt>Roles</dt>
        <dd>
          {rolesInWords(roles)} <span class="muted">(given by the groups of the sign-in)</span>
        </dd>
      </dl>
      <fieldset>
        <legend>Belongs to</legend>
        {departments.map((department) => (
          <label key={department.id} class="check">
            <input
              type="checkbox"
              checked={departmentIds.includes(department.id)}
              onChange={({ currentTarget }) => choose(department.id, currentTarget.checked)}
            />
            <span dir="auto">{department.name}</span>
          </label>
        ))}
        {problem !== undefined && <p class="wrong">{problem}</p>}
      </fieldset>
    </FormFrame>
  );
}
