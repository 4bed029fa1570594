// How a handler becomes files for Lambda: the same flags wherever one is built or measured.
import { buildSync } from 'esbuild';

/** Some of what the SDK brings along is CommonJS and asks for `require`, which an ES module lacks. */
const REQUIRE_BANNER =
  "import{createRequire as carrelRequire}from'node:module';const require=carrelRequire(import.meta.url);";

/**
 * Writes the handler in `entry`, the SDK included, as the minified ES module `index.mjs`. What it imports only when
 * it is needed, such as the clients that few frames call, becomes files of its own beside it.
 */
export const buildHandler = (entry: string, outdir: string): void => {
  buildSync({
    entryPoints: { index: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
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
