// What must hold when a coordinator changes departments, widgets and memberships. Pure.
import type { Department, Widget } from '../protocol/settings.ts';
import { refused } from './refused.ts';
import type { Refusal } from './refused.ts';

/** More would not fit into one frame of settings. */
const RECORDS = 60;

interface Stored {
  readonly departments: readonly Department[];
  readonly widgets: readonly Widget[];
}

const isNew = (record: { readonly version: number }): boolean => record.version === 0;

/** No two departments bear one name, and there is room for a new one. */
export function checkDepartment(record: Department, { departments }: Stored): Refusal | undefined {
  const same = (name: string): boolean => name.toLowerCase() === record.name.toLowerCase();
  const twin = departments.find(({ id, name }) => id !== record.id && same(name));
  if (twin) return refused('nameTaken', { sentence: `There is a department “${twin.name}” already.` });
  if (isNew(record) && departments.some(({ id }) => id === record.id)) {
    return refused('nameTaken', { sentence: `There is a department with the id “${record.id}” already.` });
  }
  return isNew(record) && departments.length >= RECORDS
    ? refused('tooMany', { sentence: `A service has at most ${RECORDS} departments.` })
    : undefined;
}

/** A widget belongs to a department that there is. */
export function checkWidget(record: Widget, { departments, widgets }: Stored): Refusal | undefined {
  if (!departments.some(({ id }) => id === record.departmentId)) return refused('noSuchDepartment');
  if (isNew(record) && widgets.some(({ id }) => id === record.id)) {
    return refused('nameTaken', { sentence: `There is a widget with the id “${record.id}” already.` });
  }
  return isNew(record) && widgets.length >= RECORDS
    ? refused('tooMany', { sentence: `A service has at most ${RECORDS} widgets.` })
    : undefined;
}

/** An operator belongs to departments that there are, once each. */
export function checkMembership(
  departmentIds: readonly string[],
  { departments }: Stored,
): Refusal | undefined {
  const known = departmentIds.every((id) => departments.some((department) => department.id === id));
  return known ? undefined : refused('noSuchDepartment');
}
