// Canned messages: what stands in the places of their words in braces, and how they are found.
import * as fc from 'fast-check';
import {
  fillIn,
  firstName,
  unfilledIn,
  VARIABLES,
  valuesFor,
} from '../../../frontend/dashboard/canned/canned-filling.ts';
import { findCanned } from '../../../frontend/dashboard/canned/canned-search.ts';
import type { OpeningHours } from '../../../lambdas/protocol/opening-hours.ts';
import { dana, reference } from './desk-builders.ts';

const day = [{ from: '09:00', to: '17:00' }];
const hours: OpeningHours = [day, day, day, day, day, [], []];
const open = { ...reference, settings: { ...reference.settings, hours } };
const valuesOf = (patronName?: string, department = open) =>
  valuesFor({ patronName, operator: dana, department });

describe('filling in', () => {
  test('N10: the patron’s name, the operator’s first name, the department and its hours', () => {
    const text = 'Hello {patron}, {operator} of {department} here. We are open {hours}. {patron}?';
    expect(fillIn(text, valuesOf('Rosa'))).toBe(
      'Hello Rosa, Dana of Reference here. We are open Mon–Fri 09:00–17:00, Sat–Sun closed. Rosa?',
    );
    expect(fillIn('Hello {patron}', valuesOf())).toBe('Hello there');
  });

  test('N10: what is in braces and unknown stays as it is', () => {
    const text = '{Patron} { patron } {} {{operator}} {title} {patron';
    expect(fillIn(text, valuesOf('Rosa'))).toBe('{Patron} { patron } {} {Dana} {title} {patron');
  });

  test('N10: hours that nobody has set stay in their braces, and are pointed at', () => {
    const values = valuesOf('Rosa', reference);
    expect(fillIn('{patron}: {hours}.', values)).toBe('Rosa: {hours}.');
    expect(unfilledIn('{patron}: {hours}.', values)).toEqual({ at: 10, variable: 'hours' });
    expect(unfilledIn('{patron}: {other}.', values)).toBeUndefined();
  });

  test('N10: a patron’s name is put in as it is, once, whatever they call themselves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...VARIABLES.map((name) => `{${name}}`)))),
        fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('{hours}', '$&', '$1', '{patron}')),
        (parts, name) => {
          const values = { patron: name, operator: 'O', department: 'D', hours: 'H' };
          const known = new Map(VARIABLES.map((each) => [`{${each}}`, values[each]]));
          // Between the parts stands what no variable has in it.
          const expected = parts.map((part) => known.get(part) ?? fillIn(part, values));
          expect(fillIn(parts.join('|'), values)).toBe(expected.join('|'));
        },
      ),
    );
  });

  test.each([
    ['Dana Whitfield', 'Dana'],
    ['Whitfield, Dana', 'Dana'],
    ['Cher', 'Cher'],
    ['ليلى حداد', 'ليلى'],
    ['Whitfield,', 'Whitfield,'],
  ])('the first name of %s', (name, first) => {
    expect(firstName(name)).toBe(first);
  });
});

describe('finding', () => {
  const messages = [
    { title: 'Who answers here', text: 'Librarians.' },
    { title: 'Opening hours', text: 'We are open {hours}.' },
    { title: 'Holds', text: 'Your book is on the shelf.' },
    { title: 'Printing', text: 'Where and how: 10 cents a page.' },
    { title: 'Édition', text: 'Quelle édition?' },
  ];
  const found = (words: string) => findCanned(messages, words).map(({ title }) => title);

  test('N11: titles that begin so, then words of a title, then what is in a title, then the text', () => {
    expect(found('ho')).toEqual(['Holds', 'Opening hours', 'Who answers here', 'Printing']);
    expect(found('shelf')).toEqual(['Holds']);
    expect(found('hours open')).toEqual(['Opening hours']);
    expect(found('zzz')).toEqual([]);
  });

  test('N11: without regard to case and accents; everything, by title, for nothing', () => {
    expect(found('EDI')).toEqual(['Édition']);
    expect(found(' ')).toEqual(['Édition', 'Holds', 'Opening hours', 'Printing', 'Who answers here']);
  });
});
