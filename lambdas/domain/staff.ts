// Who is signed in and on duty: operators' connections with the lease that their heartbeats renew. Pure.
import { NAME_LENGTH, STAFF_LEASE_MS } from '../protocol/limits.ts';
import type { Colleague } from '../protocol/operator-frames.ts';
import type { Operator, Role, Status } from '../protocol/settings.ts';

/** One connection of a signed-in operator, with what a frame on it may do. */
export interface StaffConnection {
  readonly connectionId: string;
  readonly operatorId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly departmentIds: readonly string[];
  readonly status: Status;
  /** Since when the status holds. */
  readonly since: number;
  /** With away: when it comes off by itself, if an end was given. */
  readonly awayUntil?: number;
  /** With available: when away was chosen, whose end has come by itself since. */
  readonly chosenAt?: number;
  readonly seenAt: number;
  readonly signedInUntil: number;
  /** The chats that were claimed or attached on this connection, to be told when it drops. */
  readonly chatIds: readonly string[];
}

/** Whether the connection's lease and sign-in both hold. A dead laptop's do not, whatever is stored. */
export const isHere = (connection: StaffConnection, now: number): boolean =>
  connection.seenAt + STAFF_LEASE_MS > now && connection.signedInUntil > now;

/** An operator's status with its times. */
export type Standing = Pick<StaffConnection, 'status' | 'since' | 'awayUntil' | 'chosenAt'>;

/** Whether the end that was given to being away has come: what is stored still says away. */
export const isAwayOver = ({ status, awayUntil }: Standing, now: number): boolean =>
  status === 'away' && awayUntil !== undefined && awayUntil <= now;

/** The status that holds now: away whose end has come is available since then. */
export function standingAt(stored: Standing, now: number): Standing {
  const { status, since, awayUntil, chosenAt } = stored;
  if (status !== 'away' || awayUntil === undefined) {
    return { status, since, ...(chosenAt !== undefined && { chosenAt }) };
  }
  if (awayUntil > now) return { status, since, awayUntil };
  return { status: 'available', since: awayUntil, chosenAt: since };
}

/** When the operator chose the status that they have: being away may have ended by itself since. */
export const choiceOf = ({ since, chosenAt }: Standing): number => chosenAt ?? since;

/** An operator's connections that are here, and the one status that they have. */
export interface PersonHere {
  readonly standing: Standing;
  readonly connections: readonly [StaffConnection, ...StaffConnection[]];
}

/**
 * Everybody who is here, once each. The status is the person's: should their connections disagree for a moment, the
 * newest change holds.
 */
export function peopleHere(connections: readonly StaffConnection[], now: number): PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const connection of connections) {
    if (!isHere(connection, now)) continue;
    const standing = standingAt(connection, now);
    const known = people.get(connection.operatorId);
    const isNewer = !known || standing.since > known.standing.since;
    people.set(connection.operatorId, {
      standing: isNewer ? standing : known.standing,
      connections: known ? [...known.connections, connection] : [connection],
    });
  }
  return [...people.values()];
}

/**
 * Whether a department's chats are shown on this connection: to everybody signed in who belongs to it, whatever
 * their status, so that lists are never out of date. Their pages call them only while they are on duty.
 */
export const isShownChatsOf = (connection: StaffConnection, departmentId: string, now: number): boolean =>
  isHere(connection, now) && connection.departmentIds.includes(departmentId);

/** The people behind the connections, once each, by name. */
export function colleagues(connections: readonly StaffConnection[], now: number): Colleague[] {
  return peopleHere(connections, now)
    .map(
      ({ standing: { status, since, awayUntil }, connections: [{ operatorId, name, departmentIds }] }) => ({
        id: operatorId,
        name,
        departmentIds: [...departmentIds],
        status,
        since,
        ...(awayUntil !== undefined && { awayUntil }),
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The status of somebody who signs in. On a second connection it is the one that they have: a page that was without a
 * line can't know better.
 */
export function standingAtHello(
  said: Standing,
  others: readonly StaffConnection[],
  operatorId: string,
  now: number,
): Standing {
  const own = others.filter((connection) => connection.operatorId === operatorId);
  const [person] = peopleHere(own, now);
  return person?.standing ?? standingAt(said, now);
}

/** Who a verified sign-in says that somebody is. */
export interface Identity {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly groups: readonly string[];
  /** When the sign-in ends. */
  readonly until: number;
}

const ROLE_OF_GROUP: Readonly<Record<string, Role>> = {
  operators: 'operator',
  coordinators: 'coordinator',
  administrators: 'administrator',
};

export const rolesOf = (groups: readonly string[]): Role[] =>
  Object.entries(ROLE_OF_GROUP).flatMap(([group, role]) => (groups.includes(group) ? [role] : []));

/** The longest address that mail can have. */
const EMAIL_LENGTH = 254;

/** A token may call somebody anything, at any length; every list of staff carries the name. */
const oneLine = (name: string): string =>
  name
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, NAME_LENGTH)
    .trim();

/**
 * An operator's record as it should be after a sign-in. Name, email and roles are the issuer's to say;
 * the departments are the library's: a new operator joins those that take new operators in.
 */
export function operatorRecord(
  identity: Identity,
  known: Operator | undefined,
  joined: readonly string[],
): Operator {
  const email = (identity.email ?? '').length > EMAIL_LENGTH ? undefined : identity.email;
  return {
    id: identity.id,
    name: oneLine(identity.name ?? '') || known?.name || email || identity.id,
    email: email ?? known?.email ?? '',
    roles: rolesOf(identity.groups),
    departmentIds: known?.departmentIds ?? [...joined],
    version: known?.version ?? 0,
  };
}
