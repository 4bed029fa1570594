// Records that are not stored yet, the short names made for them, and what is said when none could be read.
import { DEFAULT_SETTINGS } from '../../../lambdas/protocol/department-settings.ts';
import { type Department, type Widget } from '../../../lambdas/protocol/settings.ts';

export const unread = (answer: { type: 'error'; message: string } | { type: 'unanswered' }): string =>
  answer.type === 'error' ? answer.message : 'The settings could not be read just now.';

export const newDepartment: Department = {
  id: '',
  name: '',
  settings: DEFAULT_SETTINGS,
  version: 0,
};

export const newWidget = (departmentId: string): Widget => ({
  id: '',
  departmentId,
  title: '',
  promise: '',
  privacyAddress: '',
  version: 0,
});

/** A short name made of a longer one: "Hill Library, 2nd floor" gives "hill-library-2nd-floor". */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 40)
    .replace(/-+$/u, '');
}
