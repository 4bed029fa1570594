// Where the front ends are: private files, two origins, and headers that say who may do what.
import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import {
  emulation,
  example,
  idOf,
  localIssuer,
  makeService,
  resourcesOf,
  synthesize,
  textOf,
} from './synthesized.ts';

const { sites } = synthesize();
const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-aaaa-bbbb-cccc-1234567890ab';

const headers = v.object({
  ResponseHeadersPolicyConfig: v.object({
    SecurityHeadersConfig: v.looseObject({
      ContentSecurityPolicy: v.object({ ContentSecurityPolicy: v.unknown(), Override: v.literal(true) }),
    }),
    CustomHeadersConfig: v.object({
      Items: v.array(v.object({ Header: v.string(), Value: v.string(), Override: v.literal(true) })),
    }),
  }),
});
const behavior = v.looseObject({ ResponseHeadersPolicyId: v.object({ Ref: v.string() }) });
const distribution = v.object({
  DistributionConfig: v.looseObject({
    DefaultCacheBehavior: behavior,
    CacheBehaviors: v.optional(v.array(v.looseObject({ ...behavior.entries, PathPattern: v.string() })), []),
    Origins: v.array(v.unknown()),
    Logging: v.optional(v.unknown()),
  }),
});

const distributionOf = (site: string, template: Template = sites) =>
  v.parse(
    distribution,
    resourcesOf(template)[idOf(template, 'AWS::CloudFront::Distribution', site)]?.Properties,
  ).DistributionConfig;

const headersAt = (template: Template, id: string) =>
  v.parse(headers, resourcesOf(template)[id]?.Properties).ResponseHeadersPolicyConfig;

/** A private bucket behind a distribution. */
const originAt = (bucket: string) => ({
  DomainName: { 'Fn::GetAtt': [idOf(sites, 'AWS::S3::Bucket', bucket), 'RegionalDomainName'] },
  OriginAccessControlId: expect.anything(),
});

/** The headers that a site answers with, for most files or for those of a path pattern. */
const headersOf = (site: string, path?: string, template: Template = sites) => {
  const { DefaultCacheBehavior, CacheBehaviors } = distributionOf(site, template);
  const chosen = path ? CacheBehaviors.find(({ PathPattern }) => PathPattern === path) : DefaultCacheBehavior;
  if (!chosen) throw new Error(`${site} treats ${path} as any other file`);
  const { SecurityHeadersConfig, CustomHeadersConfig } = headersAt(
    template,
    chosen.ResponseHeadersPolicyId.Ref,
  );
  return {
    security: SecurityHeadersConfig,
    policy: textOf(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy),
    custom: Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
  };
};

describe('the files', () => {
  test('are in buckets that nobody but CloudFront reads, encrypted, over TLS', () => {
    sites.resourceCountIs('AWS::S3::Bucket', 4);
    sites.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    const policies = Object.values(resourcesOf(sites)).filter(({ Type }) => Type === 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(4);
    for (const { Properties } of policies) {
      const { PolicyDocument } = v.parse(
        v.object({ PolicyDocument: v.object({ Statement: v.array(v.looseObject({ Effect: v.string() })) }) }),
        Properties,
      );
      const denied = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Deny');
      expect(denied).toMatchObject([{ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]);
      for (const allowed of PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow')) {
        expect(allowed).toMatchObject({
          Principal: { Service: expect.stringMatching(/^(cloudfront|logging\.s3)\./) },
        });
        expect(allowed).toHaveProperty('Condition');
      }
    }
  });

  test('leave accesses only in logs that end, and no patron in them', () => {
    const logs = resourcesOf(sites)[idOf(sites, 'AWS::S3::Bucket', 'AccessLogs')]?.Properties;
    expect(logs).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: 'Enabled' }] },
    });
    for (const site of ['Widget', 'Dashboard']) {
      const files = resourcesOf(sites)[idOf(sites, 'AWS::S3::Bucket', `${site}Files`)]?.Properties;
      expect(files).toHaveProperty('LoggingConfiguration');
      // CloudFront's own logs would hold patrons' addresses.
      expect(distributionOf(site).Logging).toBeUndefined();
    }
  });
});

