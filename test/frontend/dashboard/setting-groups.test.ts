// The settings of a department under their headings.
import { SETTING_GROUPS } from '../../../frontend/dashboard/settings/setting-groups.ts';
import { DEPARTMENT_SETTINGS } from '../../../lambdas/protocol/department-settings.ts';

test('R55 every setting stands under exactly one heading, and no heading is empty', () => {
  const shown = SETTING_GROUPS.flatMap(({ names }) => names);
  expect(shown.toSorted()).toEqual(Object.keys(DEPARTMENT_SETTINGS).toSorted());
  expect(SETTING_GROUPS.filter(({ names }) => names.length === 0)).toEqual([]);
});
