// The rule that calls a function every minute, for what is due by the clock and not by a frame.
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export class ScheduledChecks extends Construct {
  constructor(scope: Construct, id: string, fn: ServiceFunction) {
    super(scope, id);
    // A run that fails is not repeated: the next one is a minute away, and does what is due then.
    const target = new LambdaFunction(fn.target, { retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'EveryMinute', {
      description: 'Carrel: sends the mails that are due, signs off after closing',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [target],
    });
  }
}
