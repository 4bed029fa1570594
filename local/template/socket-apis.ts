// Reads the WebSocket APIs: routes and the functions behind them, and the one stage with its throttle.
import * as v from 'valibot';
import type { CloudPlace } from './intrinsics.ts';
import type { RouteModel, SocketApiModel, StageModel } from './model.ts';
import type { Resource, Resources } from './resources.ts';

const apiSchema = v.object({
  Name: v.string(),
  ProtocolType: v.string(),
  RouteSelectionExpression: v.string(),
});

const integrationSchema = v.object({
  ApiId: v.string(),
  IntegrationType: v.string(),
  IntegrationUri: v.string(),
});

const routeSchema = v.object({ ApiId: v.string(), RouteKey: v.string(), Target: v.string() });

const stageSchema = v.object({
  ApiId: v.string(),
  StageName: v.string(),
  DefaultRouteSettings: v.optional(
    v.object({
      ThrottlingRateLimit: v.optional(v.number()),
      ThrottlingBurstLimit: v.optional(v.number()),
    }),
    {},
  ),
});

/** What an account has where the stage says nothing. */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5_000;

export function readSocketApis(resources: Resources, place: CloudPlace): SocketApiModel[] {
  return resources.ofTypes('AWS::ApiGatewayV2::Api').map((resource) => {
    const api = resource.read(apiSchema);
    if (api.ProtocolType !== 'WEBSOCKET') resource.stop('is no WebSocket API, the only kind run locally');
    return {
      ...resource.identity,
      id: resource.name,
      name: api.Name,
      region: place.region,
      routeSelectionExpression: api.RouteSelectionExpression,
      stage: readStage(resources, resource),
      routes: readRoutes(resources, resource.name),
    };
  });
}

function readStage(resources: Resources, api: Resource): StageModel {
  const stages = resources
    .ofTypes('AWS::ApiGatewayV2::Stage')
    .filter((stage) => stage.read(v.object({ ApiId: v.string() })).ApiId === api.name);
  const [stage, another] = stages;
  if (stage === undefined || another !== undefined) return api.stop('must have one stage, no more, no fewer');
  stage.refuse(['StageVariables', 'RouteSettings']);
  const { StageName, DefaultRouteSettings } = stage.read(stageSchema);
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = DefaultRouteSettings;
  if (rate === undefined && burst === undefined) return { name: StageName };
  const throttle = { ratePerSecond: rate ?? ACCOUNT_RATE, burst: burst ?? ACCOUNT_BURST };
  return { name: StageName, throttle };
}

function readRoutes(resources: Resources, apiId: string): RouteModel[] {
  const routes: RouteModel[] = [];
  for (const resource of resources.ofTypes('AWS::ApiGatewayV2::Route')) {
    const route = resource.read(routeSchema);
    if (route.ApiId !== apiId) continue;
    resource.refuse(['AuthorizationType', 'ApiKeyRequired', 'RouteResponseSelectionExpression']);
    const integrations = resources.ofTypes('AWS::ApiGatewayV2::Integration');
    const integration = integrations.find(({ name }) => route.Target === `integrations/${name}`);
    if (integration === undefined) resource.stop('has no integration');
    else routes.push({ key: route.RouteKey, functionName: functionBehind(integration) });
  }
  return routes;
}

function functionBehind(integration: Resource): string {
  integration.refuse(['ContentHandlingStrategy', 'RequestTemplates', 'TimeoutInMillis']);
  const { IntegrationType, IntegrationUri } = integration.read(integrationSchema);
  const name = /:function:([^:/]+)\/invocations$/.exec(IntegrationUri)?.[1];
  if (IntegrationType !== 'AWS_PROXY' || name === undefined) {
    return integration.stop('is no Lambda proxy integration, the only kind run locally');
  }
  return name;
}
