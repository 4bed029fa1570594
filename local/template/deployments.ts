// Reads the buckets, and what BucketDeployment puts into them.
import * as v from 'valibot';
import type { BucketModel, DeploymentModel } from './model.ts';
import type { Resources } from './resources.ts';

const deploymentSchema = v.object({
  SourceObjectKeys: v.array(v.string()),
  SourceMarkers: v.optional(v.array(v.record(v.string(), v.string())), []),
  SourceMarkersConfig: v.optional(v.array(v.object({ jsonEscape: v.optional(v.boolean()) })), []),
  DestinationBucketName: v.string(),
  DestinationBucketKeyPrefix: v.optional(v.string(), ''),
  Prune: v.optional(v.boolean(), true),
  Exclude: v.optional(v.array(v.string()), []),
  Include: v.optional(v.array(v.string()), []),
  SystemMetadata: v.optional(v.record(v.string(), v.string()), {}),
});

export function readBuckets(resources: Resources): BucketModel[] {
  return resources
    .ofTypes('AWS::S3::Bucket')
    .map((resource) => ({ ...resource.identity, name: resource.name }));
}

export function readDeployments(resources: Resources): DeploymentModel[] {
  return resources.ofTypes('Custom::CDKBucketDeployment').map((resource) => {
    const deployment = resource.read(deploymentSchema);
    if (deployment.SourceMarkersConfig.some(({ jsonEscape }) => jsonEscape)) {
      resource.stop('asks for escaped markers, which the local runner does not do');
    }
    return {
      ...resource.identity,
      bucket: deployment.DestinationBucketName,
      prefix: deployment.DestinationBucketKeyPrefix,
      prune: deployment.Prune,
      sources: deployment.SourceObjectKeys.map((objectKey, index) => ({
        folder: resource.assetFolder(objectKey),
        markers: deployment.SourceMarkers[index] ?? {},
      })),
      exclude: deployment.Exclude,
      include: deployment.Include,
      headers: lowerCaseKeys(deployment.SystemMetadata),
    };
  });
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
