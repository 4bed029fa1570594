// A dashboard that was left open doesn't keep the service online: who is idle some time after closing is signed off.
import type { LeftOn } from '../domain/after-closing.ts';
import { hasHours, idleOnDuty } from '../domain/idle-on-duty.ts';
import type { Outcome } from './delivery.ts';
import { deliver } from './delivery.ts';
import { moveOffers } from './move-offers.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import { tellStaff } from './tell-staff.ts';

export async function signOffAfterClosing(service: Service): Promise<Outcome[]> {
  const now = service.now();
  const idle = idleOnDuty(await service.connections.staffAndDesks(), now);
  if (idle.length === 0) return [];
  const { departments } = await readConfig(service);
  if (!departments.some(hasHours)) return [];
  // The calendar takes its time to load, and many libraries never need it.
  const { leftOnDuty } = await import('../domain/after-closing.ts');
  const told: Outcome[] = [];
  for (const left of leftOnDuty(idle, departments, service.timeZone, now)) {
    told.push(...(await signOff(service, left, now)));
  }
  return told.length === 0 ? [] : [...told, ...(await tellStaff(service))];
}

/** On all their connections, unless they choose something else at this moment. */
async function signOff(service: Service, { person, closedAt }: LeftOn, now: number): Promise<Outcome[]> {
  const { connections } = person;
  const written = await Promise.all(connections.map((each) => service.connections.signOff(each, now)));
  if (!written.includes('written')) return [];
  const frame = { type: 'signedOff', closedAt } as const;
  return [
    ...connections.map(({ connectionId }) => deliver(connectionId, frame)),
    ...(await moveOffers(service, connections[0])),
  ];
}
