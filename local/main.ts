// `npm start`: reads the command line, starts Carrel, and stops it at Ctrl-C.
import { type Command, HELP, readCommand } from './arguments.ts';
import { StartError } from './start-error.ts';

const OLDEST_NODE = [20, 19] as const;
/** Under npm one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const ONE_PRESS_MS = 400;

/** Nothing heavy is imported before this: an old Node should say so, and not fail at something else. */
function assertNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StartError(`Carrel needs Node ${OLDEST_NODE.join('.')} or later; this is Node ${version}.`);
}

async function main(): Promise<void> {
  assertNode(process.versions.node);
  const command = readCommand(process.argv.slice(2));
  // Said at each start otherwise; the tests run on every Node that Carrel supports.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  if (command.kind === 'help') console.log(HELP);
  else if (command.kind === 'start') await run(command);
  else await (await import('./assembly.ts')).synthesize(command.folder, command.firstPort);
}

async function run({ json, verbose, options }: Command & { kind: 'start' }): Promise<void> {
  // Until everything runs there is nothing to wind down in order: children end with this process.
  const giveUp = (): never => process.exit(130);
  process.once('SIGINT', giveUp);
  process.once('SIGTERM', giveUp);
  if (!json) console.log('Starting Carrel…');
  const { startCarrel } = await import('./carrel.ts');
  const { forPeople, forPrograms } = await import('./report.ts');
  const carrel = await startCarrel({
    ...options,
    onTrouble: (sentence) => console.error(sentence),
    ...(verbose ? { onFunctionLine: (line: string) => console.error(line) } : {}),
  });
  process.off('SIGINT', giveUp);
  process.off('SIGTERM', giveUp);
  stopAtSignal(carrel, json);
  console.log(json ? forPrograms(carrel) : forPeople(carrel, performance.now() / 1000, options.folder));
}

function stopAtSignal(carrel: { stop(): Promise<void> }, silent: boolean): void {
  let since: number | undefined;
  const stop = (): void => {
    if (since !== undefined && performance.now() - since > ONE_PRESS_MS) process.exit(130);
    if (since !== undefined) return;
    since = performance.now();
    if (!silent) console.log('\nStopping… (Ctrl-C again to force)');
    carrel.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
