// Synthesizes the same CDK app that is deployed, with this machine's addresses in its context.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as v from 'valibot';

import { addressesOf } from './addresses.ts';
import { isFirstPort, portBlock } from './ports.ts';
import { StartError } from './start-error.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONTEXT_KEY = 'carrel';

const CdkSettings = v.object({
  context: v.optional(
    v.objectWithRest({ [CONTEXT_KEY]: v.optional(v.record(v.string(), v.unknown())) }, v.unknown()),
  ),
});

const PortsFile = v.object({ firstPort: v.pipe(v.number(), v.check(isFirstPort)) });

/** Builds the front ends and writes the assembly into `folder`, for the block of ports at `firstPort`. */
export async function synthesize(folder: string, firstPort: number): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { code, output } = await runApp({
    CDK_OUTDIR: resolve(folder),
    // Other runners may be building too; the assembly has copies of all that it needs.
    ...(process.env.CARREL_PREBUILT === '1' ? {} : { CARREL_BUILT: resolve(folder, 'front-ends') }),
    CDK_CONTEXT_JSON: JSON.stringify(localContext(firstPort)),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  if (code !== 0 || !existsSync(join(folder, 'manifest.json'))) {
    throw new StartError(`The stacks could not be synthesized:\n${output.trim()}`);
  }
  writeFileSync(portsFile(folder), JSON.stringify({ firstPort }));
}

/** The first port that an assembly made by `synthesize` was made for. */
export function firstPortOf(folder: string): number {
  const file = portsFile(folder);
  if (!existsSync(file)) {
    throw new StartError(`There is no assembly in ${folder}: make it with --synthesize ${folder}.`);
  }
  return v.parse(v.pipe(v.string(), v.parseJson(), PortsFile), readFileSync(file, 'utf8')).firstPort;
}

function portsFile(folder: string): string {
  return join(folder, 'local-ports.json');
}

/** What cdk.json says, but with the local issuer, the local addresses, and the demo site as the only page. */
function localContext(firstPort: number): Record<string, unknown> {
  const { context } = v.parse(CdkSettings, JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  const { demo, dashboard, widget, socket, management, signIn } = addressesOf(portBlock(firstPort));
  const { domains: _, ...chosen } = context?.[CONTEXT_KEY] ?? {};
  return {
    ...context,
    [CONTEXT_KEY]: {
      ...chosen,
      pageOrigins: [demo],
      signIn,
      emulation: {
        managementEndpoint: management,
        socket,
        widgetOrigin: widget,
        dashboardOrigin: dashboard,
      },
    },
  };
}

function runApp(environment: Readonly<Record<string, string>>): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const killNow = (): void => void child.kill();
    process.once('exit', killNow);
    child.once('error', fail);
    child.once('close', (code) => {
      process.off('exit', killNow);
      done({ code: code ?? 1, output });
    });
  });
}
