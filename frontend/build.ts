// Builds the two front ends into dist/widget and dist/dashboard: `buildFrontEnds`, or `tsx frontend/build.ts`.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile, type OutputFile, transform } from 'esbuild';

export interface FrontEndBuild {
  /** Gets a folder for each front end: widget and dashboard. */
  readonly outdir: string;
  readonly minify: boolean;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** The oldest browsers that know light-dark(), which both schemes are made of. */
const BROWSERS = ['chrome123', 'edge123', 'firefox120', 'safari17.5'];

export async function buildFrontEnds({ outdir, minify }: FrontEndBuild): Promise<void> {
  await Promise.all([
    buildWidget({ outdir: join(outdir, 'widget'), minify }),
    buildDashboard({ outdir: join(outdir, 'dashboard'), minify }),
  ]);
}

/** The widget's site: a loader of a fixed name for the library's pages, and the panel that it frames. */
export async function buildWidget({ outdir, minify }: FrontEndBuild): Promise<void> {
  await emptied(outdir);
  const style = await build({
    ...options(true),
    entryPoints: [join(here, 'widget/loader.css')],
    write: false,
  });
  await build({
    ...options(minify),
    entryPoints: [join(here, 'widget/loader.ts')],
    outfile: join(outdir, 'loader.js'),
    format: 'iife',
    // As text in the script: a strict page lets the loader make a style sheet, but not fetch or inline one.
    define: { LOADER_STYLE: JSON.stringify(style.outputFiles[0]?.text.trim()) },
  });
  await buildPage({
    outdir,
    minify,
    html: join(here, 'widget/panel.html'),
    entryPoint: join(here, 'widget/panel.tsx'),
  });
}

/** The operators' site: screens other than the first are chunks of their own. */
export async function buildDashboard({ outdir, minify }: FrontEndBuild): Promise<void> {
  await emptied(outdir);
  await buildPage({
    outdir,
    minify,
    html: join(here, 'dashboard/index.html'),
    entryPoint: join(here, 'dashboard/main.tsx'),
  });
}

interface Page {
  readonly outdir: string;
  readonly minify: boolean;
  /** Names its script and style by their plain names, such as `panel.js` and `panel.css`. */
  readonly html: string;
  /** The script, which imports the style sheet. */
  readonly entryPoint: string;
}

async function buildPage({ outdir, minify, html, entryPoint }: Page): Promise<void> {
  const heartbeat = await buildHeartbeat(outdir, minify);
  const { metafile, outputFiles } = await build({
    ...options(false),
    minifySyntax: minify,
    write: false,
    entryPoints: [entryPoint],
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    define: {
      HEARTBEAT_WORKER: JSON.stringify(heartbeat),
      DEVELOPMENT: JSON.stringify(!minify),
      'process.env.NODE_ENV': JSON.stringify(minify ? 'production' : 'development'),
    },
  });
  await Promise.all(outputFiles.map((file) => writeOutput(file, minify)));
  const page = withHashedNames(await readFile(html, 'utf8'), metafile);
  await writeFile(join(outdir, basename(html)), page);
}

/**
 * Minified in a second pass: only within one file does esbuild drop calls that are marked as free of side effects,
 * such as the parsers of frames that this page never reads.
 */
async function writeOutput({ path, text }: OutputFile, minify: boolean): Promise<void> {
  const loader = path.endsWith('.css') ? 'css' : 'js';
  const small = { minify: true, treeShaking: true, target: BROWSERS, charset: 'utf8', loader } as const;
  await writeFile(path, minify ? (await transform(text, small)).code : text);
}

/** The worker's file, and its hashed name, which the pages' scripts are told. */
async function buildHeartbeat(outdir: string, minify: boolean): Promise<string> {
  const { metafile } = await build({
    ...options(minify),
    entryPoints: [join(here, 'connection/heartbeat-worker.ts')],
    outdir,
    entryNames: 'heartbeat-[hash]',
    format: 'iife',
    metafile: true,
  });
  return basename(Object.keys(metafile.outputs)[0] ?? '');
}

function options(minify: boolean): BuildOptions {
  return {
    bundle: true,
    minify,
    target: BROWSERS,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** Puts the built files' names in place of the plain ones; a plain name that was not built is an error. */
function withHashedNames(html: string, { outputs }: Metafile): string {
  const built = new Map<string, string>();
  for (const path of Object.keys(outputs)) {
    const file = basename(path);
    built.set(file.replace(/-[A-Z0-9]{8}\./u, '.'), file);
  }
  return html.replace(
    /(src|href)="(?:\.?\/)?([\w-]+\.(?:js|css))"/gu,
    (_, attribute: string, name: string) => {
      const file = built.get(name);
      if (file === undefined) throw new Error(`The page names ${name}, which the build did not make`);
      return `${attribute}="/${file}"`;
    },
  );
}

async function emptied(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // A failure ends the process as an unhandled rejection, with the reason and a status of 1.
  void buildFrontEnds({ outdir: fileURLToPath(new URL('../dist', import.meta.url)), minify: true });
}