describe('widget and dashboard', () => {
  test('have an origin each, which is never shared', () => {
    sites.resourceCountIs('AWS::CloudFront::Distribution', 2);
    sites.resourceCountIs('AWS::CloudFront::OriginAccessControl', 3);
    expect(distributionOf('Dashboard').Origins).toMatchObject([originAt('DashboardFiles')]);
    expect(distributionOf('Widget').Origins).toMatchObject([
      originAt('WidgetFiles'),
      originAt('AvailabilityFile'),
    ]);
  });

  test('are sent over TLS, compressed, and with headers against misuse', () => {
    for (const site of ['Widget', 'Dashboard']) {
      expect(distributionOf(site)).toMatchObject({
        HttpVersion: 'http2and3',
        DefaultCacheBehavior: { Compress: true, ViewerProtocolPolicy: 'redirect-to-https' },
      });
      expect(headersOf(site).security).toMatchObject({
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
      });
    }
  });

  test("run no inline code and nobody else's", () => {
    for (const site of ['Widget', 'Dashboard']) {
      const { policy } = headersOf(site);
      expect(policy).not.toMatch(/unsafe-|nonce-|sha\d+-|\*(?!\.execute-api)/);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      expect(policy).toMatch(/; base-uri 'none'; form-action 'none'$/);
    }
  });

  test('take the names of custom domains, and say where their records must point', () => {
    const domains = {
      widget: { name: 'chat.northfield.example', certificateArn },
      dashboard: { name: 'desk.northfield.example', certificateArn },
    };
    const named = synthesize({ ...example, domains });
    for (const [site, { name }] of [
      ['Widget', domains.widget],
      ['Dashboard', domains.dashboard],
    ] as const) {
      expect(distributionOf(site, named.sites)).toMatchObject({
        Aliases: [name],
        ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
      });
      named.sites.hasOutput(`${site}Alias`, {
        Value: { 'Fn::GetAtt': [idOf(named.sites, 'AWS::CloudFront::Distribution', site), 'DomainName'] },
      });
    }
    // What the other stacks imported before must stay for as long as they may still import it.
    const exported = (template: Template) =>
      Object.keys(template.findOutputs('*')).filter((id) => id.startsWith('Exports'));
    expect(exported(named.sites)).toEqual(expect.arrayContaining(exported(sites)));
    named.frontEnds.hasOutput('DashboardAddress', { Value: 'https://desk.northfield.example/' });
    named.frontEnds.hasOutput('EmbedSnippet', {
      Value:
        '<script async src="https://chat.northfield.example/loader.js" data-widget="reference"></script>',
    });
  });
});

describe('the widget', () => {
  test('may be framed by the pages of the context, and connects to the socket only', () => {
    const { policy, security } = headersOf('Widget');
    expect(policy).toContain(`; frame-ancestors ${example.pageOrigins.join(' ')};`);
    expect(policy).toContain("; connect-src 'self' wss://*.execute-api.${AWS::Region}.${AWS::URLSuffix};");
    expect(security).not.toHaveProperty('FrameOptions');
  });

  test("gives what pages load to other origins' pages, and nothing else", () => {
    for (const script of ['loader.js', 'frame.js', 'embedding.js'])
      expect(headersOf('Widget', script).custom).toMatchObject({
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Access-Control-Allow-Origin': '*',
      });
    expect(distributionOf('Widget').CacheBehaviors).toHaveLength(5);
    expect(headersOf('Widget').custom).not.toHaveProperty('Access-Control-Allow-Origin');
    expect(headersOf('Widget').custom).toMatchObject({ 'Cross-Origin-Resource-Policy': 'same-origin' });
  });
});

describe('the guided page', () => {
  test('G4 shows pages of the web, and may itself be framed by nobody', () => {
    const { policy, security, custom } = headersOf('Widget', 'guided.html');
    expect(policy).toContain("; frame-ancestors 'none';");
    expect(policy).toMatch(/; frame-src http: https:$/);
    expect(policy).toContain("; script-src 'self'; style-src 'self'; ");
    expect(security).toMatchObject({
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
    });
    expect(custom).not.toHaveProperty('Access-Control-Allow-Origin');
    // The panel that opened it gives it the chat, window to window.
    expect(custom).not.toHaveProperty('Cross-Origin-Opener-Policy');
  });

  test('G4 is the only page of the widget that frames anything', () => {
    for (const file of ['', 'loader.js']) {
      expect(headersOf('Widget', file).policy).not.toContain('frame-src');
    }
  });
});

