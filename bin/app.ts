// The CDK app: reads and checks the context, builds the front ends, makes the stacks.
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { buildFrontEnds } from '../frontend/build.ts';
import { CONTEXT_KEY, parseServiceContext } from '../lib/context.ts';
import { ContextError } from '../lib/context-error.ts';
import { addService } from '../lib/service.ts';

// Two that synthesize at once would empty each other's folder: the local runner names one of its own.
const BUILT = process.env['CARREL_BUILT'] ?? fileURLToPath(new URL('../dist', import.meta.url));

const main = async (): Promise<void> => {
  const app = new App();
  const context = parseServiceContext(app.node.tryGetContext(CONTEXT_KEY));
  // Whoever has just built them, and synthesizes often, says so.
  if (process.env['CARREL_PREBUILT'] !== '1') await buildFrontEnds({ outdir: BUILT, minify: true });
  addService(app, context, BUILT);
  app.synth();
};

try {
  await main();
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
