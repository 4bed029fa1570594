// Builds the two front ends into dist/widget and dist/dashboard: `buildFrontEnds`, or `tsx frontend/build.ts`.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile, transform } from 'esbuild';
import { LATER_TEXTS, OPENING_TEXTS } from '../lambdas/protocol/widget-texts.ts';

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
  await build({
    ...options(minify),
    entryPoints: [join(here, 'widget/loader.ts')],
    outfile: join(outdir, 'loader.js'),
    format: 'iife',
    // As text in the script: a strict page lets the loader make a style sheet, but not fetch or inline one.
    define: {
      LOADER_STYLE: await styleText('widget/loader.css'),
      LOADER_WORDS: JSON.stringify(await loaderWords()),
    },
  });
  await build({
    ...options(minify),
    entryPoints: [join(here, 'widget/page-frame.ts')],
    outfile: join(outdir, 'frame.js'),
    format: 'esm',
    define: {
      FRAME_STYLE: await styleText('widget/frame.css'),
      FRAME_WORDS: JSON.stringify(await frameWords()),
    },
  });
  await build({
    ...options(minify),
    entryPoints: [join(here, 'widget/embedding.ts')],
    outfile: join(outdir, 'embedding.js'),
    format: 'esm',
    define: { EMBEDDING_STYLE: await styleText('widget/embedding.css') },
  });
  // Apart: what both share would be larger than what the panel alone needs to open.
  for (const page of ['panel', 'guided']) {
    await buildPage({
      outdir,
      minify,
      html: join(here, `widget/${page}.html`),
      entryPoint: join(here, `widget/${page}.tsx`),
      // With the script of the chat's own views, for whoever needs them.
      define: { TALK_STYLE: await styleText('widget/talk.css'), IN_PANEL: String(page === 'panel') },
    });
  }
}

/** A style sheet, as a text for a script. */
async function styleText(file: string): Promise<string> {
  const { outputFiles } = await build({ ...options(true), entryPoints: [join(here, file)], write: false });
  return JSON.stringify(outputFiles[0]?.text.trim());
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

const CATALOGUES = join(here, 'widget/texts/languages');

/** The files of the languages: whatever there are in the folder, by tag. */
async function catalogues(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(CATALOGUES)).sort();
  return new Map(files.map((file) => [basename(file, '.ts'), join(CATALOGUES, file)]));
}

interface BuiltCatalogue {
  readonly direction: string;
  readonly button: { readonly frame: string };
  readonly texts: object;
}

/** What a language's file holds. */
async function catalogueIn(path: string): Promise<BuiltCatalogue> {
  return (await import(path)).catalogue;
}

/**
 * Each language in two files, without what the loader has: the words that the panel opens with, and the later ones.
 * With the names by which the scripts fetch them.
 */
async function buildCatalogues(outdir: string): Promise<Readonly<Record<string, object>>> {
  const built = [...(await catalogues())].map(async ([tag, path]) => {
    const { direction, texts } = await catalogueIn(path);
    const wordsOf = (group: object) =>
      Object.fromEntries(Object.entries(texts).filter(([key]) => key in group));
    const [opening, later] = await Promise.all([
      writeScript(join(outdir, tag), { direction, texts: wordsOf(OPENING_TEXTS) }),
      writeScript(join(outdir, `${tag}-later`), { texts: wordsOf(LATER_TEXTS) }),
    ]);
    return [tag, { opening, later }] as const;
  });
  return Object.fromEntries(await Promise.all(built));
}

/** A module with a part of a catalogue, its hash appended to its name. */
async function writeScript(path: string, catalogue: object): Promise<string> {
  const script = `export const catalogue = ${JSON.stringify(catalogue)}`;
  const { code } = await transform(script, { minify: true, charset: 'utf8' });
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 8).toUpperCase();
  await writeFile(`${path}-${hash}.js`, code);
  return `./${basename(path)}-${hash}.js`;
}

/** What the button says in each language; the rest of a catalogue is fetched with the panel. */
async function loaderWords(): Promise<Readonly<Record<string, object>>> {
  const words = [...(await catalogues())].map(async ([tag, path]) => {
    const { button, direction } = await catalogueIn(path);
    const { frame: _, ...needed } = button;
    return [tag, { ...needed, direction }] as const;
  });
  return Object.fromEntries(await Promise.all(words));
}

async function frameWords(): Promise<Readonly<Record<string, object>>> {
  const words = [...(await catalogues())].map(async ([tag, path]) => {
    const { frame } = (await catalogueIn(path)).button;
    return [tag, { frame }] as const;
  });
  return Object.fromEntries(await Promise.all(words));
}

interface Page {
  readonly outdir: string;
  readonly minify: boolean;
  /** Names its script and style by their plain names, such as `panel.js` and `panel.css`. */
  readonly html: string;
  /** The script, which imports the style sheet. */
  readonly entryPoint: string;
  readonly define?: Readonly<Record<string, string>>;
}

async function buildPage({ outdir, minify, html, entryPoint, define = {} }: Page): Promise<void> {
  const heartbeat = await buildHeartbeat(outdir, minify);
  const { metafile, outputFiles } = await build({
    ...options(false),
    minifySyntax: minify,
    write: false,
    entryPoints: [entryPoint],
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    // Not as scripts are named: pictures are deployed apart, with their type.
    assetNames: '[hash]-[name]',
    loader: { '.webp': 'file' },
    format: 'esm',
    splitting: true,
    metafile: true,
    define: {
      ...define,
      // Known only when it is built.
      LATER_FILE: '"later.js"',
      HEARTBEAT_WORKER: JSON.stringify(heartbeat),
      DEVELOPMENT: JSON.stringify(!minify),
      LANGUAGES: JSON.stringify(await buildCatalogues(outdir)),
      'process.env.NODE_ENV': JSON.stringify(minify ? 'production' : 'development'),
    },
  });
  const names = Object.keys(metafile.outputs).map((path) => basename(path));
  const told = (text: string) =>
    text.replaceAll('"later.js"', () => `"./${names.find((each) => each.startsWith('later-'))}"`);
  await Promise.all(
    outputFiles.map(({ path, text, contents }) =>
      path.endsWith('.webp') ? writeFile(path, contents) : writeOutput(path, told(text), minify),
    ),
  );
  const page = withHashedNames(await readFile(html, 'utf8'), metafile);
  await writeFile(join(outdir, basename(html)), page);
}

/**
 * Minified in a second pass: only within one file does esbuild drop calls that are marked as free of side effects,
 * such as the parsers of frames that this page never reads. Patterns are marked here: those of a library that nobody
 * uses would stay otherwise, since a wrong one would be an error.
 */
async function writeOutput(path: string, text: string, minify: boolean): Promise<void> {
  const loader = path.endsWith('.css') ? 'css' : 'js';
  const small = { minify: true, treeShaking: true, target: BROWSERS, charset: 'utf8', loader } as const;
  const marked = text.replaceAll('= new RegExp(', '= /* @__PURE__ */ new RegExp(');
  await writeFile(path, minify ? (await transform(marked, small)).code : text);
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
