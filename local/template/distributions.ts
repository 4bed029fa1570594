// Reads the CloudFront distributions: origins, behaviours and the headers that they add.
import * as v from 'valibot';
import type { BehaviourModel, BucketModel, DistributionModel, ResponseHeadersModel } from './model.ts';
import type { Resource, Resources } from './resources.ts';
import { readResponseHeaders } from './response-headers.ts';

const behaviourEntries = {
  TargetOriginId: v.string(),
  ViewerProtocolPolicy: v.picklist(['allow-all', 'https-only', 'redirect-to-https']),
  ResponseHeadersPolicyId: v.optional(v.string()),
  FunctionAssociations: v.optional(v.array(v.unknown()), []),
  LambdaFunctionAssociations: v.optional(v.array(v.unknown()), []),
};

const distributionSchema = v.object({
  DistributionConfig: v.object({
    DefaultRootObject: v.optional(v.string()),
    DefaultCacheBehavior: v.object(behaviourEntries),
    CacheBehaviors: v.optional(v.array(v.object({ PathPattern: v.string(), ...behaviourEntries })), []),
    Origins: v.array(
      v.object({
        Id: v.string(),
        DomainName: v.string(),
        OriginPath: v.optional(v.string(), ''),
        OriginCustomHeaders: v.optional(
          v.array(v.object({ HeaderName: v.string(), HeaderValue: v.string() })),
          [],
        ),
      }),
    ),
    CustomErrorResponses: v.optional(
      v.array(
        v.object({
          ErrorCode: v.number(),
          ResponseCode: v.optional(v.number()),
          ResponsePagePath: v.optional(v.string()),
        }),
      ),
      [],
    ),
  }),
});

type Config = v.InferOutput<typeof distributionSchema>['DistributionConfig'];
type Behaviour = Config['DefaultCacheBehavior'];

export function readDistributions(
  resources: Resources,
  buckets: readonly BucketModel[],
): DistributionModel[] {
  const policies = readResponseHeaders(resources);
  return resources.ofTypes('AWS::CloudFront::Distribution').map((resource) => {
    const config = resource.read(distributionSchema).DistributionConfig;
    const behaviour = (pathPattern: string, each: Behaviour): BehaviourModel =>
      readBehaviour(resource, policies, pathPattern, each);
    return {
      ...resource.identity,
      id: resource.name,
      domainName: resource.attribute('DomainName'),
      ...(config.DefaultRootObject === undefined ? {} : { defaultRootObject: config.DefaultRootObject }),
      origins: config.Origins.map((origin) => ({
        id: origin.Id,
        bucket: bucketBehind(resource, buckets, origin.DomainName),
        path: origin.OriginPath,
        customHeaders: Object.fromEntries(
          origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName, HeaderValue]),
        ),
      })),
      behaviours: [
        ...config.CacheBehaviors.map((each) => behaviour(each.PathPattern, each)),
        behaviour('*', config.DefaultCacheBehavior),
      ],
      errorResponses: config.CustomErrorResponses.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => ({
        errorCode: ErrorCode,
        ...(ResponseCode === undefined ? {} : { responseCode: ResponseCode }),
        ...(ResponsePagePath === undefined ? {} : { responsePagePath: ResponsePagePath }),
      })),
    };
  });
}

function readBehaviour(
  resource: Resource,
  policies: ReadonlyMap<string, ResponseHeadersModel>,
  pathPattern: string,
  behaviour: Behaviour,
): BehaviourModel {
  if (behaviour.FunctionAssociations.length + behaviour.LambdaFunctionAssociations.length > 0) {
    resource.stop('runs functions at the edge, which the local runner does not do');
  }
  const policy = behaviour.ResponseHeadersPolicyId;
  const responseHeaders = policy === undefined ? undefined : policies.get(policy);
  if (policy !== undefined && responseHeaders === undefined) {
    resource.stop(`uses the response headers policy ${policy}, which is in none of the stacks`);
  }
  return {
    pathPattern,
    originId: behaviour.TargetOriginId,
    viewerProtocol: behaviour.ViewerProtocolPolicy,
    ...(responseHeaders === undefined ? {} : { responseHeaders }),
  };
}

function bucketBehind(resource: Resource, buckets: readonly BucketModel[], domainName: string): string {
  const bucket = buckets.find(({ name }) => domainName.startsWith(`${name}.s3.`));
  return bucket?.name ?? resource.stop(`has the origin ${domainName}, which is no bucket of the stacks`);
}
