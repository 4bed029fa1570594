// The functions' bundles: bytes, gzip, and how long a fresh Node process takes to import each.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildHandler } from '../lib/handler-build.ts';
import { filesImportedBy } from './size-front-ends.ts';

export interface FunctionSize {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
  /** The middle one of several cold imports (ms). */
  readonly importMs: number;
}

const HANDLERS = fileURLToPath(new URL('../lambdas/handlers', import.meta.url));
const IMPORTS = 5;
const run = promisify(execFile);

/** Handlers read their environment when they are imported; nothing is called with these values. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TABLE_NAME: 'table',
  MANAGEMENT_ENDPOINT: 'https://sockets.example/live',
  SERVICE_NAME: 'Library',
  TIME_ZONE: 'UTC',
  SENDER_ADDRESS: 'chat@library.example',
  ASK_A_LIBRARIAN_ADDRESS: 'ask@library.example',
  SIGN_IN_ISSUER: 'https://issuer.example',
  SIGN_IN_CLIENT_ID: 'client',
  SIGN_IN_JWKS_URI: 'https://issuer.example/jwks',
  SIGN_IN_GROUPS_CLAIM: 'groups',
  WIDGET_ORIGIN: 'https://widget.example',
  AVAILABILITY_BUCKET: 'availability',
};

const isHandler = (file: string): boolean =>
  /^export const handler\b/m.test(readFileSync(join(HANDLERS, file), 'utf8'));

export async function measureFunctions(folder: string): Promise<FunctionSize[]> {
  const sizes: FunctionSize[] = [];
  for (const file of readdirSync(HANDLERS).filter((each) => each.endsWith('.ts') && isHandler(each))) {
    const name = basename(file, '.ts');
    const built = join(folder, name);
    buildHandler(join(HANDLERS, file), built);
    const atOnce = filesImportedAtOnce(built).map((each) => readFileSync(join(built, each)));
    sizes.push({
      name,
      bytes: sum(atOnce.map((content) => content.length)),
      gzip: sum(atOnce.map((content) => gzipSync(content, { level: 9 }).length)),
      importMs: await coldImport(join(built, 'index.mjs')),
    });
  }
  return sizes;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The handler's file with those that it imports statically; the others load when they are needed. */
function filesImportedAtOnce(folder: string): string[] {
  const wanted = ['index.mjs'];
  for (const file of wanted) {
    const imported = filesImportedBy(readFileSync(join(folder, file), 'utf8'));
    wanted.push(...imported.filter((each) => !wanted.includes(each)));
  }
  return wanted;
}

async function coldImport(bundle: string): Promise<number> {
  const script =
    'const begin = performance.now();' +
    `await import(${JSON.stringify(pathToFileURL(bundle).href)});` +
    'console.log(performance.now() - begin); process.exit(0);';
  const times: number[] = [];
  for (let count = 0; count < IMPORTS; count += 1) {
    const flags = ['--input-type=module', '-e', script];
    const { stdout } = await run(process.execPath, flags, { env: { ...process.env, ...ENVIRONMENT } });
    times.push(Number(stdout));
  }
  return times.sort((a, b) => a - b)[Math.floor(IMPORTS / 2)] ?? Number.NaN;
}
