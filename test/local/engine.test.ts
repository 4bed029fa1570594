// The choice of a DynamoDB engine, and what the runner adds to it: tables and the deletion of expired items.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

import { type EngineKind, type Machine, chooseEngine } from '../../local/engine/choice.ts';
import { engineClient } from '../../local/engine/client.ts';
import { type Engine, startEngine } from '../../local/engine/engine.ts';
import { startSweeper, sweep } from '../../local/engine/sweeper.ts';
import { createTables } from '../../local/engine/tables.ts';
import { freePort, isFree } from '../../local/ports.ts';
import type { TableModel } from '../../local/template/model.ts';

const BARE: Machine = {
  platform: 'plan9 mips',
  endpoint: undefined,
  dynoxide: () => undefined,
  dynamoDbLocal: () => ({ jar: '/engine.jar', libraries: '/lib' }),
  java: async () => undefined,
};

const WANTING: readonly (readonly [string, Machine, EngineKind | undefined, RegExp])[] = [
  ['no Java', BARE, undefined, /plan9 mips needs Java 17 or later \(none was found\).*DYNAMODB_ENDPOINT/],
  ['an old Java', { ...BARE, java: async () => 11 }, undefined, /needs Java 17 or later \(found 11\)/],
  ['no package', { ...BARE, dynamoDbLocal: () => undefined }, undefined, /No DynamoDB engine.*npm ci/],
  ['dynoxide wanted where it is not', BARE, 'dynoxide', /dynoxide is not installed for plan9 mips/],
  ['an endpoint that is none', { ...BARE, endpoint: 'here' }, undefined, /like http:.*not "here"/],
];

describe('choosing an engine', () => {
  it('takes dynoxide where its binary is', async () => {
    const choice = await chooseEngine(undefined, { ...BARE, dynoxide: () => '/dynoxide' });

    expect(choice).toEqual({ kind: 'dynoxide', binary: '/dynoxide' });
  });

  it('takes Amazon’s elsewhere, with Java 17', async () => {
    const choice = await chooseEngine(undefined, { ...BARE, java: async () => 17 });

    expect(choice).toEqual({ kind: 'dynamodb-local', jar: '/engine.jar', libraries: '/lib' });
  });

  it.each(WANTING)('says one sentence at %s', async (_case, machine, wanted, sentence) => {
    const refusal = chooseEngine(wanted, machine);

    await expect(refusal).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(sentence),
    });
    await expect(refusal).rejects.toMatchObject({ message: expect.not.stringContaining('\n') });
  });

  it('leaves all else aside for DYNAMODB_ENDPOINT, unless a kind is wanted', async () => {
    const machine = { ...BARE, endpoint: 'http://engine:8000/', dynoxide: () => '/dynoxide' };

    expect(await chooseEngine(undefined, machine)).toEqual({
      kind: 'external',
      endpoint: 'http://engine:8000',
    });
    expect(await chooseEngine('dynoxide', machine)).toMatchObject({ kind: 'dynoxide' });
  });
});

const TABLE: TableModel = {
  stack: 'Chat',
  logicalId: 'Table',
  name: 'chats',
  key: { partition: { name: 'pk', type: 'S' }, sort: { name: 'sk', type: 'S' } },
  indexes: [
    {
      name: 'byDepartment',
      kind: 'global',
      key: { partition: { name: 'departmentKey', type: 'S' }, sort: { name: 'pk', type: 'S' } },
      projection: 'ALL',
      projectedAttributes: [],
    },
  ],
  ttlAttribute: 'expiresAt',
};
const NOW = Date.UTC(2026, 2, 1);
const SECOND = NOW / 1000;

describe('a running engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-engine-'));
  const file = join(folder, 'carrel.db');
  let engine: Engine;
  let client: DynamoDBClient;

  const put = (sk: string, expiresAt?: number) =>
    client.send(
      new PutItemCommand({
        TableName: TABLE.name,
        Item: {
          pk: { S: 'chat' },
          sk: { S: sk },
          ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
        },
      }),
    );
  const isThere = async (sk: string) => {
    const Key = { pk: { S: 'chat' }, sk: { S: sk } };
    return (await client.send(new GetItemCommand({ TableName: TABLE.name, Key }))).Item !== undefined;
  };
  const open = async (port: number) => {
    engine = await startEngine({ file, port });
    client = engineClient(engine.endpoint, 'us-east-1');
  };

  beforeAll(async () => {
    await open(await freePort());
    await createTables(client, [TABLE]);
  });
  afterAll(async () => {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds its data again after a restart, frees its port, and makes no table twice', async () => {
    await put('kept');
    client.destroy();
    const port = Number(new URL(engine.endpoint).port);

    await engine.stop();
    expect(await isFree(port)).toBe(true);
    await open(port);
    await createTables(client, [TABLE]);

    expect(await isThere('kept')).toBe(true);
  });

  it('says --fresh when a table has other keys than the stack', async () => {
    const changed = { ...TABLE, indexes: [] };

    await expect(createTables(client, [changed])).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/chats was made with other keys or indexes.*--fresh/),
    });
  });

  it('deletes what has expired, and nothing else', async () => {
    await Promise.all([put('past', SECOND - 1), put('now', SECOND), put('ahead', SECOND + 1), put('never')]);

    const deleted = await sweep(client, TABLE, NOW);

    expect(deleted).toBe(1);
    expect(await Promise.all(['past', 'now', 'ahead', 'never'].map(isThere))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('sweeps more items than one page of a scan holds', async () => {
    const padding = { S: 'x'.repeat(300_000) };
    for (let number = 0; number < 8; number += 1) {
      const Item = { pk: { S: `big${number}` }, sk: { S: 'x' }, expiresAt: { N: '1' }, padding };
      await client.send(new PutItemCommand({ TableName: TABLE.name, Item }));
    }

    expect(await sweep(client, TABLE, NOW)).toBe(8);
  });

  it('sweeps again and again, until it is stopped', async () => {
    const failures: unknown[] = [];
    const sweeper = startSweeper({
      client,
      tables: [TABLE],
      everySeconds: 0.02,
      now: () => NOW,
      onFailure: (error) => failures.push(error),
    });
    for (const sk of ['first', 'second']) {
      await put(sk, SECOND - 1);
      while (await isThere(sk)) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await sweeper.stop();

    await put('third', SECOND - 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await isThere('third')).toBe(true);
    expect(failures).toEqual([]);
  });

  it('is not mistaken for another one on its port', async () => {
    const port = Number(new URL(engine.endpoint).port);

    await expect(startEngine({ port, file: join(folder, 'other.db') })).rejects.toMatchObject({
      name: 'StartError',
      message: `The DynamoDB engine's port ${port} is taken.`,
    });
  });

  it('says why when it ends at once', async () => {
    const started = startEngine({ kind: 'dynoxide', file: folder });

    await expect(started).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^The DynamoDB engine ended while it was starting: .*open/i),
    });
  });
});
