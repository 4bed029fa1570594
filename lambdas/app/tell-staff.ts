// What staff are told about themselves and each other: who is signed in, and which departments they may see.
import type { StaffConnection } from '../domain/staff.ts';
import { colleagues } from '../domain/staff.ts';
import { may } from '../domain/rights.ts';
import type { Department, Operator } from '../protocol/settings.ts';
import { here } from './announce.ts';
import type { Delivery } from './delivery.ts';
import { deliver, fitting } from './delivery.ts';

/** The list of who is signed in, for everybody who is. */
export function staffChanged(staff: readonly StaffConnection[], now: number, except?: string): Delivery[] {
  const frame = { type: 'staff', staff: fitting(colleagues(staff, now)) } as const;
  return here(staff, now)
    .filter(({ connectionId }) => connectionId !== except)
    .map(({ connectionId }) => deliver(connectionId, frame));
}

/** The departments whose transcripts somebody may read. */
export const visibleDepartments = (
  operator: Pick<Operator, 'roles' | 'departmentIds'>,
  departments: readonly Department[],
): Department[] => departments.filter(({ id }) => may('readTranscript', operator, id));
