// What every page is told about whether somebody is there, from the first hello to a laptop that died.
import { availabilityAt } from '../../lambdas/protocol/availability.ts';
import { HEARTBEAT_MS, STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import type { OpeningHours } from '../../lambdas/protocol/opening-hours.ts';
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { DAY, START } from '../support/chat-views.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

const goes = (library: Library, id: string, status: string, more: object = {}) =>
  library.asks(`o-${id}`, { action: 'setStatus', status, ...more }, 'statusSet');

/** Time passes, with a heartbeat of each as often as pages send them. */
async function passes(library: Library, ms: number, ...ids: string[]): Promise<void> {
  const end = library.now + ms;
  while (library.now < end) {
    library.now = Math.min(end, library.now + HEARTBEAT_MS);
    for (const id of ids) await library.says(`o-${id}`, { action: 'ping' });
  }
}

test('A3: a page reads at once that somebody came, is away, is back and has gone', async () => {
  const library = await open();
  await library.operator('ada', { status: 'offline' });
  expect(library.availability).toBe('offline');
  await goes(library, 'ada', 'available');
  expect(library.availability).toBe('online');
  await goes(library, 'ada', 'away');
  expect(library.availability).toBe('away');
  await goes(library, 'ada', 'available');
  expect(library.availability).toBe('online');
  await library.disconnects('o-ada');
  expect(library.availability).toBe('offline');
});

test('A4: away only when all who are on duty are', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await goes(library, 'ada', 'away');
  expect(library.availability).toBe('online');
  await goes(library, 'ben', 'away');
  expect(library.availability).toBe('away');
  await goes(library, 'ada', 'offline');
  expect(library.availability).toBe('away');
  await goes(library, 'ben', 'available');
  expect(library.availability).toBe('online');
});

test('A9: a dead laptop is gone from the file within 90 s, and until then its heartbeats keep it there', async () => {
  const library = await open();
  await library.operator('ada');
  await passes(library, 600_000, 'ada');
  expect(library.availability).toBe('online');

  // Nothing is written any more: what was written last runs out.
  await passes(library, 90_000 - 2_000);
  expect(library.availability).toBe('offline');
});

test('A9: beside a colleague’s heartbeats too', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await goes(library, 'ben', 'away');
  await passes(library, 600_000, 'ada', 'ben');
  expect(library.availability).toBe('online');

  await passes(library, 90_000 - 2_000, 'ben');
  expect(library.availability).toBe('away');
});

test('A9: no time in the file is further ahead than a lease', async () => {
  const library = await open();
  await library.operator('ada');
  for (let minutes = 0; minutes < 10; minutes += 1) {
    await passes(library, 60_000, 'ada');
    const { availableUntil } = library.files.at(-1)?.widgets['reference'] ?? { availableUntil: Infinity };
    expect(availableUntil).toBeLessThanOrEqual(library.now + STAFF_LEASE_MS);
  }
});

test('A5: away with an end comes off by itself, for pages too', async () => {
  const library = await open();
  await library.operator('ada');
  await goes(library, 'ada', 'away', { awayMinutes: 5 });
  await passes(library, 5 * 60_000 - 2_000, 'ada');
  expect(library.availability).toBe('away');
  library.now += 2_000;
  await library.says('o-ada', { action: 'ping' });
  expect(library.availability).toBe('online');
});

test('A5: and for pages at the next heartbeat of a colleague, should the operator’s own not come', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await goes(library, 'ben', 'away');
  await goes(library, 'ada', 'away', { awayMinutes: 1 });
  await passes(library, 59_000, 'ada', 'ben');
  library.now += HEARTBEAT_MS;
  await library.says('o-ben', { action: 'ping' });
  expect(library.availability).toBe('online');
});

test('A3: a sign-in that is renewed lasts in the file', async () => {
  const library = await open();
  await library.operator('ada', { until: START + 10_000 });
  library.now += 9_000;
  library.people.set('newer', { id: 'ada', groups: ['operators'], until: START + DAY });
  await library.asks('o-ada', { action: 'renew', accessToken: 'newer' }, 'renewed');
  library.now += 2_000;
  expect(library.availability).toBe('online');
});

test('A10: whoever is moved out of a department, and a widget of another one, counts at once', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('boss', { groups: ['coordinators'], status: 'offline' });
  const { operators } = await library.asks('o-boss', { action: 'readOperators' }, 'operators');
  const { version } = operators.find(({ id }) => id === 'ada') ?? { version: 0 };

  await library.asks(
    'o-boss',
    { action: 'saveMembership', operatorId: 'ada', departmentIds: [], version },
    'saved',
  );
  expect(library.availability).toBe('offline');
  await library.asks(
    'o-boss',
    { action: 'saveMembership', operatorId: 'ada', departmentIds: ['reference'], version: version + 1 },
    'saved',
  );
  expect(library.availability).toBe('online');

  const removal = { action: 'removeWidget', widgetId: 'reference', version: 1 };
  await library.asks('o-boss', removal, 'saved');
  expect(library.availability).toBe('offline');
  const widget = { id: 'reference', departmentId: 'reference', title: '', promise: '', version: 0 };
  await library.asks('o-boss', { action: 'saveWidget', widget }, 'saved');
  expect(library.availability).toBe('online');
});

describe('A11: the welcome of a patron', () => {
  const weekday = [{ from: '09:00', to: '17:00' }];
  const hours: OpeningHours = [weekday, weekday, weekday, weekday, weekday, [], []];

  async function withHours(library: Library): Promise<void> {
    await library.operator('boss', { groups: ['coordinators'], status: 'offline' });
    const settings = { ...DEFAULT_SETTINGS, hours, waitingOfferSeconds: 60 };
    const department = { id: 'reference', name: 'Reference', settings, version: 1 };
    await library.asks('o-boss', { action: 'saveDepartment', department }, 'saved');
  }

  test('says whether anybody is there, as the file does', async () => {
    const library = await open();
    await library.operator('ada');
    const welcome = await library.patronHello('p-one');
    if (!('availability' in welcome)) throw new Error('not a patron’s');
    expect(welcome.availability).toEqual(library.files.at(-1)?.widgets['reference']);
    expect(availabilityAt(welcome.availability, library.now)).toBe('online');
    expect(welcome).toMatchObject({ waitingOfferSeconds: 45, askAddress: 'ask@library.example' });
    expect(welcome).not.toHaveProperty('openNow');
    expect(welcome).not.toHaveProperty('opensAt');
  });

  test('says when the department opens next, in the library’s time', async () => {
    const library = await open();
    await withHours(library);
    library.now = Date.parse('2026-06-06T16:00Z');
    expect(await library.patronHello('p-one')).toMatchObject({
      availability: { availableUntil: 0, onDutyUntil: 0 },
      openNow: false,
      opensAt: Date.parse('2026-06-08T13:00Z'),
      waitingOfferSeconds: 60,
    });
  });
});
