// Running bundles as Lambda runs them: environment, failures, timeouts and warm containers.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunctions } from '../../../local/functions/functions.ts';
import {
  FunctionError,
  type FunctionLine,
  type FunctionOptions,
  type RunningFunctions,
} from '../../../local/functions/invocation.ts';
import type { FunctionModel } from '../../../local/template/model.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-functions-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Bench {
  readonly functions: RunningFunctions;
  readonly lines: readonly FunctionLine[];
  invoke(event?: unknown): Promise<unknown>;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let written = 0;

/** Runs one function, `Frame`, whose bundle is the source given. */
async function withFunction(
  source: string,
  test: (bench: Bench) => Promise<void>,
  more: { model?: Partial<FunctionModel>; options?: FunctionOptions; file?: string } = {},
): Promise<void> {
  written += 1;
  const bundle = join(folder, String(written));
  await mkdir(bundle);
  await writeFile(join(bundle, more.file ?? 'index.mjs'), source);
  const model: FunctionModel = {
    stack: 'Chat',
    logicalId: 'Frame',
    name: 'Frame',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:Frame',
    folder: bundle,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    environment: {},
    timeoutSeconds: 5,
    memoryMegabytes: 256,
    ...more.model,
  };
  const lines: FunctionLine[] = [];
  const functions = startFunctions(
    { region: 'us-east-1', functions: [model] },
    { log: (line) => lines.push(line), ...more.options },
  );
  try {
    await test({ functions, lines, invoke: (event = {}) => functions.invoke('Frame', event) });
  } finally {
    await functions.stop();
  }
}

describe('an invocation', () => {
  test('gives the handler the event, and gives back what it returned', async () => {
    const source = 'export const handler = async (event) => ({ statusCode: 200, heard: event });';
    await withFunction(source, async ({ invoke }) => {
      const event = { body: 'Grüße', requestContext: { connectedAt: 1 }, isBase64Encoded: false };
      expect(await invoke(event)).toEqual({ statusCode: 200, heard: event });
    });
  });

  test('returns what JSON makes of the result, as Lambda does', async () => {
    const source =
      'export const handler = (event) => event.empty ? undefined : ({ at: new Date(0), none: undefined });';
    await withFunction(source, async ({ invoke }) => {
      expect(await invoke()).toEqual({ at: '1970-01-01T00:00:00.000Z' });
      expect(await invoke({ empty: true })).toBeNull();
    });
  });

  test('has the context of Lambda', async () => {
    const source = `export const handler = async (event, context) => ({
      ...context, left: context.getRemainingTimeInMillis() });`;
    await withFunction(source, async ({ invoke }) => {
      expect(await invoke()).toEqual({
        awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'Frame',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Frame',
        logGroupName: '/aws/lambda/Frame',
        logStreamName: 'local',
        memoryLimitInMB: '256',
        left: expect.any(Number),
      });
    });
  });

  test('reads CommonJS bundles and handlers in folders too', async () => {
    const source = 'exports.run = async () => "common";';
    await withFunction(source, async ({ invoke }) => expect(await invoke()).toBe('common'), {
      file: 'main.cjs',
      model: { handler: 'main.run' },
    });
  });

  test('of a name that no function has fails', async () => {
    await withFunction('export const handler = () => 1;', async ({ functions }) => {
      await expect(functions.invoke('Other', {})).rejects.toMatchObject({
        errorType: 'ResourceNotFoundException',
      });
    });
  });
});

describe('the environment', () => {
  const source = 'export const handler = async () => process.env;';

  test('is the template’s, what the runner adds and what Lambda sets: nothing of the machine’s', async () => {
    const model = { environment: { TABLE_NAME: 'Chat', AWS_ENDPOINT_URL_DYNAMODB: 'http://template' } };
    const runtimeEnvironment = {
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
      AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:8005',
      AWS_REGION: 'eu-west-1',
    };
    await withFunction(
      source,
      async ({ invoke }) => {
        const environment = await invoke();
        expect(environment).toMatchObject({
          TABLE_NAME: 'Chat',
          AWS_ENDPOINT_URL_DYNAMODB: 'http://template',
          AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:8005',
          AWS_REGION: 'eu-west-1',
          AWS_LAMBDA_FUNCTION_NAME: 'Frame',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
          AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          _HANDLER: 'index.handler',
        });
        for (const name of ['HOME', 'PATH', 'JEST_WORKER_ID', 'NODE_ENV'])
          expect(environment).not.toHaveProperty(name);
      },
      { model, options: { runtimeEnvironment } },
    );
  });
});

