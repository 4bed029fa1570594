// Calls functions by the clock as EventBridge does, at the rates that the template gives.
import type { RunningFunctions } from './functions/invocation.ts';
import type { AssemblyModel, ScheduleModel } from './template/model.ts';

export type SchedulesOptions = {
  model: Pick<AssemblyModel, 'schedules' | 'region' | 'accountId'>;
  functions: Pick<RunningFunctions, 'invoke'>;
  /** Takes what went wrong; the next call comes all the same. */
  onFailure(error: unknown): void;
};

export type Schedules = { stop(): Promise<void> };

export function startSchedules({ model, functions, onFailure }: SchedulesOptions): Schedules {
  const running = new Set<Promise<void>>();
  const timers = model.schedules.map((schedule) =>
    setInterval(() => {
      const call = functions
        .invoke(schedule.functionName, scheduledEvent(schedule, model))
        .then(() => undefined, onFailure)
        .finally(() => running.delete(call));
      running.add(call);
    }, schedule.everySeconds * 1_000),
  );
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

/** The event that a function gets, in the shape that EventBridge documents. */
export const scheduledEvent = (
  { logicalId }: ScheduleModel,
  { region, accountId }: Pick<AssemblyModel, 'region' | 'accountId'>,
) => ({
  version: '0',
  id: crypto.randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: accountId,
  time: new Date().toISOString().replace(/\.\d+Z$/u, 'Z'),
  region,
  resources: [`arn:aws:events:${region}:${accountId}:rule/${logicalId}`],
  detail: {},
});
