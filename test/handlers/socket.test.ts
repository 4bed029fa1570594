// The functions behind the socket, as Lambda runs them: environment, event, what is posted, what is logged.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { Bucket } from '../../local/sites/bucket.ts';
import { serveStorage } from '../../local/sites/storage.ts';
import type { WebServer } from '../../local/sites/web-server.ts';
import { keepConsole } from '../support/console-lines.ts';
import type { ConsoleLines } from '../support/console-lines.ts';
import { IssuerKeys } from '../support/issuer-keys.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import { ManagementEndpoint } from '../support/management-endpoint.ts';
import type { TestEngine } from '../support/table.ts';
import { startTestEngine } from '../support/table.ts';
import { disconnectEvent, messageEvent } from './events.ts';

type Handler = (event: APIGatewayProxyWebsocketEventV2) => Promise<APIGatewayProxyResultV2>;

const endpoint = new ManagementEndpoint();
const keys = new IssuerKeys();
const files: Bucket = new Map();
let storage: WebServer;
let engine: TestEngine;
let frame: Handler;
let disconnect: Handler;
let scheduled: (event: unknown, context: { awsRequestId: string }) => Promise<void>;
let lines: ConsoleLines;

beforeAll(async () => {
  engine = await startTestEngine();
  const table = await engine.newTable();
  storage = await serveStorage(new Map([['availability', files]]), 0);
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    TABLE_NAME: table.name,
    MANAGEMENT_ENDPOINT: await endpoint.listen(),
    SERVICE_NAME: 'Northfield Libraries',
    TIME_ZONE: 'America/Toronto',
    SENDER_ADDRESS: 'chat@library.example',
    ASK_A_LIBRARIAN_ADDRESS: 'ask@library.example',
    SIGN_IN_ISSUER: keys.issuer,
    SIGN_IN_CLIENT_ID: 'dashboard',
    SIGN_IN_JWKS_URI: await keys.listen(),
    SIGN_IN_GROUPS_CLAIM: 'groups',
    WIDGET_ORIGIN: 'https://widget.example',
    AVAILABILITY_BUCKET: 'availability',
    AWS_ENDPOINT_URL_S3: storage.origin,
  });
  ({ handler: frame } = await import('../../lambdas/handlers/frame.ts'));
  ({ handler: disconnect } = await import('../../lambdas/handlers/disconnect.ts'));
  ({ handler: scheduled } = await import('../../lambdas/handlers/scheduled.ts'));
});
afterAll(async () => {
  await Promise.all([endpoint.close(), keys.close(), storage.stop()]);
  await engine.stop();
});
beforeEach(() => {
  endpoint.posts.length = 0;
  endpoint.answers = [];
  keys.status = 200;
  lines = keepConsole();
});
afterEach(() => lines.restore());

const says = (connectionId: string, said: object | string | undefined) =>
  frame(messageEvent(connectionId, typeof said === 'object' ? JSON.stringify(said) : said));
const postedTo = (connectionId: string): unknown[] =>
  endpoint.posts
    .filter(({ path }) => path.endsWith(`/${encodeURIComponent(connectionId)}`))
    .map(({ text }): unknown => JSON.parse(text));
const logged = (): string => [...lines.out, ...lines.err].join('\n');

const patronHello = { action: 'hello', as: 'patron', ref: 'r1', version: 1, widgetId: 'reference' };
const startChat = (chat: string) => ({
  action: 'startChat',
  ref: 'r2',
  widgetId: 'reference',
  chatId: chatIdOf(chat),
  token: tokenOf(chat),
  name: 'outbox-1.1',
  text: 'My name is Sam and I am ill',
  patronName: 'Sam',
  page: { address: 'https://library.example/illness', title: 'Illness' },
});
const operatorHello = () => ({
  action: 'hello',
  as: 'operator',
  ref: 'r1',
  version: 1,
  status: 'available',
  accessToken: keys.sign({
    iss: keys.issuer,
    sub: 'ada',
    client_id: 'dashboard',
    exp: Math.floor(Date.now() / 1_000) + 600,
    groups: ['operators'],
  }),
});

test('frames go in and their answers come out at the connections', async () => {
  expect(await says('op=', operatorHello())).toEqual({ statusCode: 200 });
  await says('pat=', patronHello);
  await says('pat=', startChat('one'));
  await says('op=', { action: 'claim', ref: 'r3', chatId: chatIdOf('one') });

  expect(postedTo('op=')).toMatchObject([
    { type: 'welcome', ref: 'r1', operator: { id: 'ada' } },
    { type: 'chatChanged', chat: { question: 'My name is Sam and I am ill', offeredTo: { id: 'ada' } } },
    { type: 'tallies', tallies: [{ operatorId: 'ada', chats: 0, offered: 1 }] },
    { type: 'chat', ref: 'r3', entries: [{ place: 1 }, { place: 2 }] },
    { type: 'chatChanged', chat: { state: 'active' } },
    { type: 'tallies', tallies: [{ operatorId: 'ada', chats: 1, offered: 0, taken: 1 }] },
  ]);
  expect(postedTo('pat=')).toMatchObject([
    { type: 'welcome' },
    { type: 'chatStarted' },
    { type: 'entry', entry: { kind: 'joined', by: { name: 'ada' } } },
  ]);
  expect(logged()).toBe('');
});