describe('a failed invocation', () => {
  test('carries the error’s type and message, and leaves the container warm', async () => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.fail) throw new TypeError('x is undefined'); return count; };`;
    await withFunction(source, async ({ invoke, lines }) => {
      const failure = invoke({ fail: true });
      await expect(failure).rejects.toBeInstanceOf(FunctionError);
      await expect(failure).rejects.toMatchObject({ errorType: 'TypeError', message: 'x is undefined' });
      expect(await invoke()).toBe(2);
      expect(lines.map(({ text }) => text).join('\n')).toContain('TypeError: x is undefined');
    });
  });

  test.each([
    ['an exit', 'process.exit(3)', 'exited with 3'],
    [
      'an error that nobody catches',
      'setTimeout(() => { throw new Error("lost"); }); await new Promise(() => setInterval(() => {}, 9))',
      'lost',
    ],
    [
      'a rejection that nobody catches',
      'Promise.reject(new Error("lost")); await new Promise(() => setInterval(() => {}, 9))',
      'lost',
    ],
  ])('%s ends the container, and the next invocation gets a new one', async (_what, crash, words) => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.crash) { ${crash}; } return count; };`;
    await withFunction(source, async ({ invoke }) => {
      expect(await invoke()).toBe(1);
      await expect(invoke({ crash: true })).rejects.toMatchObject({
        errorType: 'Runtime.ExitError',
        message: expect.stringContaining(words),
      });
      expect(await invoke()).toBe(1);
    });
  });

  test('a container that crashes between invocations is replaced, and its error is told', async () => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.later) setTimeout(() => { throw new Error('late'); }, 10); return count; };`;
    await withFunction(source, async ({ invoke, lines }) => {
      expect(await invoke({ later: true })).toBe(1);
      await until(() => lines.length > 0);
      expect(await invoke()).toBe(1);
      expect(lines.map(({ text }) => text)).toEqual(
        expect.arrayContaining([expect.stringContaining('Error: late')]),
      );
    });
  });

  test.each([
    ['waits', 'await new Promise((resolve) => setTimeout(resolve, 60_000))'],
    ['never gives way', 'while (true) {}'],
  ])('a function that %s is killed when its time is over', async (_what, forever) => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.slow) { ${forever}; } return count; };`;
    await withFunction(
      source,
      async ({ invoke }) => {
        await invoke();
        await expect(invoke({ slow: true })).rejects.toMatchObject({
          errorType: 'Sandbox.Timedout',
          message: 'Task timed out after 0.20 seconds',
        });
        expect(await invoke()).toBe(1);
      },
      { model: { timeoutSeconds: 0.2 } },
    );
  });

  test.each([
    ['other.handler', 'Runtime.ImportModuleError', 'no module other in the bundle'],
    ['index.other', 'Runtime.HandlerNotFound', 'index.other is not a function of the bundle'],
  ])('the handler %s, which the bundle lacks, fails with %s', async (handler, errorType, message) => {
    await withFunction(
      'export const handler = () => 1;',
      async ({ invoke }) => {
        await expect(invoke()).rejects.toMatchObject({ errorType, message });
      },
      { model: { handler } },
    );
  });

  test('a bundle that throws while it is imported fails each invocation', async () => {
    await withFunction('throw new RangeError("no setting");', async ({ invoke }) => {
      await expect(invoke()).rejects.toMatchObject({ errorType: 'RangeError', message: 'no setting' });
      await expect(invoke()).rejects.toMatchObject({ errorType: 'RangeError', message: 'no setting' });
    });
  });
});

describe('containers', () => {
  const source = `import { threadId } from 'node:worker_threads';
    let running = 0; let most = 0;
    export const handler = async (event) => {
      running += 1; most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, event.wait ?? 1));
      running -= 1; return { threadId, most }; };`;
  const threads = (results: readonly unknown[]) => new Set(results.map((each) => Object(each).threadId)).size;

  test('one that is warm takes the next invocation', async () => {
    await withFunction(source, async ({ invoke }) => {
      expect(threads([await invoke(), await invoke(), await invoke()])).toBe(1);
    });
  });

  test('each runs one invocation at a time; more are added while somebody waits long, up to the limit', async () => {
    const options = { workersPerFunction: 3 };
    await withFunction(
      source,
      async ({ invoke }) => {
        const results = await Promise.all(Array.from({ length: 9 }, () => invoke({ wait: 500 })));
        expect(threads(results)).toBe(3);
        expect(results.map((each) => Object(each).most)).toEqual(Array.from({ length: 9 }, () => 1));
      },
      { options },
    );
  });

  test('with a limit of one, invocations wait their turn, in order', async () => {
    await withFunction(
      'let count = 0; export const handler = () => ++count;',
      async ({ invoke }) => {
        expect(await Promise.all([invoke(), invoke(), invoke()])).toEqual([1, 2, 3]);
      },
      { options: { workersPerFunction: 1 } },
    );
  });

  test('some can be started before the first invocation', async () => {
    await withFunction(
      "console.log('started'); export const handler = () => 1;",
      async ({ lines }) => {
        await until(() => lines.length === 2);
        expect(lines.map(({ text }) => text)).toEqual(['started', 'started']);
      },
      { options: { warmWorkers: 2 } },
    );
  });

  test('stop ends what runs and what waits', async () => {
    await withFunction(
      source,
      async ({ functions, invoke }) => {
        const results = Promise.allSettled([invoke({ wait: 60_000 }), invoke({ wait: 60_000 })]);
        await functions.stop();
        for (const result of await results) {
          expect(result).toMatchObject({ status: 'rejected', reason: { errorType: 'Runtime.Stopped' } });
        }
        await expect(invoke()).rejects.toMatchObject({ errorType: 'Runtime.Stopped' });
      },
      { options: { workersPerFunction: 1 } },
    );
  });
});

test('what a function writes is passed on line by line, with its name', async () => {
  const source = `export const handler = async () => {
    console.log('one\\ntwo'); console.error({ level: 'warn' }); return 1; };`;
  await withFunction(source, async ({ invoke, lines }) => {
    await invoke();
    await until(() => lines.length === 3);
    expect(lines).toEqual(
      expect.arrayContaining([
        { functionName: 'Frame', stream: 'stdout', text: 'one' },
        { functionName: 'Frame', stream: 'stdout', text: 'two' },
        { functionName: 'Frame', stream: 'stderr', text: "{ level: 'warn' }" },
      ]),
    );
    expect(lines).toHaveLength(3);
  });
});
