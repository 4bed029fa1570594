// Reading what the CDK synthesizes: a small app of three stacks that uses what Carrel uses.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Distribution, HeadersFrameOption, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { readAssembly } from '../../../local/template/assembly.ts';
import type { AssemblyModel } from '../../../local/template/model.ts';

let folder: string;
let model: AssemblyModel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-synth-'));
  synthesize(folder);
  model = await readAssembly(join(folder, 'out'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function synthesize(base: string): void {
  for (const name of ['frame', 'site']) mkdirSync(join(base, name));
  writeFileSync(
    join(base, 'frame', 'index.mjs'),
    'export const handler = async () => ({ statusCode: 200 });',
  );
  writeFileSync(join(base, 'site', 'index.html'), '<!doctype html>');
  const app = new App({ outdir: join(base, 'out') });
  const sites = addSites(new Stack(app, 'Sites'));
  const socket = addChat(new Stack(app, 'Chat'), base, sites.distribution);
  new BucketDeployment(new Stack(app, 'FrontEnds'), 'Files', {
    destinationBucket: sites.bucket,
    distribution: sites.distribution,
    sources: [Source.asset(join(base, 'site')), Source.jsonData('config.json', { socket })],
    cacheControl: [CacheControl.noCache()],
    prune: false,
  });
  app.synth();
}

function addSites(stack: Stack): { bucket: IBucket; distribution: Distribution } {
  // The CDK's Bucket doesn't fit its own IBucket under the compiler's strictest options.
  const bucket = Bucket.fromCfnBucket(new CfnBucket(stack, 'Pages'));
  new Bucket(stack, 'Logs', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  const responseHeadersPolicy = new ResponseHeadersPolicy(stack, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(1),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: false },
    },
    customHeadersBehavior: { customHeaders: [{ header: 'X-Robots-Tag', value: 'noindex', override: true }] },
    removeHeaders: ['Server'],
  });
  const origin = S3BucketOrigin.withOriginAccessControl(bucket, { customHeaders: { 'X-From': 'edge' } });
  const distribution = new Distribution(stack, 'Site', {
    defaultRootObject: 'index.html',
    defaultBehavior: { origin, responseHeadersPolicy },
    additionalBehaviors: { 'assets/*': { origin } },
    errorResponses: [{ httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/404.html' }],
  });
  return { bucket, distribution };
}

function addChat(stack: Stack, base: string, site: Distribution): string {
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expiresAt',
  });
  table.addGlobalSecondaryIndex({
    indexName: 'byDepartment',
    partitionKey: { name: 'departmentKey', type: AttributeType.STRING },
    sortKey: { name: 'departmentSort', type: AttributeType.NUMBER },
  });
  const frame = new LambdaFunction(stack, 'Frame', {
    runtime: Runtime.NODEJS_LATEST,
    handler: 'index.handler',
    code: Code.fromAsset(join(base, 'frame')),
    environment: { TABLE_NAME: table.tableName, ORIGIN: `https://${site.distributionDomainName}` },
    timeout: Duration.seconds(15),
    memorySize: 1024,
  });
  for (const [id, enabled] of [
    ['Often', true],
    ['Never', false],
  ] as const) {
    const schedule = Schedule.rate(Duration.minutes(5));
    new Rule(stack, id, { schedule, enabled, targets: [new Target(frame)] });
  }
  table.grantReadWriteData(frame);
  new Alarm(stack, 'Errors', { metric: frame.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  const webSocketApi = new WebSocketApi(stack, 'Api', {
    connectRouteOptions: { integration: new WebSocketLambdaIntegration('Connect', frame) },
    defaultRouteOptions: { integration: new WebSocketLambdaIntegration('OnMessage', frame) },
  });
  const throttle = { rateLimit: 100, burstLimit: 50 };
  const stage = new WebSocketStage(stack, 'Stage', {
    webSocketApi,
    stageName: 'live',
    autoDeploy: true,
    throttle,
  });
  webSocketApi.grantManageConnections(frame);
  new CfnOutput(stack, 'Socket', { value: stage.url });
  return stage.url;
}

test('a table has its keys, its index and the attribute that ends an item', () => {
  expect(model.tables).toEqual([
    {
      stack: 'Chat',
      logicalId: expect.stringMatching(/^Table/),
      name: expect.stringMatching(/^Chat-Table/),
      key: { partition: { name: 'pk', type: 'S' }, sort: { name: 'sk', type: 'S' } },
      indexes: [
        {
          name: 'byDepartment',
          kind: 'global',
          key: {
            partition: { name: 'departmentKey', type: 'S' },
            sort: { name: 'departmentSort', type: 'N' },
          },
          projection: 'ALL',
          projectedAttributes: [],
        },
      ],
      ttlAttribute: 'expiresAt',
    },
  ]);
});

test('a function has its bundle and its environment; those of custom resources are left out', () => {
  const [table] = model.tables;
  const [distribution] = model.distributions;
  expect(model.functions).toEqual([
    {
      stack: 'Chat',
      logicalId: expect.stringMatching(/^Frame/),
      name: expect.stringMatching(/^Chat-Frame/),
      arn: expect.stringMatching(/^arn:aws:lambda:us-east-1:000000000000:function:Chat-Frame/),
      folder: expect.stringMatching(/asset\.[\da-f]{64}$/),
      handler: 'index.handler',
      runtime: expect.stringMatching(/^nodejs\d+\.x$/),
      environment: { TABLE_NAME: table?.name, ORIGIN: `https://${distribution?.domainName}` },
      timeoutSeconds: 15,
      memoryMegabytes: 1024,
    },
  ]);
  expect(existsSync(join(model.functions[0]?.folder ?? '', 'index.mjs'))).toBe(true);
});

test('a rule that is switched on has its rate and its function', () => {
  expect(model.schedules).toEqual([
    {
      stack: 'Chat',
      logicalId: expect.stringMatching(/^Often/),
      everySeconds: 300,
      functionName: model.functions[0]?.name,
    },
  ]);
});

test('a WebSocket API has its routes, its stage and the throttle', () => {
  const name = model.functions[0]?.name;
  expect(model.socketApis).toEqual([
    {
      stack: 'Chat',
      logicalId: expect.stringMatching(/^Api/),
      id: expect.stringMatching(/^[a-z\d]{10}$/),
      name: 'Api',
      region: 'us-east-1',
      routeSelectionExpression: '$request.body.action',
      stage: { name: 'live', throttle: { ratePerSecond: 100, burst: 50 } },
      routes: [
        { key: '$connect', functionName: name },
        { key: '$default', functionName: name },
      ],
    },
  ]);
});

test('a deployment has folders, the values for the markers in them and the headers of its files', () => {
  const socket = `wss://${model.socketApis[0]?.id}.execute-api.us-east-1.amazonaws.com/live`;
  expect(model.outputs['Chat']?.['Socket']).toBe(socket);
  expect(model.deployments).toMatchObject([
    {
      stack: 'FrontEnds',
      bucket: model.buckets[0]?.name,
      prefix: '',
      prune: false,
      sources: [{ markers: {} }, { markers: { '<<marker:0xbaba:0>>': JSON.stringify(socket) } }],
      exclude: [],
      include: [],
      headers: { 'cache-control': 'no-cache' },
    },
  ]);
  const [files, config] = model.deployments[0]?.sources ?? [];
  expect(existsSync(join(files?.folder ?? '', 'index.html'))).toBe(true);
  const text = readFileSync(join(config?.folder ?? '', 'config.json'), 'utf8');
  const replaced = Object.entries(config?.markers ?? {}).reduce(
    (all, [from, to]) => all.replaceAll(from, to),
    text,
  );
  expect(JSON.parse(replaced)).toEqual({ socket });
});

test('a distribution has its origins, its behaviours in order and the headers that it adds', () => {
  const [distribution] = model.distributions;
  expect(distribution).toMatchObject({
    id: expect.stringMatching(/^E[A-Z\d]{13}$/),
    domainName: expect.stringMatching(/^d[a-z\d]{13}\.cloudfront\.net$/),
    defaultRootObject: 'index.html',
    origins: [{ bucket: model.buckets[0]?.name, path: '', customHeaders: { 'X-From': 'edge' } }],
    behaviours: [{ pathPattern: 'assets/*' }, { pathPattern: '*', viewerProtocol: expect.any(String) }],
    errorResponses: [{ errorCode: 403, responseCode: 404, responsePagePath: '/404.html' }],
  });
  expect(distribution?.behaviours[0]).not.toHaveProperty('responseHeaders');
  expect(distribution?.behaviours[1]?.responseHeaders).toEqual({
    headers: [
      { name: 'Content-Security-Policy', value: "default-src 'self'", override: true },
      { name: 'X-Content-Type-Options', value: 'nosniff', override: true },
      { name: 'X-Frame-Options', value: 'DENY', override: false },
      { name: 'Strict-Transport-Security', value: 'max-age=86400; includeSubDomains', override: true },
      { name: 'X-Robots-Tag', value: 'noindex', override: true },
    ],
    remove: ['Server'],
  });
});

test('reading again gives the same names, so that kept data is found again', async () => {
  expect(await readAssembly(join(folder, 'out'))).toEqual(model);
});
