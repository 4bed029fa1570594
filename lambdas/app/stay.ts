// Staying on a connection: heartbeats, a newer sign-in, and going on and off duty.
import { refused } from '../domain/refused.ts';
import { leftWithAwayOnly } from '../domain/availability.ts';
import { deskOf } from '../domain/desk.ts';
import { isAwayOver, isHere, peopleHere, rolesOf } from '../domain/staff.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { isOnDuty, type Status } from '../protocol/settings.ts';
import type { Caller } from '../store/connection-store.ts';
import type { Outcome } from './delivery.ts';
import { deliver, refuse, availabilityErrand } from './delivery.ts';
import { beginShift } from './desks.ts';
import { moveOffers } from './move-offers.ts';
import type { Service } from './service.ts';
import { staffChanged, tellStaff, tellYou } from './tell-staff.ts';

/** The page sends a heartbeat when being away ends (ms): by a clock that may be so much ahead of ours. */
const EARLY_MS = 1_000;

/** Answers that the connection lives; an operator's heartbeat renews the lease by which they are on duty. */
export async function heartbeat(service: Service, caller: Caller): Promise<Outcome[]> {
  const now = service.now();
  const pong = deliver(caller.connectionId, { type: 'pong', serverTime: now });
  if (caller.kind !== 'staff') return [pong];
  await service.connections.seen(caller.connectionId, now);
  const isBack = isAwayOver(caller, now + EARLY_MS) && (await endAway(service, caller));
  const wasMissed = !isHere(caller, now) && caller.signedInUntil > now;
  if (wasMissed) return [pong, ...(await backAgain(service, caller.operatorId))];
  if (isBack) return [pong, ...(await tellStaff(service))];
  return isOnDuty(caller.status) ? [pong, availabilityErrand('renewed')] : [pong];
}

/** Being away is over: stored on every connection of the operator, unless they chose something else meanwhile. */
async function endAway(service: Service, { operatorId }: StaffConnection): Promise<boolean> {
  const now = service.now();
  const staff = await service.connections.staff();
  const over = staff.filter((each) => each.operatorId === operatorId && isAwayOver(each, now + EARLY_MS));
  const ended = await Promise.all(
    over.map(({ connectionId, awayUntil, since }) =>
      service.connections.awayIsOver(connectionId, awayUntil ?? now, since),
    ),
  );
  return ended.includes('written');
}

/**
 * An operator whose lease or sign-in had run out was told of nothing meanwhile: `you` lets them read the lists
 * again, and colleagues see that they are back.
 */
async function backAgain(service: Service, operatorId: string): Promise<Outcome[]> {
  const at = service.now();
  const staff = await service.connections.staffAndDesks();
  return [...(await tellYou(service, staff.connections, operatorId)), ...staffChanged(staff, at)];
}

/** A newer token of the same operator, on the same connection. */
export async function renewSignIn(
  service: Service,
  caller: StaffConnection,
  { ref, accessToken }: { ref: string; accessToken: string },
): Promise<Outcome[]> {
  const { connectionId } = caller;
  const identity = await service.signIn.verify({ accessToken });
  if (identity?.id !== caller.operatorId) return refuse(connectionId, refused('notSignedIn'), { ref });
  const roles = rolesOf(identity.groups);
  if (roles.length === 0) return refuse(connectionId, refused('notStaff'), { ref });
  const now = service.now();
  await service.connections.signedIn(connectionId, { signedInUntil: identity.until, roles, seenAt: now });
  const renewed = deliver(connectionId, { type: 'renewed', ref, signedInUntil: identity.until });
  // The sign-in's end may have been the lease's.
  if (isHere(caller, now)) return [renewed, availabilityErrand('changed')];
  return [renewed, ...(await backAgain(service, caller.operatorId))];
}

/** On or off duty, or away, on every connection of the operator. What is offered to them goes to the next. */
export async function setStatus(
  service: Service,
  caller: StaffConnection,
  { ref, status, awayMinutes }: { ref: string; status: Status; awayMinutes?: number | undefined },
): Promise<Outcome[]> {
  const { operatorId } = caller;
  const since = service.now();
  const isTimed = status === 'away' && awayMinutes !== undefined;
  const end = isTimed ? { awayUntil: since + awayMinutes * 60_000 } : {};
  const staff = await service.connections.staffAndDesks();
  const own = staff.connections.filter((connection) => connection.operatorId === operatorId);
  const before = peopleHere(own, since)[0]?.standing.status ?? caller.status;
  // First, so that a chat that is taken as soon as the status shows counts.
  if (!isOnDuty(before) && isOnDuty(status)) await beginShift(service, deskOf(staff, operatorId));
  await Promise.all(
    own.map(({ connectionId }) => service.connections.setStatus(connectionId, { status, since, ...end })),
  );
  const moved = status === 'available' ? [] : await moveOffers(service, caller);
  // Read again: somebody else may have changed theirs at the same time.
  const at = service.now();
  const changed = await service.connections.staffAndDesks();
  const lastIn = leftWithAwayOnly(operatorId, staff.connections, changed.connections, at);
  return [
    deliver(caller.connectionId, { type: 'statusSet', ref, status, ...end, lastIn }),
    ...moved,
    ...staffChanged(changed, at),
  ];
}
