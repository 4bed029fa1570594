// Who is on duty and in no chat: whom the scheduled check may sign off after closing. Pure.
import { type Department, isOnDuty } from '../protocol/settings.ts';
import { deskOf, isInChat, type Staff } from './desk.ts';
import { peopleHere, type PersonHere } from './staff.ts';

export const idleOnDuty = (staff: Staff, now: number): PersonHere[] =>
  peopleHere(staff.connections, now).filter(
    ({ standing, connections: [{ operatorId }] }) =>
      isOnDuty(standing.status) && !isInChat(deskOf(staff, operatorId), now),
  );

/** A department without hours never closes. */
export const hasHours = ({ settings }: Department): boolean =>
  settings.hours.some((spans) => spans.length > 0);
