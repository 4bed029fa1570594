// Finds a Chromium for the browser tests: an installed one, else the one that an npm package carries.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** None of them weakens what a page may do: the pages' own policies are among what is tested. */
export const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Chromium {
  readonly file: string;
  /** Where libraries are that a bare machine lacks. */
  readonly environment?: Readonly<Record<string, string>>;
}

export async function launchBrowser(flags: readonly string[]): Promise<Browser> {
  const { file, env } = await chromiumToStart();
  return await chromium.launch({
    executablePath: file,
    args: [...FLAGS, ...flags],
    env,
  });
}

/** The program, and the environment that it needs. */
export async function chromiumToStart(): Promise<{ file: string; env: Record<string, string> }> {
  const { file, environment } = await findChromium(process.env);
  return { file, env: { ...definedOf(process.env), ...environment } };
}

/** CHROME_PATH names a browser; CARREL_CHROMIUM=bundled asks for the package's. */
async function findChromium(environment: NodeJS.ProcessEnv): Promise<Chromium> {
  const choice = environment['CARREL_CHROMIUM'];
  if (choice !== undefined && choice !== '' && choice !== 'bundled') {
    throw new Error(`CARREL_CHROMIUM is “${choice}”; it may only be “bundled”.`);
  }
  if (choice === 'bundled') return await bundledChromium();
  const named = environment['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new Error(`CHROME_PATH is ${named}, which is no program.`);
    return { file: named };
  }
  const installed = (environment['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isProgram);
  return installed === undefined ? await bundledChromium() : { file: installed };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The package unpacks into the temporary folder, and takes a file that another process is still writing for
 * whole. So it unpacks into a folder of its own, which gets its name when it is done.
 */
const UNPACK = `
import { mkdtempSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
const { version } = createRequire(import.meta.url)(join(dirname(entry), '../package.json'));
const done = join(tmpdir(), 'carrel-chromium-' + version + '-' + process.getuid());
if (!existsSync(done)) {
  process.env.TMPDIR = mkdtempSync(done + '-');
  const { default: chromium, inflate } = await import(pathToFileURL(entry).href);
  chromium.setGraphicsMode = false;
  await chromium.executablePath();
  await inflate(join(dirname(entry), '../bin/al2023.tar.br'));
  try {
    renameSync(process.env.TMPDIR, done);
  } catch (error) {
    rmSync(process.env.TMPDIR, { recursive: true });
    if (!existsSync(done)) throw error;
  }
}
console.log(done);
`;

const run = promisify(execFile);

async function bundledChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium was found. Install one, or name it with CHROME_PATH.');
  }
  // A process of its own: the package is an ES module, and jest runs CommonJS.
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: join(import.meta.dirname, '../..'),
  });
  const folder = stdout.trim();
  const file = join(folder, 'chromium');
  const libraries = join(folder, 'al2023', 'lib');
  if ((await starts(file, {})) || !existsSync(libraries)) return { file };
  return { file, environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') } };
}

async function starts(file: string, environment: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await run(file, ['--version'], { env: { ...process.env, ...environment } });
    return true;
  } catch {
    return false;
  }
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) defined[name] = value;
  return defined;
}
