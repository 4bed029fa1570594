// Everybody signed in, as connections to send to.
import type { StaffConnection } from '../domain/staff.ts';
import { isHere } from '../domain/staff.ts';

export const here = (staff: readonly StaffConnection[], now: number): StaffConnection[] =>
  staff.filter((connection) => isHere(connection, now));

/** The connections of all who are here; a dead laptop's isn't among them, though its chats still know it. */
export const liveConnections = (staff: readonly StaffConnection[], now: number): ReadonlySet<string> =>
  new Set(here(staff, now).map(({ connectionId }) => connectionId));
