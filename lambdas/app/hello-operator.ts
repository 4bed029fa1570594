// An operator signs in: verified, recorded, on the list of staff, and told who else is there.
import type { Staff } from '../domain/desk.ts';
import { askedOfDepartments, deskOf, openChatsOf } from '../domain/desk.ts';
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import type { Identity, StaffConnection, Standing } from '../domain/staff.ts';
import { colleagues, operatorRecord, standingAtHello } from '../domain/staff.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import { AWAY_MINUTES, type OperatorHello } from '../protocol/operator-frames.ts';
import type { Operator } from '../protocol/settings.ts';
import type { Settings } from '../store/settings-store.ts';
import type { Outcome } from './delivery.ts';
import { deliver, fitting, refuse } from './delivery.ts';
import { beginShiftAtHello, talliesOf } from './desks.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import { ownPlace, staffChanged } from './tell-staff.ts';

/** As many of the operator's chats as a welcome has room for. */
const CHATS_AT_HELLO = 100;

/** How often a record that others write at the same moment is written anew. */
const TRIES = 5;

export async function helloOperator(
  service: Service,
  connectionId: string,
  frame: OperatorHello,
): Promise<Outcome[]> {
  const { ref } = frame;
  if (frame.version !== PROTOCOL_VERSION) return refuse(connectionId, refused('unsupportedVersion'), { ref });
  const identity = await service.signIn.verify(frame);
  if (!identity) return refuse(connectionId, refused('notSignedIn'), { ref });
  const [config, before, caller] = await Promise.all([
    readConfig(service),
    service.connections.staffAndDesks(),
    service.connections.whoIs(connectionId),
  ]);
  if (caller) return refuse(connectionId, refused('alreadyGreeted'), { ref });
  const recorded = await record(service, identity, config);
  if (recorded.outcome === 'refused') return refuse(connectionId, recorded, { ref });
  const now = service.now();
  const standing = standingAtHello(said(frame, now), before.connections, recorded.operator.id, now);
  const first = newConnection(connectionId, recorded.operator, identity.until, standing, now);
  if ((await service.connections.addStaff(first, now)) === 'lost') {
    return refuse(connectionId, refused('alreadyGreeted'), { ref });
  }
  await beginShiftAtHello(service, first, before);
  const { operator, connection: moved } = await withNewestDepartments(service, recorded.operator, first);
  const at = service.now();
  const all = await withNewestStatus(service, moved, at);
  const you = {
    ...ownPlace(operator, config.departments),
    chatIds: chatsOf(operator, all, at).slice(0, CHATS_AT_HELLO),
  };
  const people = colleagues(all.connections, at);
  const known = talliesOf(all, at);
  // What doesn't fit in beside the departments comes in a frame of its own.
  const staff = fitting(people, you);
  const tallies = fitting(known, [you, staff], 0);
  const isWhole = staff.length === people.length && tallies.length === known.length;
  return [
    deliver(connectionId, {
      type: 'welcome',
      ref,
      serverTime: at,
      signedInUntil: identity.until,
      staff,
      tallies,
      ...you,
    }),
    ...staffChanged(all, at, isWhole ? connectionId : undefined),
  ];
}

/** Nobody is away for longer than they could have said, nor has chosen a status that is yet to come. */
function said({ status, awayUntil, since }: OperatorHello, now: number): Standing {
  const chosen = { status, since: Math.min(since ?? now, now) };
  if (status !== 'away' || awayUntil === undefined) return chosen;
  return { ...chosen, awayUntil: Math.min(awayUntil, now + AWAY_MINUTES * 60_000) };
}

/** The open chats that the operator is in, is offered or is asked to take, also with a department. */
const chatsOf = ({ id, departmentIds }: Operator, staff: Staff, now: number): string[] => [
  ...new Set([
    ...openChatsOf(deskOf(staff, id), now),
    ...askedOfDepartments(staff.desks, departmentIds, now),
  ]),
];

function newConnection(
  connectionId: string,
  operator: Operator,
  signedInUntil: number,
  standing: Standing,
  now: number,
): StaffConnection {
  const { id, name, roles, departmentIds } = operator;
  const about = { operatorId: id, name, roles, departmentIds };
  return { connectionId, ...about, ...standing, seenAt: now, signedInUntil, chatIds: [] };
}

/** A coordinator who moved the operator just now may not have seen this connection: then it is moved here. */
async function withNewestDepartments(
  service: Service,
  recorded: Operator,
  connection: StaffConnection,
): Promise<{ operator: Operator; connection: StaffConnection }> {
  const operator = (await service.settings.readOperator(recorded.id)) ?? recorded;
  const { departmentIds } = operator;
  if (operator.version === recorded.version) return { operator: recorded, connection };
  await service.connections.setDepartments(connection.connectionId, departmentIds);
  return { operator, connection: { ...connection, departmentIds } };
}

/**
 * Everybody who is signed in now. A status that the operator chose just now on another page didn't reach this
 * connection: then it is set here.
 */
async function withNewestStatus(service: Service, connection: StaffConnection, now: number): Promise<Staff> {
  const { connectionId, operatorId } = connection;
  const { connections, desks } = await service.connections.staffAndDesks();
  const others = connections.filter((each) => each.connectionId !== connectionId);
  const standing = standingAtHello(connection, others, operatorId, now);
  if (standing.since <= connection.since) return { connections: [...others, connection], desks };
  await service.connections.setStatus(connectionId, standing);
  const { awayUntil: _, ...rest } = connection;
  return { connections: [...others, { ...rest, ...standing }], desks };
}

/** The operator's record, stored where it is new or the issuer says something new; nobody without a role. */
async function record(
  service: Service,
  identity: Identity,
  { departments }: Settings,
): Promise<{ readonly outcome: 'recorded'; readonly operator: Operator } | Refusal> {
  const joined = departments.filter(({ settings }) => settings.newOperatorsJoin).map(({ id }) => id);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await service.settings.readOperator(identity.id);
    const operator = operatorRecord(identity, known, joined);
    if (operator.roles.length === 0) return refused('notStaff');
    if (known && saysTheSame(known, operator)) return { outcome: 'recorded', operator: known };
    if ((await service.settings.saveOperator(operator)) === 'written') {
      return { outcome: 'recorded', operator: { ...operator, version: operator.version + 1 } };
    }
  }
  return refused('busy');
}

const saysTheSame = (a: Operator, b: Operator): boolean =>
  a.name === b.name && a.email === b.email && a.roles.join() === b.roles.join();