test('A12: after the answers the file for pages is written, and kept for two seconds', () => {
  const file = files.get('availability.json');
  expect(JSON.parse(file?.content.toString() ?? '')).toEqual({
    widgets: {
      reference: { availableUntil: expect.any(Number), onDutyUntil: expect.any(Number) },
    },
  });
  expect(file?.headers).toEqual({
    'content-type': 'application/json',
    'cache-control': 'public, max-age=2',
  });
});

test('A14: a file that can’t be written is in the log, and nobody is told an error', async () => {
  const env = process.env['AVAILABILITY_BUCKET'];
  process.env['AVAILABILITY_BUCKET'] = 'no-such-bucket';
  const made: { frame?: Handler } = {};
  await jest.isolateModulesAsync(async () => {
    ({ handler: made.frame } = await import('../../lambdas/handlers/frame.ts'));
  });
  process.env['AVAILABILITY_BUCKET'] = env;

  await made.frame?.(messageEvent('op=4', JSON.stringify(operatorHello())));

  expect(postedTo('op=4')).toMatchObject([{ type: 'welcome' }]);
  expect(lines.err.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'error', event: 'availabilityNotWritten', requestId: 'request-of-op=4' },
  ]);
});

test('$disconnect takes the connection out of its chats', async () => {
  await says('op=2', operatorHello());
  await says('pat=2', patronHello);
  await says('pat=2', startChat('two'));
  endpoint.posts.length = 0;

  expect(await disconnect(disconnectEvent('pat=2'))).toEqual({ statusCode: 200 });
  expect(await disconnect(disconnectEvent('pat=2'))).toEqual({ statusCode: 200 });

  expect(postedTo('op=2')).toMatchObject([
    { type: 'chatChanged', chat: { patronGoneSince: expect.any(Number) } },
  ]);
});

test.each([
  ['nothing', undefined, 'notJson', {}],
  ['no JSON', 'My name is Sam', 'notJson', {}],
  ['an unknown action', { action: 'Sam', ref: 'r9' }, 'unknownAction', { ref: 'r9' }],
  [
    'a wrong field',
    { action: 'send', chatId: 'Sam', name: 'outbox-1.7', text: 'x' },
    'malformed',
    { name: 'outbox-1.7' },
  ],
  ['too much', `{"action":"send","text":"${'Sam '.repeat(7_500)}"}`, 'tooLarge', {}],
  ['a frame before hello', { action: 'ping' }, 'helloFirst', {}],
  [
    'a message to no chat',
    { action: 'send', chatId: chatIdOf('none'), name: 'outbox-1.1', text: 'Sam' },
    'noSuchChat',
    { name: 'outbox-1.1' },
  ],
])(
  'K9, P4: %s is refused with a code and a sentence, and logged by its code only',
  async (_, said, code, about) => {
    await says('new=', said);

    expect(postedTo('new=')).toEqual([
      { type: 'error', ...about, code, message: expect.stringMatching(/\w.*\.$/) },
    ]);
    expect(lines.err).toEqual([]);
    expect(lines.out.map((line): unknown => JSON.parse(line))).toMatchObject([
      { event: 'frameRefused', code, requestId: 'request-of-new=' },
    ]);
    expect(logged()).not.toMatch(/Sam|203\.0\.113/);
  },
);

test('a bad token is refused, and nothing of it is logged', async () => {
  const hello = { ...operatorHello(), accessToken: `${operatorHello().accessToken}Sam` };

  await says('evil=', hello);

  expect(postedTo('evil=')).toMatchObject([{ type: 'error', code: 'notSignedIn', ref: 'r1' }]);
  for (const part of hello.accessToken.split('.')) expect(logged()).not.toContain(part);
});

