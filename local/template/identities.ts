// The names, ids and attributes that resources would have in the cloud, made up the same way at each start.
import { createHash } from 'node:crypto';
import type { CloudPlace } from './intrinsics.ts';
import type { TemplateResource } from './stacks.ts';

export interface Identity {
  readonly stack: string;
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly place: CloudPlace;
  /** A property of the resource, resolved. */
  property(name: string): unknown;
}

/** What `Ref` gives: the physical name, or the id where AWS makes one up. */
export function nameOf(identity: Identity): string {
  const { stack, logicalId, resource } = identity;
  switch (resource.Type) {
    case 'AWS::ApiGatewayV2::Api':
      return generatedId(identity, 10);
    case 'AWS::CloudFront::Distribution':
      return `E${generatedId(identity, 13).toUpperCase()}`;
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table':
      return given(identity, 'TableName') ?? `${stack}-${logicalId}`;
    case 'AWS::Lambda::Function':
      return given(identity, 'FunctionName') ?? `${stack}-${logicalId}`;
    case 'AWS::S3::Bucket':
      return given(identity, 'BucketName') ?? `${stack}-${logicalId}`.toLowerCase();
    case 'AWS::ApiGatewayV2::Stage':
      return given(identity, 'StageName') ?? logicalId;
    case 'AWS::SNS::Topic':
      return arn(identity, 'sns', given(identity, 'TopicName') ?? `${stack}-${logicalId}`);
    case 'AWS::Logs::LogGroup':
      return given(identity, 'LogGroupName') ?? `${stack}-${logicalId}`;
    default:
      return logicalId;
  }
}

/** What `Fn::GetAtt` gives; undefined for an attribute that nothing has needed yet. */
export function attributeOf(identity: Identity, attribute: string): string | undefined {
  const { region } = identity.place;
  const name = nameOf(identity);
  switch (`${identity.resource.Type}.${attribute}`) {
    case 'AWS::ApiGatewayV2::Api.ApiId':
      return name;
    case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
      return `wss://${name}.execute-api.${region}.amazonaws.com`;
    case 'AWS::CloudFront::Distribution.DomainName':
      return `d${generatedId(identity, 13)}.cloudfront.net`;
    case 'AWS::CloudFront::Distribution.Id':
    case 'AWS::CloudFront::OriginAccessControl.Id':
    case 'AWS::CloudFront::ResponseHeadersPolicy.Id':
    case 'AWS::CloudFront::CachePolicy.Id':
      return name;
    case 'AWS::DynamoDB::GlobalTable.Arn':
    case 'AWS::DynamoDB::Table.Arn':
      return arn(identity, 'dynamodb', `table/${name}`);
    case 'AWS::IAM::Role.Arn':
      return `arn:aws:iam::${identity.place.accountId}:role/${name}`;
    case 'AWS::Lambda::Function.Arn':
      return arn(identity, 'lambda', `function:${name}`);
    case 'AWS::Logs::LogGroup.Arn':
      return arn(identity, 'logs', `log-group:${name}:*`);
    case 'AWS::S3::Bucket.Arn':
      return `arn:aws:s3:::${name}`;
    case 'AWS::S3::Bucket.DomainName':
      return `${name}.s3.amazonaws.com`;
    case 'AWS::S3::Bucket.RegionalDomainName':
      return `${name}.s3.${region}.amazonaws.com`;
    case 'AWS::SNS::Topic.TopicArn':
      return name;
    case 'AWS::SNS::Topic.TopicName':
      return name.split(':').at(-1);
    default:
      return undefined;
  }
}

function given(identity: Identity, property: string): string | undefined {
  const value = identity.property(property);
  return typeof value === 'string' ? value : undefined;
}

function arn({ place }: Identity, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;
}

function generatedId({ stack, logicalId }: Identity, length: number): string {
  const digest = createHash('sha256').update(`${stack}/${logicalId}`).digest();
  return digest.reduce((id, byte) => id + (byte % 36).toString(36), '').slice(0, length);
}
