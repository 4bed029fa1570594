// MiniStack, the emulator of AWS: in a virtual environment of its own, on loopback, until it is stopped.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, untilReady } from '../../local/child.ts';
import { HOST, freePort } from '../../local/ports.ts';
import { StartError } from '../../local/start-error.ts';
import { output } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const VENV = join(ROOT, '.venv');
const PYTHON = join(VENV, 'bin/python');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
/** A copy of the requirements that the environment was made with. */
const INSTALLED = join(VENV, 'requirements.txt');

export type Emulator = {
  readonly port: number;
  /** The environment in which AWS's own programs talk to the emulator, and to nothing else. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  stop(): Promise<void>;
};

/** Makes the virtual environment, unless it is there and as the requirements want it. */
export async function installEmulator(signal: AbortSignal): Promise<void> {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return;
  await makeEnvironment(signal);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    REQUIREMENTS,
  ];
  await output('Installing the emulator', { file: PYTHON, arguments: pip, signal });
  cpSync(REQUIREMENTS, INSTALLED);
}

async function makeEnvironment(signal: AbortSignal): Promise<void> {
  try {
    const flags = ['-m', 'venv', '--clear', VENV];
    await output('Making the virtual environment', { file: 'python3', arguments: flags, signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new StartError(
      'The emulator needs python3 (3.10 or later) with its venv module: install both (on Debian: python3 and python3-venv).',
      { cause },
    );
  }
}

/** `folder` takes everything that the emulator writes. */
export async function startEmulator(folder: string): Promise<Emulator> {
  const port = await freePort();
  const environment = environmentAt(port);
  const child = startChild({
    name: 'The emulator',
    file: PYTHON,
    arguments: ['-m', 'ministack'],
    cwd: folder,
    environment: { ...emulatorSettings(port, folder) },
  });
  await untilReady('The emulator', child, () => isHealthy(port), { everyMs: 100 });
  return { port, environment, stop: () => child.stop() };
}

const emulatorSettings = (port: number, folder: string): Record<string, string> => {
  const within = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
  };
  return {
    ...credentials,
    GATEWAY_PORT: String(port),
    // It listens everywhere otherwise.
    BIND_HOST: HOST,
    MINISTACK_HOST: HOST,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    TMPDIR: within('tmp'),
    STATE_DIR: within('state'),
    S3_DATA_DIR: within('s3'),
  };
};

const REGION = 'us-east-1';
/** Made up, and the person's own kept out of reach: nothing here may ever touch a real account. */
const credentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
};

const environmentAt = (port: number): Record<string, string | undefined> => ({
  ...credentials,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: `http://${HOST}:${port}`,
  AWS_ENDPOINT_URL_S3: `http://${HOST}:${port}`,
  NO_PROXY: HOST,
});

const isHealthy = (port: number): Promise<boolean> =>
  fetch(`http://${HOST}:${port}/_ministack/health`).then(
    (response) => response.ok,
    () => false,
  );
