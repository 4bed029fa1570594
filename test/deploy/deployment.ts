// Deploys with the CDK CLI, just as an administrator would, but to the emulator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AVAILABILITY_FILE } from '../../lambdas/protocol/availability.ts';
import { CONTEXT_KEY } from '../../lib/context.ts';
import { HOST } from '../../local/ports.ts';
import type { SignInSettings } from '../../local/issuer/issuer.ts';
import type { Emulator } from './emulator.ts';
import { output } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const CDK = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
const ACCOUNT = '000000000000';
/** All but the front ends' files: the function that CDK copies those with needs more than an emulator has. */
const STACKS = ['Carrel-Sites', 'Carrel-Chat'];
const outputs = v.object({
  'Carrel-Sites': v.object({ AvailabilityBucket: v.string() }),
  'Carrel-Chat': v.object({ SocketAddress: v.string() }),
});
const cdkJson = v.object({ context: v.looseObject({ [CONTEXT_KEY]: v.looseObject({}) }) });

export type Surroundings = {
  emulator: Emulator;
  signIn: SignInSettings;
  /** Nothing answers there: the emulator runs the chat, not the front ends. */
  dashboardOrigin: string;
  widgetOrigin: string;
  /** Takes the assembly and the outputs. */
  folder: string;
  signal: AbortSignal;
};

/** The addresses of the socket and of the availability file, straight from its bucket. */
export type Places = { socket: string; availability: string };

export class Deployment {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Prepares the account; in a folder without an app, since it needs none. */
  async bootstrap(): Promise<void> {
    await this.#cdk(['bootstrap', `aws://${ACCOUNT}/us-east-1`], this.#surroundings.folder);
  }

  /** Deploys, and says what is where. */
  async deploy(): Promise<Places> {
    const { folder, emulator } = this.#surroundings;
    const file = join(folder, 'outputs.json');
    const app = ['--output', join(folder, 'cdk.out'), '--context', `${CONTEXT_KEY}=${this.#context()}`];
    const flags = ['--exclusively', '--require-approval', 'never', '--outputs-file', file];
    await this.#cdk(['deploy', ...STACKS, ...flags, ...app], ROOT);
    const { 'Carrel-Chat': chat, 'Carrel-Sites': sites } = v.parse(
      outputs,
      JSON.parse(readFileSync(file, 'utf8')),
    );
    const storage = `http://${HOST}:${emulator.port}/${sites.AvailabilityBucket}`;
    return { socket: chat.SocketAddress, availability: `${storage}/${AVAILABILITY_FILE}` };
  }

  async #cdk(command: readonly string[], cwd: string): Promise<void> {
    const { emulator, signal } = this.#surroundings;
    await output(`cdk ${command[0]}`, {
      file: process.execPath,
      arguments: [CDK, ...command, '--no-notices', '--no-version-reporting', '--no-color', '--ci'],
      environment: { ...emulator.environment, CDK_DISABLE_CLI_TELEMETRY: '1' },
      cwd,
      signal,
    });
  }

  #context(): string {
    const { emulator, signIn, widgetOrigin, dashboardOrigin } = this.#surroundings;
    const { context } = v.parse(cdkJson, JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
    const place = `${HOST}:${emulator.port}/_aws/execute-api/{api}/live`;
    const emulation = {
      managementEndpoint: `http://${place}`,
      socket: `ws://${place}`,
      widgetOrigin,
      dashboardOrigin,
    };
    return JSON.stringify({ ...context[CONTEXT_KEY], signIn, emulation });
  }
}
