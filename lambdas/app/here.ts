// Everybody signed in, as connections to send to.
import type { StaffConnection } from '../domain/staff.ts';
import { isHere } from '../domain/staff.ts';

export const here = (staff: readonly StaffConnection[], now: number): StaffConnection[] =>
  staff.filter((connection) => isHere(connection, now));