describe('when something is broken', () => {
  afterEach(() => {
    process.env['TABLE_NAME'] = process.env['TABLE_NAME']?.replace(/-gone$/, '');
  });

  /** The functions of another container, whose table is not there. */
  async function brokenContainer(): Promise<{ frame: Handler; disconnect: Handler }> {
    const made: { frame?: Handler; disconnect?: Handler } = {};
    process.env['TABLE_NAME'] = `${process.env['TABLE_NAME']}-gone`;
    await jest.isolateModulesAsync(async () => {
      ({ handler: made.frame } = await import('../../lambdas/handlers/frame.ts'));
      ({ handler: made.disconnect } = await import('../../lambdas/handlers/disconnect.ts'));
    });
    if (!made.frame || !made.disconnect) throw new Error('not imported');
    return { frame: made.frame, disconnect: made.disconnect };
  }

  test('the client is told to try again, and the log where it arose, without what was said', async () => {
    const broken = await brokenContainer();
    const send = { action: 'send', chatId: chatIdOf('one'), name: 'outbox-1.2', text: 'I am Sam' };

    expect(await broken.frame(messageEvent('pat=', JSON.stringify(send)))).toEqual({ statusCode: 200 });

    expect(postedTo('pat=')).toMatchObject([{ type: 'error', code: 'serverError', name: 'outbox-1.2' }]);
    expect(JSON.parse(lines.err[0] ?? '')).toMatchObject({
      level: 'error',
      event: 'frameFailed',
      error: 'ResourceNotFoundException',
      action: 'send',
    });
    expect(logged()).not.toContain('Sam');
  });

  test('a $disconnect that fails says so in the log, and does not throw its message there', async () => {
    const broken = await brokenContainer();

    expect(await broken.disconnect(disconnectEvent('pat='))).toEqual({ statusCode: 500 });

    expect(JSON.parse(lines.err[0] ?? '')).toMatchObject({
      event: 'leaveFailed',
      requestId: 'request-of-pat=',
    });
  });

  test('an issuer whose keys cannot be had is no reason to sign in again', async () => {
    keys.status = 503;
    const made: { frame?: Handler } = {};
    await jest.isolateModulesAsync(async () => {
      ({ handler: made.frame } = await import('../../lambdas/handlers/frame.ts'));
    });

    await made.frame?.(messageEvent('op=3', JSON.stringify(operatorHello())));

    expect(postedTo('op=3')).toMatchObject([{ type: 'error', code: 'serverError', ref: 'r1' }]);
  });
});

describe('$connect', () => {
  const connects = async (origins: string, headers: Record<string, string>): Promise<unknown> => {
    let answer: unknown;
    process.env['ALLOWED_ORIGINS'] = origins;
    await jest.isolateModulesAsync(async () => {
      const { handler } = await import('../../lambdas/handlers/connect.ts');
      answer = await handler({ ...disconnectEvent('new='), headers });
    });
    return answer;
  };

  test.each([
    [200, 'https://a.example,https://b.example', { Origin: 'https://b.example' }],
    [403, 'https://a.example,https://b.example', { Origin: 'https://c.example' }],
    [200, 'https://a.example', {}],
    [200, '', { Origin: 'https://c.example' }],
  ])('%i with the origins %j for %j', async (statusCode, origins, headers) => {
    expect(await connects(origins, headers)).toEqual({ statusCode });
  });
});

describe('follow-ups', () => {
  const mailed: string[] = [];
  let answer = 200;
  const ses = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      mailed.push(body);
      response.writeHead(answer, { 'content-type': 'text/xml' });
      response.end(answer === 200 ? SENT : REFUSED);
    });
  });
  const SENT =
    '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult></SendRawEmailResponse>';
  const REFUSED =
    '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>sam@example.org is not verified</Message></Error><RequestId>r</RequestId></ErrorResponse>';

  beforeAll(async () => {
    await new Promise<void>((resolve) => ses.listen(0, '127.0.0.1', resolve));
    const { port } = ses.address() as AddressInfo;
    process.env['AWS_ENDPOINT_URL_SES'] = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    ses.closeAllConnections();
    await new Promise((resolve) => ses.close(resolve));
  });

  const leaving = (name: string) => ({
    action: 'leaveFollowUp',
    ref: 'r2',
    followUpId: name.padEnd(22, 'f'),
    widgetId: 'reference',
    from: 'offline',
    question: 'My name is Sam and I am ill',
    email: 'sam@example.org',
    patronName: 'Sam',
  });

  test('F1: are answered first, then both mails are sent, and the scheduled check has nothing left', async () => {
    await says('follow-up', patronHello);
    await says('follow-up', leaving('one'));
    expect(postedTo('follow-up')).toMatchObject([
      { type: 'welcome' },
      { type: 'followUpLeft', number: 1_001 },
    ]);
    expect(mailed).toHaveLength(2);

    await scheduled({}, { awsRequestId: 'check-1' });

    expect(mailed).toHaveLength(2);
  });

  test('P4, F8: whatever SES says, nothing of the patron is in the log, and a mail that failed is', async () => {
    answer = 400;
    await says('refused', patronHello);
    await says('refused', leaving('two'));
    expect(postedTo('refused').at(-1)).toMatchObject({ type: 'followUpLeft' });
    expect(logged()).toContain('"event":"mailFailed","kind":"followUpToPatron"');
    expect(logged()).not.toMatch(/Sam|sam@|ill|203\.0\.113/u);
  });
});
