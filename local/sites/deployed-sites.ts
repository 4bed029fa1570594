// Serves the two front ends as the stacks deploy them, each on a port of its own.
import { StartError } from '../start-error.ts';
import type { AssemblyModel, DistributionModel } from '../template/model.ts';
import { type Bucket, fillBucket } from './bucket.ts';
import { Distribution } from './distribution.ts';
import { type WebServer, serve } from './web-server.ts';

export type SiteName = 'widget' | 'dashboard';

/** Every bucket of the stacks as its deployments leave it, by name. */
export function fillBuckets(model: AssemblyModel): Map<string, Bucket> {
  return new Map(
    model.buckets.map(({ name }) => [
      name,
      fillBucket(model.deployments.filter(({ bucket }) => bucket === name)),
    ]),
  );
}

export function serveDeployedSite(
  model: AssemblyModel,
  buckets: ReadonlyMap<string, Bucket>,
  site: SiteName,
  port: number,
): Promise<WebServer> {
  const distribution = new Distribution(distributionOf(model, site), buckets);
  return serve(port, (request) => distribution.answer(request));
}

function distributionOf(model: AssemblyModel, site: SiteName): DistributionModel {
  const found = model.distributions.find(({ logicalId }) => logicalId.toLowerCase().includes(site));
  if (found !== undefined) return found;
  throw new StartError(`The stacks hold no CloudFront distribution for the ${site}.`);
}
