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
  readonly seenAt: number;
  readonly signedInUntil: number;
  /** The chats that were claimed or attached on this connection, to be told when it drops. */
  readonly chatIds: readonly string[];
}

/** Whether the connection's lease and sign-in both hold. A dead laptop's do not, whatever is stored. */
export const isHere = (connection: StaffConnection, now: number): boolean =>
  connection.seenAt + STAFF_LEASE_MS > now && connection.signedInUntil > now;

/**
 * Whether a department's chats are shown on this connection: to everybody signed in who belongs to it, whatever
 * their status, so that lists are never out of date. Their pages call them only while they are on duty.
 */
export const isShownChatsOf = (connection: StaffConnection, departmentId: string, now: number): boolean =>
  isHere(connection, now) && connection.departmentIds.includes(departmentId);

/** The people behind the connections, once each, by name. Available on one connection is available. */
export function colleagues(connections: readonly StaffConnection[], now: number): Colleague[] {
  const people = new Map<string, Colleague>();
  for (const connection of connections) {
    if (!isHere(connection, now)) continue;
    const known = people.get(connection.operatorId);
    if (known && (known.status === 'available' || connection.status !== 'available')) continue;
    people.set(connection.operatorId, {
      id: connection.operatorId,
      name: connection.name,
      departmentIds: [...connection.departmentIds],
      status: connection.status,
      since: connection.since,
    });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
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
