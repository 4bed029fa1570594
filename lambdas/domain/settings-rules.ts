// What must hold when a coordinator changes departments, widgets and memberships. Pure.
import type { Department, Widget } from '../protocol/settings.ts';
import { utf8Length } from '../protocol/utf8.ts';
import { departmentView } from './views.ts';
import { refused } from './refused.ts';
import type { Refusal } from './refused.ts';

/** How many departments and how many widgets a service has at most, … */
const RECORDS = 60;

/** … and how many bytes of a frame they may take: all of both go into one, a welcome has the departments. */
const DEPARTMENT_BYTES = 14_500;
const WIDGET_BYTES = 12_500;

interface Stored {
  readonly departments: readonly Department[];
  readonly widgets: readonly Widget[];
}

const isNew = (record: { readonly version: number }): boolean => record.version === 0;

/** Measured with the longest version there can be, so that a record never outgrows its place. */
const bytesOf = (record: object): number =>
  utf8Length(JSON.stringify({ ...record, version: Number.MAX_SAFE_INTEGER })) + 1;

/** Whether the records fit with this one in its place. What makes them no larger is always welcome. */
function fits<R extends { readonly id: string }>(record: R, records: readonly R[], room: number): boolean {
  const before = records.find(({ id }) => id === record.id);
  const growth = bytesOf(record) - (before ? bytesOf(before) : 0);
  const taken = records.reduce((sum, each) => sum + bytesOf(each), 0);
  return growth <= 0 || taken + growth <= room;
}

/** No two departments bear one name, another one helps out, and there is room for a new one. */
export function checkDepartment(record: Department, { departments }: Stored): Refusal | undefined {
  const same = (name: string): boolean => name.toLowerCase() === record.name.toLowerCase();
  const twin = departments.find(({ id, name }) => id !== record.id && same(name));
  if (twin) return refused('nameTaken', { sentence: `There is a department “${twin.name}” already.` });
  if (isNew(record) && departments.some(({ id }) => id === record.id)) {
    return refused('nameTaken', { sentence: `There is a department with the id “${record.id}” already.` });
  }
  if (isNew(record) && departments.length >= RECORDS) {
    return refused('tooMany', { sentence: `A service has at most ${RECORDS} departments.` });
  }
  const helper = record.settings.fallbackDepartment;
  if (helper === record.id) {
    return refused('notAllowed', {
      sentence: 'A department can’t help itself out: choose another one, or none.',
    });
  }
  if (helper !== '' && !departments.some(({ id }) => id === helper)) {
    return refused('noSuchDepartment', { sentence: 'The department that is to help out doesn’t exist.' });
  }
  return fits(departmentView(record), departments.map(departmentView), DEPARTMENT_BYTES)
    ? undefined
    : refused('tooMany', {
        sentence: 'There is no room for more: the departments have too many names and settings of their own.',
      });
}

/** A widget belongs to a department that there is. */
export function checkWidget(record: Widget, { departments, widgets }: Stored): Refusal | undefined {
  if (!departments.some(({ id }) => id === record.departmentId)) return refused('noSuchDepartment');
  if (isNew(record) && widgets.some(({ id }) => id === record.id)) {
    return refused('nameTaken', { sentence: `There is a widget with the id “${record.id}” already.` });
  }
  if (isNew(record) && widgets.length >= RECORDS) {
    return refused('tooMany', { sentence: `A service has at most ${RECORDS} widgets.` });
  }
  return fits(record, widgets, WIDGET_BYTES)
    ? undefined
    : refused('tooMany', { sentence: 'There is no room for more: the words of the widgets are too long.' });
}

/** An operator belongs to departments that there are, once each. */
export function checkMembership(
  departmentIds: readonly string[],
  { departments }: Stored,
): Refusal | undefined {
  const known = departmentIds.every((id) => departments.some((department) => department.id === id));
  return known ? undefined : refused('noSuchDepartment');
}

/** Texts are a department's that there is. */
export function checkTexts(
  { departmentId }: { readonly departmentId: string },
  departments: readonly Department[],
): Refusal | undefined {
  return departments.some(({ id }) => id === departmentId) ? undefined : refused('noSuchDepartment');
}
