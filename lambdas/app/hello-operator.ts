// An operator signs in: verified, recorded, on the list of staff, and told who else is there.
import { refused } from '../domain/refused.ts';
import type { Identity, StaffConnection } from '../domain/staff.ts';
import { colleagues, operatorRecord } from '../domain/staff.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import type { OperatorHello } from '../protocol/operator-frames.ts';
import type { Operator } from '../protocol/settings.ts';
import type { Settings } from '../store/settings-store.ts';
import type { Delivery } from './delivery.ts';
import { deliver, fitting, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import { staffChanged, visibleDepartments } from './tell-staff.ts';

export async function helloOperator(
  service: Service,
  connectionId: string,
  frame: OperatorHello,
): Promise<Delivery[]> {
  const { ref } = frame;
  if (frame.version !== PROTOCOL_VERSION) return refuse(connectionId, refused('unsupportedVersion'), { ref });
  const identity = await service.signIn.verify(frame);
  if (!identity) return refuse(connectionId, refused('notSignedIn'), { ref });
  const [config, known] = await Promise.all([readConfig(service), service.connections.staff()]);
  const operator = await record(service, identity, config);
  if (!operator) return refuse(connectionId, refused('notStaff'), { ref });
  const now = service.now();
  const connection = newConnection(connectionId, operator, identity.until, frame.status, now);
  if ((await service.connections.addStaff(connection, now)) === 'lost') {
    return refuse(connectionId, refused('alreadyGreeted'), { ref });
  }
  const all = [...known, connection];
  const you = { operator, departments: visibleDepartments(operator, config.departments) };
  const people = colleagues(all, now);
  // What doesn't fit in beside the departments comes in a frame of its own.
  const staff = fitting(people, you);
  return [
    deliver(connectionId, {
      type: 'welcome',
      ref,
      serverTime: now,
      signedInUntil: identity.until,
      staff,
      ...you,
    }),
    ...staffChanged(all, now, staff.length < people.length ? undefined : connectionId),
  ];
}

function newConnection(
  connectionId: string,
  operator: Operator,
  signedInUntil: number,
  status: OperatorHello['status'],
  now: number,
): StaffConnection {
  const { id, name, roles, departmentIds } = operator;
  const about = { operatorId: id, name, roles, departmentIds };
  return { connectionId, ...about, status, since: now, seenAt: now, signedInUntil, chatIds: [] };
}

/** The operator's record, stored where it is new or the issuer says something new; nobody without a role. */
async function record(
  service: Service,
  identity: Identity,
  { departments }: Settings,
): Promise<Operator | undefined> {
  const joined = departments.filter(({ settings }) => settings.newOperatorsJoin).map(({ id }) => id);
  for (;;) {
    const known = await service.settings.readOperator(identity.id);
    const operator = operatorRecord(identity, known, joined);
    if (operator.roles.length === 0) return undefined;
    if (known && saysTheSame(known, operator)) return known;
    if ((await service.settings.saveOperator(operator)) === 'written') {
      return { ...operator, version: operator.version + 1 };
    }
  }
}

const saysTheSame = (a: Operator, b: Operator): boolean =>
  a.name === b.name && a.email === b.email && a.roles.join() === b.roles.join();
