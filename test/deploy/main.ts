// `npm run test:deploy`: proves on an emulator of AWS that what CDK deploys is what passes the suite.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from '../../local/issuer/issuer.ts';
import { HOST, freePort } from '../../local/ports.ts';
import { StartError } from '../../local/start-error.ts';
import { Stops } from '../../local/stops.ts';
import { runAcceptance } from './acceptance.ts';
import { Deployment, type Places } from './deployment.ts';
import { installEmulator, startEmulator } from './emulator.ts';
import { allBut, EMULATOR_LIMITS } from './emulator-limits.ts';
import { step } from './steps.ts';

const SCOPE = 'openid profile email';
/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

async function deployAndTest(stops: Stops, signal: AbortSignal): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-deploy-'));
  stops.add('the folder', () => rmSync(folder, { recursive: true, force: true }));
  const origin = async () => `http://${HOST}:${await freePort()}`;
  const [dashboardOrigin, widgetOrigin] = [await origin(), await origin()];

  await step('Install the emulator', () => installEmulator(signal));
  const emulator = await step('Start the emulator', () =>
    stops.start('the emulator', () => startEmulator(folder)),
  );
  const issuer = await step('Start the issuer that operators sign in at', () =>
    stops.start('the issuer', () => startIssuer({ dashboardOrigin })),
  );
  const surroundings = { emulator, signIn: issuer.settings, dashboardOrigin, widgetOrigin, folder, signal };
  const deployment = new Deployment(surroundings);
  await step('cdk bootstrap', () => deployment.bootstrap());
  const places = await step('cdk deploy Carrel-Sites Carrel-Chat', () => deployment.deploy());
  console.log(`  The chat is at ${places.socket}`);
  for (const { test, why } of EMULATOR_LIMITS) console.log(`  Left out: "${test} …"; the emulator ${why}.`);
  const target = targetAt(places, issuer, `${dashboardOrigin}/`);
  const pattern = allBut(EMULATOR_LIMITS);
  return await step('The acceptance suite', () => runAcceptance({ target, folder, pattern, signal }));
}

const targetAt = (places: Places, { settings, people }: Issuer, redirectUri: string) => ({
  ...places,
  signIn: { issuer: settings.issuer, clientId: settings.clientId, redirectUri, scope: SCOPE },
  people: people.map(({ email, password, role }) => ({ username: email, password, role })),
  refusedTokens: [],
});

async function main(): Promise<number> {
  const stops = new Stops();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  console.log('Deploying Carrel to an emulator of AWS on this machine');
  try {
    const code = await deployAndTest(stops, stopping.signal);
    return stopping.signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    if (stopping.signal.aborted) return INTERRUPTED;
    console.error(error instanceof StartError ? error.message : error);
    return 1;
  } finally {
    await step('Take everything down', () => stops.stop());
  }
}

process.exitCode = await main();
