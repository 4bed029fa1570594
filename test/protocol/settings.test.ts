// The list of settings, from which the settings page and its messages are drawn.
import { REFUSALS } from '../../lambdas/protocol/refusal-sentences.ts';
import { DEPARTMENT_SETTINGS, departmentSettings } from '../../lambdas/protocol/department-settings.ts';
import * as v from 'valibot';

const settings = Object.entries(DEPARTMENT_SETTINGS);

test.each(settings)('%s has words for people, and a default within its bounds', (_, setting) => {
  expect(setting.label).toMatch(/^[A-Z]/);
  expect(setting.help).toMatch(/^[A-Z].*\.$/);
  if (setting.kind === 'number') {
    expect(setting.default).toBeGreaterThanOrEqual(setting.min);
    expect(setting.default).toBeLessThanOrEqual(setting.max);
    expect(setting.unit).not.toBe('');
  }
});

test('every setting in the list is one that is stored, with the default that is listed', () => {
  expect(v.parse(departmentSettings, {})).toEqual(
    Object.fromEntries(settings.map(([name, setting]) => [name, setting.default])),
  );
});

test.each(Object.entries(REFUSALS))('the code %s has one sentence for people', (_, sentence) => {
  expect(sentence).toMatch(/^[A-Z].*\.$/);
});
