// Bundles a handler's file for Lambda with esbuild, on this machine and without Docker.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type BundlingOptions } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));
/** Some of what the SDK brings along is CommonJS and asks for `require`, which an ES module lacks. */
const REQUIRE_BANNER =
  "import{createRequire as carrelRequire}from'node:module';const require=carrelRequire(import.meta.url);";

/** The code of `lambdas/handlers/NAME.ts` as one minified ES module, the SDK included. */
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
      bundle(join(LAMBDAS, 'handlers', `${name}.ts`), join(outdir, 'index.mjs'));
      return true;
    },
  },
});

const bundle = (entry: string, outfile: string): void => {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // The oldest Node that runs the local runner; Lambda's own is newer.
    target: 'node20.19',
    // Half the size of the SDK's CommonJS files, which esbuild would take for this platform.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    legalComments: 'none',
    logLevel: 'warning',
  });
};
