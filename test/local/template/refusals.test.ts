// What the template reader stops at, each time with one sentence that says what and where.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../../local/template/assembly.ts';
import { MEANINGLESS_TYPES, MODELLED_TYPES } from '../../../local/template/resource-types.ts';
import { writeAssembly, type WrittenTemplate } from './written-assembly.ts';

async function sentenceOf(template: WrittenTemplate): Promise<string> {
  const assets = [
    { objectKey: 'frame.zip', path: 'frame' },
    { objectKey: 'archive.zip', path: 'archive', packaging: 'file' },
  ];
  const folder = await writeAssembly({ Chat: template }, assets);
  const error: unknown = await readAssembly(folder).catch((each: unknown) => each);
  expect(error).toMatchObject({ name: 'StartError' });
  return error instanceof Error ? error.message : '';
}

const lambda = (properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Key: 'frame.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    ...properties,
  },
});
const api = {
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
};
const stage = (properties: object = {}) => ({
  Type: 'AWS::ApiGatewayV2::Stage',
  Properties: { ApiId: { Ref: 'Api' }, StageName: 'live', ...properties },
});
const integration = {
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: {
    ApiId: { Ref: 'Api' },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: {
      'Fn::Sub': 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${Frame.Arn}/invocations',
    },
  },
};
const route = (properties: object = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: '$default',
    Target: { 'Fn::Sub': 'integrations/${Integration}' },
    ...properties,
  },
});
const rule = (properties: object = {}) => ({
  Type: 'AWS::Events::Rule',
  Properties: { ScheduleExpression: 'rate(1 minute)', ...properties },
});
const whole = { Frame: lambda(), Api: api, Stage: stage(), Integration: integration, Route: route() };

test('the template that the refusals below vary is read', async () => {
  const folder = await writeAssembly({ Chat: { Resources: whole } }, [
    { objectKey: 'frame.zip', path: 'frame' },
  ]);
  const model = await readAssembly(folder);
  expect(model.functions).toMatchObject([
    { folder: join(folder, 'frame'), timeoutSeconds: 3, environment: {} },
  ]);
  expect(model.socketApis).toMatchObject([{ routes: [{ key: '$default', functionName: 'Chat-Frame' }] }]);
});

test('a resource type that it does not know', async () => {
  expect(await sentenceOf({ Resources: { ...whole, Jobs: { Type: 'AWS::SQS::Queue' } } })).toBe(
    "The local runner doesn't know the resource type AWS::SQS::Queue (Jobs in the stack Chat).",
  );
});

test('but not one whose condition does not hold', async () => {
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const Resources = { Jobs: { Type: 'AWS::SQS::Queue', Condition: 'Never' } };
  const folder = await writeAssembly({ Chat: { Resources, Conditions } });
  await expect(readAssembly(folder)).resolves.toMatchObject({ tables: [], functions: [] });
});

test('a type is either run or has a reason not to be', () => {
  for (const type of MODELLED_TYPES) expect(MEANINGLESS_TYPES).not.toHaveProperty([type]);
  for (const reason of Object.values(MEANINGLESS_TYPES)) expect(reason).toMatch(/\w+ \w+/);
});

test.each<[string, WrittenTemplate['Resources'], string]>([
  [
    'Python',
    { Frame: lambda({ Runtime: 'python3.13' }) },
    'Frame (AWS::Lambda::Function in the stack Chat) is written for python3.13, and the local runner has only Node.',
  ],
  [
    'code in the template',
    { Frame: lambda({ Code: { ZipFile: 'exports.handler' } }) },
    'Frame (AWS::Lambda::Function in the stack Chat) has its code in the template: make it a bundle.',
  ],
  [
    'a bundle that is not there',
    { Frame: lambda({ Code: { S3Key: 'gone.zip' } }) },
    'Frame (AWS::Lambda::Function in the stack Chat) has its files in gone.zip, which the assembly lacks.',
  ],
  [
    'an archive',
    { Frame: lambda({ Code: { S3Key: 'archive.zip' } }) },
    'Frame (AWS::Lambda::Function in the stack Chat) has its files in an archive: give it a folder instead.',
  ],
  [
    'layers',
    { Frame: lambda({ Layers: ['x'] }) },
    "Frame (AWS::Lambda::Function in the stack Chat) sets Layers, which the local runner doesn't do.",
  ],
  [
    'an HTTP API',
    { ...whole, Api: { ...api, Properties: { ...api.Properties, ProtocolType: 'HTTP' } } },
    'Api (AWS::ApiGatewayV2::Api in the stack Chat) is no WebSocket API, the only kind run locally.',
  ],
  [
    'two stages',
    { ...whole, Stage2: stage({ StageName: 'test' }) },
    'Api (AWS::ApiGatewayV2::Api in the stack Chat) must have one stage, no more, no fewer.',
  ],
  [
    'throttles by route',
    { ...whole, Stage: stage({ RouteSettings: { a: {} } }) },
    "Stage (AWS::ApiGatewayV2::Stage in the stack Chat) sets RouteSettings, which the local runner doesn't do.",
  ],
  [
    'an authorizer',
    { ...whole, Route: route({ AuthorizationType: 'CUSTOM' }) },
    "Route (AWS::ApiGatewayV2::Route in the stack Chat) sets AuthorizationType, which the local runner doesn't do.",
  ],
  [
    'a calendar instead of a rate',
    { ...whole, Check: rule({ ScheduleExpression: 'cron(0 8 * * ? *)' }) },
    'Check (AWS::Events::Rule in the stack Chat) is scheduled by cron(0 8 * * ? *); the local runner knows rate() only.',
  ],
  [
    'a rule for events of other services',
    { ...whole, Check: rule({ EventPattern: { source: ['aws.s3'] } }) },
    "Check (AWS::Events::Rule in the stack Chat) sets EventPattern, which the local runner doesn't do.",
  ],
  [
    'a rule that calls something else',
    { ...whole, Check: rule({ Targets: [{ Id: 'T', Arn: 'arn:aws:sqs:r:1:jobs' }] }) },
    'Check (AWS::Events::Rule in the stack Chat) calls arn:aws:sqs:r:1:jobs, which is no function of these stacks.',
  ],
  [
    'a route to nowhere',
    { ...whole, Route: route({ Target: 'integrations/none' }) },
    'Route (AWS::ApiGatewayV2::Route in the stack Chat) has no integration.',
  ],
])('%s', async (_what, Resources, sentence) => {
  expect(await sentenceOf(Resources === undefined ? {} : { Resources })).toBe(sentence);
});

test('properties of the wrong kind', async () => {
  const sentence = await sentenceOf({ Resources: { Frame: lambda({ Timeout: 'long' }) } });
  expect(sentence).toContain('Frame (AWS::Lambda::Function in the stack Chat) has properties that');
  expect(sentence).toContain('Timeout');
});

test('a folder without an assembly, or with something else in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-assembly-'));
  const stop = (message: RegExp) =>
    expect(readAssembly(folder)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(message),
    });
  await stop(/has no manifest\.json: synthesize it first\.$/);
  await writeFile(join(folder, 'manifest.json'), '{"artifacts":{}}');
  await stop(/has no stack in it\.$/);
  await writeFile(join(folder, 'manifest.json'), '[');
  await stop(/is not what a cloud assembly holds/);
});
