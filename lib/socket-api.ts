// The WebSocket API: its routes and stage, its limits, and a log of accesses that names nobody.
import { Aws, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { LogGroupLogDestination, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Emulation } from './context.ts';
import type { ServiceFunction } from './service-function.ts';
import { serviceLog } from './service-log.ts';

const STAGE = 'live';
/** Frames a second of everybody together: a hundred times what the largest service is known to need. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };
/** No address, no browser, no content: what a fault needs to be found, and nothing about a patron. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  eventType: '$context.eventType',
  routeKey: '$context.routeKey',
  connectionId: '$context.connectionId',
  status: '$context.status',
  error: '$context.error.message',
  integrationError: '$context.integration.error',
  integrationStatus: '$context.integration.status',
  integrationLatency: '$context.integration.latency',
};

export type SocketApiProps = {
  connect: ServiceFunction;
  disconnect: ServiceFunction;
  frame: ServiceFunction;
  emulation: Emulation | undefined;
};

export class SocketApi extends Construct {
  /** Where browsers connect. */
  readonly address: string;
  readonly #api: WebSocketApi;
  readonly #managementEndpoint: string;

  constructor(scope: Construct, id: string, { connect, disconnect, frame, emulation }: SocketApiProps) {
    super(scope, id);
    this.#api = new WebSocketApi(this, 'Api', {
      routeSelectionExpression: '$request.body.action',
      connectRouteOptions: { integration: integration('Connect', connect) },
      disconnectRouteOptions: { integration: integration('Disconnect', disconnect) },
      defaultRouteOptions: { integration: integration('Frame', frame) },
    });
    const host = `${this.#api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${STAGE}`;
    this.address = emulation ? this.#emulated(emulation.socket) : `wss://${host}`;
    this.#managementEndpoint = emulation ? this.#emulated(emulation.managementEndpoint) : `https://${host}`;
    this.#addStage();
  }

  /** Tells the function where to push frames, and lets it push to this stage's connections. */
  bind(fn: ServiceFunction): void {
    const connections = this.#api.arnForExecuteApiV2('@connections/*', `${STAGE}/POST`);
    fn.bind({ MANAGEMENT_ENDPOINT: this.#managementEndpoint }, [
      new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [connections] }),
    ]);
  }

  /** API Gateway could not call a function at all. */
  unreached(): IMetric {
    return this.#metric('ExecutionError');
  }

  /** Functions answered with a failure; sockets that Connect turned away are counted here too. */
  refusedOrFailed(): IMetric {
    return this.#metric('IntegrationError');
  }

  #metric(metricName: string): IMetric {
    const dimensionsMap = { ApiId: this.#api.apiId, Stage: STAGE };
    return new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap, statistic: 'Sum' });
  }

  #addStage(): void {
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.#api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(serviceLog(this, 'AccessLog')),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    stage.node.addDependency(this.#accountLogging());
  }

  /**
   * API Gateway writes logs with one role for the whole account and region, which a new account
   * lacks. It is kept when the stack goes, since other APIs may have come to rely on it.
   */
  #accountLogging(): CfnAccount {
    const role = new Role(this, 'LoggingRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const account = new CfnAccount(this, 'AccountLogging', { cloudWatchRoleArn: role.roleArn });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }

  #emulated(address: string): string {
    return Fn.join(
      '',
      address.split(/(\{api\})/).map((part) => (part === '{api}' ? this.#api.apiId : part)),
    );
  }
}

const integration = (id: string, fn: ServiceFunction): WebSocketLambdaIntegration =>
  new WebSocketLambdaIntegration(id, fn.target);
