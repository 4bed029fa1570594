// What must hold when departments, widgets and memberships change.
import type { Department, Widget } from '../../lambdas/protocol/settings.ts';
import { FIRST_DEPARTMENT, FIRST_WIDGET } from '../../lambdas/domain/first-settings.ts';
import { checkDepartment, checkMembership, checkWidget } from '../../lambdas/domain/settings-rules.ts';
import { departmentView } from '../../lambdas/domain/views.ts';
import { FRAME_BYTES } from '../../lambdas/protocol/limits.ts';
import { utf8Length } from '../../lambdas/protocol/utf8.ts';

const department = (id: string, more: Partial<Department> = {}): Department => ({
  ...FIRST_DEPARTMENT,
  id,
  name: id,
  ...more,
});
const widget = (id: string, more: Partial<Widget> = {}): Widget => ({ ...FIRST_WIDGET, id, ...more });
const stored = {
  departments: [
    department('reference', { name: 'Reference', version: 1 }),
    department('access', { version: 2 }),
  ],
  widgets: [widget('reference', { version: 1 })],
};

describe('checkDepartment', () => {
  test('a new one and a changed one are fine', () => {
    expect(checkDepartment(department('music'), stored)).toBeUndefined();
    expect(checkDepartment(department('access', { name: 'Desk', version: 2 }), stored)).toBeUndefined();
  });

  test('T7: a name that exists is taken, large and small letters alike, but one’s own', () => {
    expect(checkDepartment(department('music', { name: 'REFERENCE' }), stored)).toMatchObject({
      code: 'nameTaken',
      details: { sentence: expect.stringContaining('“Reference”') },
    });
    expect(
      checkDepartment(department('reference', { name: 'reference', version: 1 }), stored),
    ).toBeUndefined();
  });

  test('T7: so is an id', () => {
    expect(checkDepartment(department('access', { name: 'New' }), stored)).toMatchObject({
      code: 'nameTaken',
    });
  });
});

describe('checkWidget', () => {
  test('T8: its department must exist', () => {
    expect(checkWidget(widget('music', { departmentId: 'music' }), stored)).toMatchObject({
      code: 'noSuchDepartment',
    });
  });

  test('T7: its id must be new', () => {
    expect(checkWidget(widget('reference'), stored)).toMatchObject({ code: 'nameTaken' });
    expect(checkWidget(widget('reference', { version: 1 }), stored)).toBeUndefined();
  });
});

test('checkMembership: every department must exist', () => {
  expect(checkMembership(['reference', 'access'], stored)).toBeUndefined();
  expect(checkMembership([], stored)).toBeUndefined();
  expect(checkMembership(['reference', 'music'], stored)).toMatchObject({ code: 'noSuchDepartment' });
});

describe('room', () => {
  const fill = <R>(make: (number: number) => R, fits: (record: R, all: readonly R[]) => boolean): R[] => {
    const all: R[] = [];
    while (all.length < 1_000 && fits(make(all.length), all)) all.push(make(all.length));
    return all;
  };
  const saved = <R extends { readonly version: number }>(records: readonly R[]): R[] =>
    records.map((record) => ({ ...record, version: 999_999_999 }));

  test.each([
    ['x', 40],
    ['語', 20],
    ['\u0001', 10],
  ])(
    'whatever they are called (%j), departments and widgets fit into one frame of settings',
    (letter, least) => {
      const id = (number: number): string => `${'d'.repeat(37)}${100 + number}`;
      const name = (number: number): string => `${letter.repeat(77)}${100 + number}`;
      const departments = fill(
        (number) => department(id(number), { name: name(number) }),
        (record, all) => checkDepartment(record, { departments: saved(all), widgets: [] }) === undefined,
      );
      const line = letter.repeat(120);
      const address = `https://${letter === 'x' ? 'x' : '語'}`.padEnd(200, letter === 'x' ? 'x' : '語');
      const widgets = fill(
        (number) =>
          widget(id(number), { departmentId: id(0), title: line, promise: line, privacyAddress: address }),
        (record, all) =>
          checkWidget(record, { departments: saved(departments), widgets: saved(all) }) === undefined,
      );

      const frame = {
        type: 'settings',
        ref: 'r'.repeat(40),
        departments: saved(departments).map(departmentView),
        widgets: saved(widgets),
      };

      expect(departments.length).toBeGreaterThanOrEqual(least);
      expect(widgets.length).toBeGreaterThanOrEqual(5);
      expect(utf8Length(JSON.stringify(frame))).toBeLessThanOrEqual(FRAME_BYTES);
    },
  );

  test('a change that would make them too large is refused too, one that makes them smaller never', () => {
    const long = '\u0001'.repeat(120);
    const widgets = fill(
      (number) => widget(`w-${number}`, { title: long, promise: long }),
      (record, all) => checkWidget(record, { ...stored, widgets: saved(all) }) === undefined,
    );
    const full = { ...stored, widgets: [...saved(widgets), widget('small', { version: 1 })] };

    expect(checkWidget(widget('small', { title: long, promise: long, version: 1 }), full)).toMatchObject({
      code: 'tooMany',
    });
    expect(checkWidget(widget('w-0', { title: '', version: 1 }), full)).toBeUndefined();
  });
});
