// What is left to do once everybody has their answer, so that nobody waits for it.
import type { Errand, Outcome } from './delivery.ts';
import type { Service } from './service.ts';
import { writeAvailability } from './write-availability.ts';

export const errandsIn = (outcomes: readonly Outcome[]): Errand[] =>
  outcomes.filter((outcome) => 'errand' in outcome);

/** Each errand once. Throws when one fails: the frame that it came from has been answered all the same. */
export async function runErrands(service: Service, errands: readonly Errand[]): Promise<void> {
  if (errands.length === 0) return;
  const isChange = errands.some(({ because }) => because === 'changed');
  await writeAvailability(service, isChange ? 'changed' : 'renewed');
}