describe('A12: the availability file', () => {
  test('is asked for from its bucket again after two seconds, and after five when there was none', () => {
    const { CacheBehaviors, Origins, CustomErrorResponses } = distributionOf('Widget');
    const behaviour = CacheBehaviors.find(({ PathPattern }) => PathPattern === 'availability.json');
    expect(behaviour).toMatchObject({ Compress: true, CachePolicyId: { Ref: expect.any(String) } });
    expect(Origins).toContainEqual(expect.objectContaining({ Id: behaviour?.['TargetOriginId'] }));
    expect(behaviour?.['TargetOriginId']).not.toBe(
      distributionOf('Widget').DefaultCacheBehavior['TargetOriginId'],
    );
    const policy =
      resourcesOf(sites)[idOf(sites, 'AWS::CloudFront::CachePolicy', 'Availability')]?.Properties;
    expect(policy).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 2,
        MaxTTL: 2,
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        },
      },
    });
    expect(CustomErrorResponses).toEqual([
      { ErrorCode: 403, ErrorCachingMinTTL: 5 },
      { ErrorCode: 404, ErrorCachingMinTTL: 5 },
    ]);
  });

  test('is for the pages of every origin, with the clock by which it is read', () => {
    expect(headersOf('Widget', 'availability.json').custom).toMatchObject({
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Date, Age',
    });
  });

  test('may be read from its bucket by the widget’s distribution alone', () => {
    const policies = Object.values(resourcesOf(sites)).filter(
      ({ Type, Properties }) =>
        Type === 'AWS::S3::BucketPolicy' &&
        JSON.stringify(Properties['Bucket']).includes(idOf(sites, 'AWS::S3::Bucket', 'AvailabilityFile')),
    );
    expect(policies).toHaveLength(1);
    const allowed = JSON.stringify(policies).match(/"Effect":"Allow"/g);
    expect(allowed).toHaveLength(1);
    expect(JSON.stringify(policies)).toContain('"Action":"s3:GetObject"');
    expect(JSON.stringify(policies)).toContain(idOf(sites, 'AWS::CloudFront::Distribution', 'Widget'));
  });
});

describe('the dashboard', () => {
  test('may be framed by nobody, and connects to the socket and to sign-in only', () => {
    const { policy, security, custom } = headersOf('Dashboard');
    expect(policy).toContain("; frame-ancestors 'none';");
    expect(security).toMatchObject({ FrameOptions: { FrameOption: 'DENY' } });
    expect(custom).toMatchObject({ 'Cross-Origin-Opener-Policy': 'same-origin' });
    const connect = /connect-src ([^;]+);/.exec(policy)?.[1]?.split(' ') ?? [];
    expect(connect.slice(0, 3)).toEqual([
      "'self'",
      'wss://*.execute-api.${AWS::Region}.${AWS::URLSuffix}',
      'https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}',
    ]);
    expect(connect.slice(3).join(' ')).toMatch(
      /^https:\/\/northfield-libraries-\$\{.*AWS::StackId.*\}\.auth\.\$\{AWS::Region\}\.amazoncognito\.com$/,
    );
  });

  test("connects to the library's own issuer when there is one, and to an emulation's socket", () => {
    const { sites: local } = synthesize({ ...example, signIn: localIssuer, emulation });
    expect(headersOf('Dashboard', undefined, local).policy).toContain(
      "; connect-src 'self' ws://127.0.0.1:4566 http://127.0.0.1:4000;",
    );
    expect(headersOf('Widget', undefined, local).policy).toContain(
      "; connect-src 'self' ws://127.0.0.1:4566;",
    );
  });

  test('answers at its root', () => {
    expect(distributionOf('Dashboard')).toMatchObject({ DefaultRootObject: 'index.html' });
  });
});

describe("the sign-in page's host name", () => {
  const prefixFor = (more: object): string => {
    const { sites: stack } = makeService({ ...example, ...more }).service;
    return textOf(stack.resolve(stack.signInPrefix));
  };

  test.each([
    ['Northfield Libraries', /^northfield-libraries-\$/],
    ['Bibliothèque de Montréal', /^bibliotheque-de-montreal-\$/],
    ['AWS & Amazon Cognito', /^carrel-\$/],
    ['图书馆', /^carrel-\$/],
    ['L'.repeat(80), /^l{40}-\$/],
  ])('comes from the service name %s', (serviceName, expected) => {
    expect(prefixFor({ serviceName })).toMatch(expected);
  });

  test('or from the context', () => {
    expect(prefixFor({ signInPrefix: 'northfield-chat' })).toBe('northfield-chat');
  });
});
