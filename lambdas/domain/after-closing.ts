// Who is still on duty although all of their departments closed a while ago. Pure; imported only where there are hours.
import type { Department } from '../protocol/settings.ts';
import { isOpen, lastClosing } from './next-opening.ts';
import { choiceOf, type PersonHere } from './staff.ts';

const MINUTE_MS = 60_000;

/** Somebody who is to be signed off, and when the last of their departments closed. */
export interface LeftOn {
  readonly person: PersonHere;
  readonly closedAt: number;
}

/**
 * Whose departments all have hours and have been closed for as long as each of them says. Who has chosen the status
 * since the last of them closed is there on purpose, and stays until the next closing.
 */
export function leftOnDuty(
  people: readonly PersonHere[],
  departments: readonly Department[],
  timeZone: string,
  now: number,
): LeftOn[] {
  const closings = new Map(departments.map((each) => [each.id, closingOf(each, timeZone, now)]));
  return people.flatMap((person) => {
    const [{ departmentIds }] = person.connections;
    const closedAt = departmentIds.map((id) => closings.get(id));
    if (closedAt.length === 0 || !closedAt.every((at) => at !== undefined)) return [];
    const last = Math.max(...closedAt);
    return choiceOf(person.standing) > last ? [] : [{ person, closedAt: last }];
  });
}

/** When the department closed, if that is so long ago that nobody needs to be there any more. */
function closingOf({ settings }: Department, timeZone: string, now: number): number | undefined {
  const { hours, signOffMinutes } = settings;
  if (isOpen(hours, timeZone, now)) return undefined;
  const closedAt = lastClosing(hours, timeZone, now);
  return closedAt !== undefined && closedAt + signOffMinutes * MINUTE_MS <= now ? closedAt : undefined;
}
