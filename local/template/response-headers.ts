// Reads the response headers policies: the list of headers that a distribution's answers get.
import * as v from 'valibot';
import type { CorsModel, ResponseHeadersModel } from './model.ts';
import type { Resources } from './resources.ts';

const override = { Override: v.optional(v.boolean(), false) };
const items = <Item extends v.GenericSchema>(item: Item) =>
  v.object({ Items: v.optional(v.array(item), []) });
const corsItems = v.optional(items(v.string()), { Items: [] });

const policySchema = v.object({
  ResponseHeadersPolicyConfig: v.object({
    CustomHeadersConfig: v.optional(items(v.object({ Header: v.string(), Value: v.string(), ...override })), {
      Items: [],
    }),
    RemoveHeadersConfig: v.optional(items(v.object({ Header: v.string() })), { Items: [] }),
    SecurityHeadersConfig: v.optional(
      v.object({
        ContentSecurityPolicy: v.optional(v.object({ ContentSecurityPolicy: v.string(), ...override })),
        ContentTypeOptions: v.optional(v.object(override)),
        FrameOptions: v.optional(v.object({ FrameOption: v.string(), ...override })),
        ReferrerPolicy: v.optional(v.object({ ReferrerPolicy: v.string(), ...override })),
        StrictTransportSecurity: v.optional(
          v.object({
            AccessControlMaxAgeSec: v.number(),
            IncludeSubdomains: v.optional(v.boolean(), false),
            Preload: v.optional(v.boolean(), false),
            ...override,
          }),
        ),
        XSSProtection: v.optional(
          v.object({
            Protection: v.boolean(),
            ModeBlock: v.optional(v.boolean(), false),
            ...override,
          }),
        ),
      }),
      {},
    ),
    CorsConfig: v.optional(
      v.object({
        AccessControlAllowOrigins: corsItems,
        AccessControlAllowMethods: corsItems,
        AccessControlAllowHeaders: corsItems,
        AccessControlExposeHeaders: corsItems,
        AccessControlAllowCredentials: v.optional(v.boolean(), false),
        AccessControlMaxAgeSec: v.optional(v.number()),
        OriginOverride: v.boolean(),
      }),
    ),
  }),
});

type Config = v.InferOutput<typeof policySchema>['ResponseHeadersPolicyConfig'];
type Header = ResponseHeadersModel['headers'][number];

/** By the policy's id. */
export function readResponseHeaders(resources: Resources): Map<string, ResponseHeadersModel> {
  const policies = new Map<string, ResponseHeadersModel>();
  for (const resource of resources.ofTypes('AWS::CloudFront::ResponseHeadersPolicy')) {
    const config = resource.read(policySchema).ResponseHeadersPolicyConfig;
    const custom = config.CustomHeadersConfig.Items.map(({ Header: name, Value, Override }) => ({
      name,
      value: Value,
      override: Override,
    }));
    policies.set(resource.name, {
      headers: [...securityHeaders(config.SecurityHeadersConfig), ...custom],
      remove: config.RemoveHeadersConfig.Items.map(({ Header: name }) => name),
      ...(config.CorsConfig === undefined ? {} : { cors: readCors(config.CorsConfig) }),
    });
  }
  return policies;
}

function securityHeaders(security: Config['SecurityHeadersConfig']): Header[] {
  const { StrictTransportSecurity: transport, XSSProtection: xss } = security;
  const transportValue = [
    `max-age=${transport?.AccessControlMaxAgeSec}`,
    ...(transport?.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(transport?.Preload ? ['preload'] : []),
  ].join('; ');
  const csp = security.ContentSecurityPolicy;
  const frames = security.FrameOptions;
  const referrer = security.ReferrerPolicy;
  return [
    header('Content-Security-Policy', csp, csp?.ContentSecurityPolicy),
    header('X-Content-Type-Options', security.ContentTypeOptions, 'nosniff'),
    header('X-Frame-Options', frames, frames?.FrameOption),
    header('Referrer-Policy', referrer, referrer?.ReferrerPolicy),
    header('Strict-Transport-Security', transport, transportValue),
    header('X-XSS-Protection', xss, `${xss?.Protection ? 1 : 0}${xss?.ModeBlock ? '; mode=block' : ''}`),
  ].flat();
}

function header(
  name: string,
  config: { Override: boolean } | undefined,
  value: string | undefined,
): Header[] {
  return config === undefined || value === undefined ? [] : [{ name, value, override: config.Override }];
}

function readCors(cors: NonNullable<Config['CorsConfig']>): CorsModel {
  return {
    allowOrigins: cors.AccessControlAllowOrigins.Items,
    allowMethods: cors.AccessControlAllowMethods.Items,
    allowHeaders: cors.AccessControlAllowHeaders.Items,
    exposeHeaders: cors.AccessControlExposeHeaders.Items,
    allowCredentials: cors.AccessControlAllowCredentials,
    ...(cors.AccessControlMaxAgeSec === undefined ? {} : { maxAgeSeconds: cors.AccessControlMaxAgeSec }),
    override: cors.OriginOverride,
  };
}
