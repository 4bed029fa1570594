// Until when a department's patrons find somebody, as leases and statuses say; and the file that tells it. Pure.
import type { AvailabilityOfWidgets, WidgetAvailability } from '../protocol/availability.ts';
import { availabilityAt } from '../protocol/availability.ts';
import { STAFF_LEASE_MS } from '../protocol/limits.ts';
import { type Department, isOnDuty, type Widget } from '../protocol/settings.ts';
import type { PersonHere, StaffConnection } from './staff.ts';
import { peopleHere } from './staff.ts';

/** Without another heartbeat, and without a newer sign-in, a connection counts no longer than this. */
const leaseEnd = ({ seenAt, signedInUntil }: StaffConnection): number =>
  Math.min(seenAt + STAFF_LEASE_MS, signedInUntil);

const hereUntil = ({ connections }: PersonHere): number => Math.max(...connections.map(leaseEnd));

/**
 * A department's availability, as far as it is known now; 0 where there is nobody. Away that ends within the lease
 * counts as away: who reads it can't know before its end that it was not made longer.
 */
export function availabilityIn(
  staff: readonly StaffConnection[],
  departmentId: string,
  now: number,
): WidgetAvailability {
  const onDuty = peopleHere(staff, now).filter(
    ({ standing, connections: [{ departmentIds }] }) =>
      isOnDuty(standing.status) && departmentIds.includes(departmentId),
  );
  const available = onDuty.filter(({ standing }) => standing.status === 'available');
  return {
    availableUntil: Math.max(0, ...available.map(hereUntil)),
    onDutyUntil: Math.max(0, ...onDuty.map(hereUntil)),
  };
}

interface Config {
  readonly departments: readonly Department[];
  readonly widgets: readonly Widget[];
}

/** What every page reads. A widget that nobody answers is not in it. */
export function availabilityFile(
  { departments, widgets }: Config,
  staff: readonly StaffConnection[],
  now: number,
): AvailabilityOfWidgets {
  const byDepartment = new Map(departments.map(({ id }) => [id, availabilityIn(staff, id, now)]));
  const answered = widgets.flatMap(({ id, departmentId }): [string, WidgetAvailability][] => {
    const availability = byDepartment.get(departmentId);
    return availability && availability.onDutyUntil > 0 ? [[id, availability]] : [];
  });
  return { widgets: Object.fromEntries(answered) };
}

/** The departments of an operator that a change of status has left without anybody available, but not without anybody. */
export function leftWithAwayOnly(
  operatorId: string,
  before: readonly StaffConnection[],
  after: readonly StaffConnection[],
  now: number,
): string[] {
  const own = after.find((connection) => connection.operatorId === operatorId);
  const state = (staff: readonly StaffConnection[], id: string) =>
    availabilityAt(availabilityIn(staff, id, now), now);
  return (own?.departmentIds ?? []).filter(
    (id) => state(before, id) === 'online' && state(after, id) === 'away',
  );
}
