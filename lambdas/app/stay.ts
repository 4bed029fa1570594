// Staying on a connection: heartbeats, a newer sign-in, and going on and off duty.
import { refused } from '../domain/refused.ts';
import { isHere, rolesOf } from '../domain/staff.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Status } from '../protocol/settings.ts';
import type { Caller } from '../store/connection-store.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import type { Service } from './service.ts';
import { staffChanged, tellYou } from './tell-staff.ts';

/** Answers that the connection lives; an operator's heartbeat renews the lease by which they are on duty. */
export async function heartbeat(service: Service, caller: Caller): Promise<Delivery[]> {
  const now = service.now();
  const pong = deliver(caller.connectionId, { type: 'pong', serverTime: now });
  if (caller.kind !== 'staff') return [pong];
  await service.connections.seen(caller.connectionId, now);
  const wasMissed = !isHere(caller, now) && caller.signedInUntil > now;
  return [pong, ...(wasMissed ? await backAgain(service, caller.operatorId) : [])];
}

/**
 * An operator whose lease or sign-in had run out was told of nothing meanwhile: `you` lets them read the lists
 * again, and colleagues see that they are back.
 */
async function backAgain(service: Service, operatorId: string): Promise<Delivery[]> {
  const staff = await service.connections.staff();
  return [...(await tellYou(service, staff, operatorId)), ...staffChanged(staff, service.now())];
}

/** A newer token of the same operator, on the same connection. */
export async function renewSignIn(
  service: Service,
  caller: StaffConnection,
  { ref, accessToken }: { ref: string; accessToken: string },
): Promise<Delivery[]> {
  const { connectionId } = caller;
  const identity = await service.signIn.verify({ accessToken });
  if (identity?.id !== caller.operatorId) return refuse(connectionId, refused('notSignedIn'), { ref });
  const roles = rolesOf(identity.groups);
  if (roles.length === 0) return refuse(connectionId, refused('notStaff'), { ref });
  const now = service.now();
  await service.connections.signedIn(connectionId, { signedInUntil: identity.until, roles, seenAt: now });
  const renewed = deliver(connectionId, { type: 'renewed', ref, signedInUntil: identity.until });
  return [renewed, ...(isHere(caller, now) ? [] : await backAgain(service, caller.operatorId))];
}

/** On or off duty, on every connection of the operator. */
export async function setStatus(
  service: Service,
  caller: StaffConnection,
  { ref, status }: { ref: string; status: Status },
): Promise<Delivery[]> {
  const since = service.now();
  const staff = await service.connections.staff();
  const own = staff.filter(({ operatorId }) => operatorId === caller.operatorId);
  await Promise.all(
    own.map(({ connectionId }) => service.connections.setStatus(connectionId, { status, since })),
  );
  const changed = staff.map((connection) =>
    connection.operatorId === caller.operatorId ? { ...connection, status, since } : connection,
  );
  return [deliver(caller.connectionId, { type: 'done', ref }), ...staffChanged(changed, since)];
}
