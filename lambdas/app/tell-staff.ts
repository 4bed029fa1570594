// What staff are told about themselves and each other: who is signed in, and which departments they may see.
import type { Staff } from '../domain/desk.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { colleagues } from '../domain/staff.ts';
import { helpsOutIn } from '../domain/helping-out.ts';
import { may } from '../domain/rights.ts';
import { departmentView } from '../domain/views.ts';
import type { Tally } from '../protocol/desk-frames.ts';
import type { SentToOperator } from '../protocol/operator-frames.ts';
import type { Department, Operator, SentDepartment } from '../protocol/settings.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { deliver, fitting, availabilityErrand } from './delivery.ts';
import { talliesOf } from './desks.ts';
import { here } from './here.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/**
 * The list of who is signed in, for everybody who is; and for patrons, whether anybody is there. `at`: after what
 * changed was stored, and before the list was read.
 */
export function staffChanged(staff: Staff, at: number, except?: string): Outcome[] {
  const people = fitting(colleagues(staff.connections, at));
  const all = talliesOf(staff, at);
  const tallies = fitting(all, people, 0);
  const list = { type: 'staff', at, staff: people, tallies } as const;
  const frames = [list, ...inFrames(all.slice(tallies.length))];
  const told = here(staff.connections, at).filter(({ connectionId }) => connectionId !== except);
  return [
    ...told.flatMap(({ connectionId }) => frames.map((frame) => deliver(connectionId, frame))),
    availabilityErrand('changed'),
  ];
}

/** Tallies that don't fit into one frame with the rest, in as many as they take. */
function inFrames(tallies: readonly Tally[]): SentToOperator[] {
  const frames: SentToOperator[] = [];
  for (let rest = tallies; rest.length > 0; ) {
    const fit = fitting(rest);
    frames.push({ type: 'tallies', tallies: fit });
    rest = rest.slice(fit.length);
  }
  return frames;
}

/** Reads the list and tells it: for after a change. */
export async function tellStaff(service: Service, except?: string): Promise<Outcome[]> {
  const at = service.now();
  return staffChanged(await service.connections.staffAndDesks(), at, except);
}

/** The departments whose transcripts somebody may read. */
const visibleDepartments = (
  operator: Pick<Operator, 'roles' | 'departmentIds'>,
  departments: readonly Department[],
): SentDepartment[] =>
  departments.filter(({ id }) => may('readTranscript', operator, id)).map(departmentView);

/**
 * An operator's own record, the departments that they may see, those to which they help out, and the names of the others,
 * for a chat may be transferred there; the last two as far as there is room: a coordinator sees all departments anyway.
 */
export function ownPlace(operator: Operator, departments: readonly Department[]) {
  const you = { operator, departments: visibleDepartments(operator, departments) };
  const helpsOut = fitting(helpsOutIn(operator, departments), you, 0);
  const seen = new Set(you.departments.map(({ id }) => id));
  const unseen = departments.filter(({ id }) => !seen.has(id)).map(({ id, name }) => ({ id, name }));
  const others = fitting(unseen, [you, helpsOut], 0);
  return {
    ...you,
    ...(helpsOut.length > 0 && { helpsOut }),
    ...(others.length > 0 && { otherDepartments: others }),
  };
}

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
    return [deliver(connectionId, { type: 'you', ...ownPlace(operator, departments) })];
  });
}
