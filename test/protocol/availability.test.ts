// The availability file: what is read of it, whatever it holds, and what its times mean.
import { availabilityAt, widgetIn } from '../../lambdas/protocol/availability.ts';

const times = { availableUntil: 1_000, onDutyUntil: 2_000 };
const never = { availableUntil: 0, onDutyUntil: 0 };

test('A20: a widget is online until nobody is available, then away until nobody is on duty, then offline', () => {
  const states = [0, 999, 1_000, 1_999, 2_000, 3_000].map((now) => availabilityAt(times, now));
  expect(states).toEqual(['online', 'online', 'away', 'away', 'offline', 'offline']);
});

test('A20: who is only away is never online', () => {
  expect(availabilityAt({ availableUntil: 0, onDutyUntil: 2_000 }, 1)).toBe('away');
});

test('A20: a widget is found by its id', () => {
  const file = { widgets: { reference: times, law: { availableUntil: 5, onDutyUntil: 6 } } };
  expect(widgetIn(file, 'reference')).toEqual(times);
  expect(widgetIn(file, 'law')).toEqual({ availableUntil: 5, onDutyUntil: 6 });
});

test.each([
  [{ widgets: {} }],
  [{ widgets: { reference: null } }],
  [{ widgets: { reference: { availableUntil: '9999999999999', onDutyUntil: true } } }],
  [{ widgets: [times] }],
  [{}],
  [null],
  ['online'],
  [undefined],
])('A20: %j leaves the widget offline', (file) => {
  expect(widgetIn(file, 'reference')).toEqual(never);
  expect(availabilityAt(widgetIn(file, 'reference'), 1)).toBe('offline');
});

test.each(['constructor', '__proto__', 'toString'])('A20: no widget is called %s by accident', (id) => {
  expect(widgetIn({ widgets: {} }, id)).toEqual(never);
});
