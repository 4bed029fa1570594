// Alarms on what an administrator must hear of, and the topic that tells them.
import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

const PERIOD = Duration.minutes(5);

export class Alarms extends Construct {
  readonly topicArn: string;
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, alarmAddress: string | undefined) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { enforceSSL: true });
    // The policy that enforces TLS replaces the default one, and with it CloudWatch's right to publish.
    this.#topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    if (alarmAddress) this.#topic.addSubscription(new EmailSubscription(alarmAddress));
    this.topicArn = this.#topic.topicArn;
  }

  /** Raises an alarm when the metrics together counted anything within five minutes. */
  watch(id: string, alarmDescription: string, ...metrics: readonly IMetric[]): void {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      metric: sum(metrics),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    alarm.addOkAction(new SnsAction(this.#topic));
  }
}

const sum = (metrics: readonly IMetric[]): IMetric => {
  const usingMetrics = Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period: PERIOD, label: 'Count' });
};
