// Reads the rules that call functions by the clock: how often, and which.
import * as v from 'valibot';
import type { FunctionModel, ScheduleModel } from './model.ts';
import type { Resource, Resources } from './resources.ts';

const rule = v.object({
  ScheduleExpression: v.optional(v.string(), ''),
  State: v.optional(v.string(), 'ENABLED'),
  Targets: v.optional(v.array(v.object({ Arn: v.string() })), []),
});

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

export function readSchedules(resources: Resources, functions: readonly FunctionModel[]): ScheduleModel[] {
  return resources.ofTypes('AWS::Events::Rule').flatMap((resource) => {
    resource.refuse(['EventPattern', 'EventBusName']);
    const { ScheduleExpression, State, Targets } = resource.read(rule);
    if (State !== 'ENABLED') return [];
    const everySeconds = secondsOf(resource, ScheduleExpression);
    return Targets.map(({ Arn }) => {
      const target = functions.find(({ arn }) => arn === Arn);
      if (!target) return resource.stop(`calls ${Arn}, which is no function of these stacks`);
      return { ...resource.identity, everySeconds, functionName: target.name };
    });
  });
}

function secondsOf(resource: Resource, expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/u.exec(expression) ?? [];
  const seconds = SECONDS[unit];
  if (count === undefined || seconds === undefined) {
    return resource.stop(`is scheduled by ${expression || 'nothing'}; the local runner knows rate() only`);
  }
  return Number(count) * seconds;
}
