// `npm run size`: what browsers and Lambda load, against the budgets; `--check` fails when one is exceeded.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildFrontEnds } from '../frontend/build.ts';
import {
  type Part,
  embeddingParts,
  frameParts,
  languageParts,
  laterParts,
  loaderParts,
  pageParts,
  plainName,
  workerParts,
} from './size-front-ends.ts';
import { type FunctionSize, measureFunctions } from './size-functions.ts';
import { formatTable } from './table.ts';

/** Most bytes after gzip. */
const BUDGETS = {
  'widget, before it is opened': 3_000,
  'widget, forms other than the button': 3_000,
  'widget, added on opening': 25_000,
  'widget, fetched later': 20_000,
  'guided page': 45_000,
  'dashboard, first load': 120_000,
} as const;
type Budgeted = keyof typeof BUDGETS;

interface Measured {
  readonly what: Budgeted;
  readonly gzip: number;
  readonly bytes: number;
  readonly budget: number;
  readonly parts: readonly Part[];
}

function measured(what: Budgeted, parts: readonly Part[]): Measured {
  const sum = (of: 'gzip' | 'bytes'): number => parts.reduce((total, each) => total + each[of], 0);
  return { what, gzip: sum('gzip'), bytes: sum('bytes'), budget: BUDGETS[what], parts };
}

const LANGUAGES = fileURLToPath(new URL('../frontend/widget/texts/languages', import.meta.url));
const languageTags = (): string[] => readdirSync(LANGUAGES).map((file) => basename(file, '.ts'));

async function measureFrontEnds(outdir: string): Promise<Measured[]> {
  await buildFrontEnds({ outdir, minify: true });
  const [widget, dashboard] = [join(outdir, 'widget'), join(outdir, 'dashboard')];
  const panel = pageParts(widget, 'panel.html');
  const guided = pageParts(widget, 'guided.html');
  return [
    measured('widget, before it is opened', loaderParts(widget)),
    measured('widget, forms other than the button', embeddingParts(widget)),
    measured('widget, added on opening', [
      ...frameParts(widget),
      ...panel,
      ...workerParts(widget),
      ...languageParts(widget, languageTags(), ''),
    ]),
    measured('widget, fetched later', [
      ...laterParts(widget, panel),
      ...languageParts(widget, languageTags(), '-later'),
    ]),
    measured('guided page', [
      ...guided,
      ...laterParts(widget, guided),
      ...workerParts(widget),
      ...languageParts(widget, languageTags(), ''),
      ...languageParts(widget, languageTags(), '-later'),
    ]),
    measured('dashboard, first load', [...pageParts(dashboard, 'index.html'), ...workerParts(dashboard)]),
  ];
}

function format(frontEnds: readonly Measured[], functions: readonly FunctionSize[]): string {
  const browsers = formatTable(
    ['browsers fetch', 'bytes', 'gzip', 'budget', ''],
    frontEnds.flatMap(({ what, bytes, gzip, budget, parts }) => [
      [what, bytes, gzip, budget, gzip > budget ? 'TOO LARGE' : `${Math.round((gzip / budget) * 100)} %`],
      ...parts.map((part) => [`  ${plainName(part.file)}`, part.bytes, part.gzip, undefined, undefined]),
    ]),
  );
  const lambdas = formatTable(
    ['functions', 'bytes', 'gzip', 'cold import ms'],
    functions.map(({ name, bytes, gzip, importMs }) => [name, bytes, gzip, Math.round(importMs)]),
  );
  return `${browsers}\n\n${lambdas}`;
}

async function main(): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { json: flag, check: flag } });
  const folder = mkdtempSync(join(tmpdir(), 'carrel-size-'));
  try {
    const frontEnds = await measureFrontEnds(folder);
    const functions = await measureFunctions(folder);
    console.log(values.json ? JSON.stringify({ frontEnds, functions }) : format(frontEnds, functions));
    const exceeded = frontEnds.filter(({ gzip, budget }) => gzip > budget);
    if (values.check && exceeded.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
