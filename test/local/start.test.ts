// `npm start` as a process: its flags, its refusals, and the whole of Carrel with one command.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { readCommand } from '../../local/arguments.ts';
import { freeBlock, portBlock } from '../../local/ports.ts';

const ROOT = join(__dirname, '../..');
const START_MS = 90_000;

function launch(...flags: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'local/main.ts', ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...flags: string[]): Promise<{ code: number | null; out: string; complaint: string }> {
  const child = launch(...flags);
  let out = '';
  let complaint = '';
  child.stdout?.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    complaint += data.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, out, complaint };
}

describe('the command line', () => {
  it('explains itself at once', async () => {
    const { code, out } = await run('--help');

    expect(code).toBe(0);
    for (const flag of ['--port', '--fresh', '--data', '--json', '--help']) expect(out).toContain(flag);
  });

  it('starts with defaults when nothing is said', () => {
    expect(readCommand([])).toEqual({
      kind: 'start',
      json: false,
      verbose: false,
      options: { firstPort: 4600, folder: '.carrel', fresh: false },
    });
  });

  it('takes limits of a connection in seconds', () => {
    expect(readCommand(['--idle-seconds', '3', '--lifetime-seconds', '60'])).toMatchObject({
      options: { limits: { idleMilliseconds: 3_000, lifetimeMilliseconds: 60_000 } },
    });
  });

  it.each([
    [['--prot', '1'], /--prot/],
    [['--port', '80'], /--port must be a whole number from 1024 to 65528, not "80"/],
    [['--port', '65530'], /--port must be/],
    [['--engine', 'mysql'], /--engine must be dynoxide or dynamodb-local, not "mysql"/],
    [['--token-seconds', '0'], /--token-seconds must be a whole number of at least 1/],
    [['--idle-seconds', '0'], /--idle-seconds must be a whole number of at least 1/],
    [['--memory', '--data', 'x'], /--memory keeps nothing/],
  ])('refuses %j in one sentence', (words, sentence) => {
    expect(() => readCommand(words)).toThrow(sentence);
  });

  it('exits with 1 and one sentence, without a stack', async () => {
    const { code, complaint } = await run('--port', 'nowhere');

    expect(code).toBe(1);
    expect(complaint.trim().split('\n')).toHaveLength(1);
  });
});

describe('what is in the way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-start-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says which port is taken, and how to move', async () => {
    const first = await freeBlock();
    const { issuer } = portBlock(first);
    const server = createServer().listen(issuer, '127.0.0.1');
    await once(server, 'listening');

    const { code, complaint } = await run('--json', '--port', String(first), '--data', folder);
    server.close();

    expect(code).toBe(1);
    expect(complaint).toMatch(new RegExp(`^Port ${issuer} is taken .*--port`));
    expect(complaint.trim().split('\n')).toHaveLength(1);
  });

  it('leaves the folder as it was, but for its own parts, and says where no assembly is', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const first = await freeBlock();

    const flags = ['--json', '--fresh', '--port', String(first), '--data', folder, '--prebuilt', folder];
    const { code, complaint } = await run(...flags);

    expect(code).toBe(1);
    expect(complaint).toContain(`There is no assembly in ${folder}`);
    expect(readdirSync(folder)).toContain('notes.txt');
    expect(readdirSync(folder)).not.toContain('running.json');
  });
});

const report = v.object({
  socket: v.string(),
  demo: v.string(),
  dashboard: v.string(),
  widget: v.string(),
  mailbox: v.string(),
  signIn: v.object({ issuer: v.string(), jwksUri: v.string() }),
  people: v.array(v.object({ username: v.string(), password: v.string(), role: v.string() })),
  engine: v.object({ kind: v.string(), endpoint: v.string() }),
});

describe('the whole of Carrel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-whole-'));
  let child: ChildProcess;
  let first: number;
  let addresses: v.InferOutput<typeof report>;

  beforeAll(async () => {
    first = await freeBlock();
    child = launch('--json', '--port', String(first), '--data', folder);
    child.stderr?.pipe(process.stderr);
    if (child.stdout === null) throw new Error('no output');
    const line = once(child.stdout, 'data');
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`ended with ${String(code)} before it was ready`);
    });
    const [data] = await Promise.race([line, ended]);
    ended.catch(() => undefined);
    addresses = v.parse(v.pipe(v.string(), v.parseJson(), report), String(data));
  }, START_MS);
  afterAll(async () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers at every address that it tells', async () => {
    const { demo, dashboard, widget, mailbox, signIn } = addresses;
    const places = [demo, `${demo}catalogue`, dashboard, `${widget}/loader.js`, mailbox, signIn.jwksUri];

    const answers = await Promise.all(places.map((place) => fetch(place)));

    expect(answers.map(({ status }) => status)).toEqual(places.map(() => 200));
  });

  it('tells the front ends where the rest is', async () => {
    const config = async (site: string) => (await fetch(new URL('/config.json', site))).json();

    expect(await config(addresses.widget)).toMatchObject({ socket: addresses.socket });
    expect(await config(addresses.dashboard)).toMatchObject({
      socket: addresses.socket,
      widgetOrigin: addresses.widget,
      signIn: { issuer: addresses.signIn.issuer },
    });
  });

  it('lets the demo site’s pages alone frame the widget', async () => {
    const { headers } = await fetch(`${addresses.widget}/loader.js`);

    expect(headers.get('content-security-policy')).toContain(
      `frame-ancestors ${new URL(addresses.demo).origin};`,
    );
  });

  it('has two operators and a coordinator to sign in as', () => {
    const roles = addresses.people.map(({ role }) => role);

    expect(roles.filter((role) => role === 'operator').length).toBeGreaterThanOrEqual(2);
    expect(roles).toContain('coordinator');
    for (const { username, password } of addresses.people) expect(username && password).not.toBe('');
  });

  it('refuses a second one with the same data in one sentence', async () => {
    const { code, complaint } = await run('--json', '--port', String(await freeBlock()), '--data', folder);

    expect(code).toBe(1);
    expect(complaint).toContain(
      `already running with the data in ${folder} (its demo site: ${addresses.demo})`,
    );
    expect(complaint.trim().split('\n')).toHaveLength(1);
  });

  it('stops at a signal with 0, and leaves no port taken', async () => {
    const ended = once(child, 'exit');

    child.kill('SIGTERM');

    expect((await ended)[0]).toBe(0);
    const taken = Object.values(portBlock(first)).map((port) => fetch(`http://127.0.0.1:${port}/`));
    const answers = await Promise.allSettled(taken);
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
