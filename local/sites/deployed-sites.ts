// Serves the two front ends as the stacks deploy them, each on a port of its own.
import { StartError } from '../start-error.ts';
import type { AssemblyModel, DistributionModel } from '../template/model.ts';
import { fillBucket } from './bucket.ts';
import { Distribution } from './distribution.ts';
import { type WebServer, serve } from './web-server.ts';

export type SiteName = 'widget' | 'dashboard';

export function serveDeployedSite(model: AssemblyModel, site: SiteName, port: number): Promise<WebServer> {
  const distribution = new Distribution(distributionOf(model, site), bucketsOf(model));
  return serve(port, (request) => distribution.answer(request));
}

function distributionOf(model: AssemblyModel, site: SiteName): DistributionModel {
  const found = model.distributions.find(({ logicalId }) => logicalId.toLowerCase().includes(site));
  if (found !== undefined) return found;
  throw new StartError(`The stacks hold no CloudFront distribution for the ${site}.`);
}

function bucketsOf(model: AssemblyModel) {
  return new Map(
    model.buckets.map(({ name }) => [
      name,
      fillBucket(model.deployments.filter(({ bucket }) => bucket === name)),
    ]),
  );
}
