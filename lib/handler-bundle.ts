// Bundles a handler's file for Lambda with esbuild, on this machine and without Docker.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type BundlingOptions } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildHandler } from './handler-build.ts';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));

/** The code of `lambdas/handlers/NAME.ts` as minified ES modules, the SDK included. */
export const handlerBundle = (name: string): Code =>
  Code.fromAsset(LAMBDAS, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: localBundling(name),
  });

const localBundling = (name: string): BundlingOptions => ({
  // Never started: the local bundler below either succeeds or throws.
  image: DockerImage.fromRegistry('none'),
  // The CDK tells bundles of one folder apart by their options, and a function isn't seen among those.
  command: ['esbuild', name],
  local: {
    tryBundle: (outdir) => {
      buildHandler(join(LAMBDAS, 'handlers', `${name}.ts`), outdir);
      return true;
    },
  },
});
