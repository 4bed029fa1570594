// Which CloudFormation resource types the local runner runs, and which have no meaning on one machine.
import { StartError } from '../start-error.ts';
import type { Stack } from './stacks.ts';

/** Types that the readers of this folder turn into the model. */
export const MODELLED_TYPES = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'Custom::CDKBucketDeployment',
] as const;

/** Types that change nothing here, each with the reason. */
export const MEANINGLESS_TYPES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Account': 'says where the gateway may write its logs',
  'AWS::CDK::Metadata': 'statistics for the CDK',
  'AWS::CloudFront::CachePolicy': 'nothing is cached locally',
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': 'rights: the local sites read the buckets themselves',
  'AWS::CloudFront::OriginAccessControl': 'rights: the local sites read the buckets themselves',
  'AWS::CloudFront::OriginRequestPolicy': 'chooses what goes to an origin; a bucket takes only the path',
  'AWS::CloudWatch::Alarm': 'there are no metrics',
  'AWS::CloudWatch::CompositeAlarm': 'there are no metrics',
  'AWS::CloudWatch::Dashboard': 'there are no metrics',
  'AWS::IAM::ManagedPolicy': 'rights: everything may be done locally',
  'AWS::IAM::Policy': 'rights: everything may be done locally',
  'AWS::IAM::Role': 'rights: everything may be done locally',
  'AWS::Lambda::LayerVersion': 'belongs to the functions of custom resources',
  'AWS::Lambda::Permission': 'rights: everything may be done locally',
  'AWS::Logs::LogGroup': 'logs go to the terminal',
  'AWS::Logs::MetricFilter': 'there are no metrics',
  'AWS::Logs::ResourcePolicy': 'rights: everything may be done locally',
  'AWS::S3::BucketPolicy': 'rights: everything may be done locally',
  'AWS::SES::ConfigurationSet': 'the mailbox takes every mail',
  'AWS::SES::EmailIdentity': 'the mailbox takes every sender',
  'AWS::SNS::Subscription': 'who hears an alarm, and nothing alarms',
  'AWS::SNS::Topic': 'where alarms go, and nothing alarms',
  'AWS::SNS::TopicPolicy': 'rights: everything may be done locally',
  'Custom::LogRetention': 'logs go to the terminal',
  'Custom::S3AutoDeleteObjects': 'empties a bucket when its stack is deleted',
};

const known = new Set<string>([...MODELLED_TYPES, ...Object.keys(MEANINGLESS_TYPES)]);

/** Stops at what would deploy but not run here, rather than run half of it. */
export function assertKnownTypes(stack: Stack, logicalIds: readonly string[]): void {
  for (const logicalId of logicalIds) {
    const type = stack.template.Resources[logicalId]?.Type;
    if (type !== undefined && !known.has(type)) {
      throw new StartError(
        `The local runner doesn't know the resource type ${type} (${logicalId} in the stack ${stack.name}).`,
      );
    }
  }
}
