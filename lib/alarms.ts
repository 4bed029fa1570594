// Alarms on what an administrator must hear of, and the topic that tells them.
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

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

  /** Raises an alarm when the metric counted so many within five minutes, or anything at all. */
  watch(id: string, alarmDescription: string, metric: IMetric, threshold = 1): void {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    alarm.addOkAction(new SnsAction(this.#topic));
  }
}
