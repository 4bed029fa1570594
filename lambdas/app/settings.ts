// Coordinators' settings: read, change, and tell everybody whom a change concerns, at once.
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import { checkDepartment, checkMembership, checkWidget } from '../domain/settings-rules.ts';
import { departmentView } from '../domain/views.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Department, Operator, Widget } from '../protocol/settings.ts';
import type { Written } from '../store/table-client.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { deliver, fitting, refuse, availabilityErrand } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import { staffChanged, tellYou } from './tell-staff.ts';

export const onlyCoordinators = refused('notAllowed', { sentence: 'Settings are for coordinators.' });

export async function readSettings(
  service: Service,
  caller: StaffConnection,
  { ref }: { ref: string },
): Promise<Delivery[]> {
  if (!may('seeSettings', caller)) return refuse(caller.connectionId, onlyCoordinators, { ref });
  const { departments, widgets } = await readConfig(service);
  return [
    deliver(caller.connectionId, {
      type: 'settings',
      ref,
      departments: departments.map(departmentView),
      widgets: [...widgets],
    }),
  ];
}

export async function readOperators(
  service: Service,
  caller: StaffConnection,
  { ref, after }: { ref: string; after?: string | undefined },
): Promise<Delivery[]> {
  if (!may('seeSettings', caller)) return refuse(caller.connectionId, onlyCoordinators, { ref });
  const page = await service.settings.operators(after);
  const operators = fitting(page.operators);
  const next = operators.length < page.operators.length ? operators.at(-1)?.id : page.next;
  return [
    deliver(caller.connectionId, { type: 'operators', ref, operators, ...(next !== undefined && { next }) }),
  ];
}

export async function saveDepartment(
  service: Service,
  caller: StaffConnection,
  { ref, department }: { ref: string; department: Department },
): Promise<Outcome[]> {
  const wrong = await checked(service, caller, (stored) => checkDepartment(department, stored));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  const written = await service.settings.saveDepartment(department);
  const saved = answer(caller, ref, written, department.version);
  return written === 'written'
    ? [
        ...saved,
        ...(await tellYou(service, await service.connections.staff())),
        availabilityErrand('changed'),
      ]
    : saved;
}

export async function saveWidget(
  service: Service,
  caller: StaffConnection,
  { ref, widget }: { ref: string; widget: Widget },
): Promise<Outcome[]> {
  const wrong = await checked(service, caller, (stored) => checkWidget(widget, stored));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  return answerForPages(caller, ref, await service.settings.saveWidget(widget), widget.version);
}

export async function removeWidget(
  service: Service,
  caller: StaffConnection,
  { ref, widgetId, version }: { ref: string; widgetId: string; version: number },
): Promise<Outcome[]> {
  const wrong = await checked(service, caller, () => undefined);
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  return answerForPages(caller, ref, await service.settings.removeWidget(widgetId, version), version);
}

/** Moves an operator between departments; where they are signed in it holds from the next frame on. */
export async function saveMembership(
  service: Service,
  caller: StaffConnection,
  frame: { ref: string; operatorId: string; departmentIds: readonly string[]; version: number },
): Promise<Outcome[]> {
  const { ref, operatorId, version } = frame;
  const wrong = await checked(service, caller, (stored) => checkMembership(frame.departmentIds, stored));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  const known = await service.settings.readOperator(operatorId);
  if (!known) return refuse(caller.connectionId, refused('noSuchOperator'), { ref });
  const operator: Operator = { ...known, departmentIds: [...new Set(frame.departmentIds)], version };
  const written = await service.settings.saveOperator(operator);
  const saved = answer(caller, ref, written, version);
  return written === 'written' ? [...saved, ...(await moveConnections(service, operator))] : saved;
}

async function moveConnections(service: Service, { id, departmentIds }: Operator): Promise<Outcome[]> {
  const own = (await service.connections.staff()).filter(({ operatorId }) => operatorId === id);
  await Promise.all(
    own.map(({ connectionId }) => service.connections.setDepartments(connectionId, departmentIds)),
  );
  const at = service.now();
  const staff = await service.connections.staffAndDesks();
  return [...(await tellYou(service, staff.connections, id)), ...staffChanged(staff, at)];
}

export async function checked(
  service: Service,
  caller: StaffConnection,
  check: (stored: Awaited<ReturnType<typeof readConfig>>) => Refusal | undefined,
): Promise<Refusal | undefined> {
  if (!may('changeSettings', caller))
    return refused('notAllowed', { sentence: 'Only coordinators change settings.' });
  return check(await readConfig(service));
}

export const answer = (
  caller: StaffConnection,
  ref: string,
  written: Written,
  version: number,
): Delivery[] =>
  written === 'written'
    ? [deliver(caller.connectionId, { type: 'saved', ref, version: version + 1 })]
    : refuse(caller.connectionId, refused('changedMeanwhile'), { ref });

/** What changes widgets changes what pages read. */
const answerForPages = (...saved: Parameters<typeof answer>): Outcome[] => [
  ...answer(...saved),
  ...(saved[2] === 'written' ? [availabilityErrand('changed')] : []),
];
