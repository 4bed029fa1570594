// What staff are told about themselves and each other: who is signed in, and which departments they may see.
import type { StaffConnection } from '../domain/staff.ts';
import { colleagues } from '../domain/staff.ts';
import { may } from '../domain/rights.ts';
import { departmentView } from '../domain/views.ts';
import type { Department, Operator, SentDepartment } from '../protocol/settings.ts';
import { here } from './announce.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { deliver, fitting, availabilityErrand } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/**
 * The list of who is signed in, for everybody who is; and for patrons, whether anybody is there. `at`: after what
 * changed was stored, and before the list was read.
 */
export function staffChanged(staff: readonly StaffConnection[], at: number, except?: string): Outcome[] {
  const frame = { type: 'staff', at, staff: fitting(colleagues(staff, at)) } as const;
  const told = here(staff, at).filter(({ connectionId }) => connectionId !== except);
  return [...told.map(({ connectionId }) => deliver(connectionId, frame)), availabilityErrand('changed')];
}

/** Reads the list and tells it: for after a change. */
export async function tellStaff(service: Service, except?: string): Promise<Outcome[]> {
  const at = service.now();
  return staffChanged(await service.connections.staff(), at, except);
}

/** The departments whose transcripts somebody may read. */
export const visibleDepartments = (
  operator: Pick<Operator, 'roles' | 'departmentIds'>,
  departments: readonly Department[],
): SentDepartment[] =>
  departments.filter(({ id }) => may('readTranscript', operator, id)).map(departmentView);

/** Everybody who is signed in (or one operator) gets their record and the departments that they may see. */
export async function tellYou(
  service: Service,
  staff: readonly StaffConnection[],
  onlyId?: string,
): Promise<Delivery[]> {
  const { departments } = await readConfig(service);
  const concerned = here(staff, service.now()).filter(
    ({ operatorId }) => onlyId === undefined || operatorId === onlyId,
  );
  const ids = [...new Set(concerned.map(({ operatorId }) => operatorId))];
  const records = await Promise.all(ids.map((id) => service.settings.readOperator(id)));
  return concerned.flatMap(({ connectionId, operatorId }) => {
    const operator = records.find((record) => record?.id === operatorId);
    if (!operator) return [];
    const you = { operator, departments: visibleDepartments(operator, departments) };
    return [deliver(connectionId, { type: 'you', ...you })];
  });
}
