// One front end: a private bucket, and the CloudFront distribution that alone may read it.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type AddBehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AvailabilityBucket } from './availability-bucket.ts';
import type { SiteDomain } from './context.ts';

export type StaticSiteProps = {
  /** What `/` answers with; without it, `/` is refused. */
  home?: string;
  contentSecurityPolicy: string;
  /** Whether pages of other origins may show it in a frame (the policy above says which). */
  framed: boolean;
  /** Files that pages of other origins load as their own. */
  shared: readonly string[];
  /** Pages of a framed site that nobody may frame, each with its own Content-Security-Policy. */
  unframed?: Readonly<Record<string, string>>;
  /** A file, shared too, that functions write all the time. */
  live?: AvailabilityBucket;
  domain: SiteDomain | undefined;
  accessLogs: IBucket;
};

/** `guided.html` has `GuidedHeaders`. */
const headersId = (path: string): string =>
  `${path.charAt(0).toUpperCase()}${path.slice(1).replace(/\..*/u, '')}Headers`;

const MISSING_FOR = Duration.seconds(5);
const PERMISSIONS_POLICY = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

export class StaticSite extends Construct {
  readonly bucket: Bucket;
  /** Where browsers find it, such as `https://d111111abcdef8.cloudfront.net`. */
  readonly origin: string;
  /** What the custom domain's DNS record must point to. */
  readonly distributionHost: string;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const distribution = this.#addDistribution(props);
    this.distributionHost = distribution.distributionDomainName;
    this.origin = `https://${props.domain?.name ?? this.distributionHost}`;
  }

  #addDistribution(props: StaticSiteProps): Distribution {
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket);
    const behavior = (responseHeadersPolicy: ResponseHeadersPolicy): AddBehaviorOptions => ({
      responseHeadersPolicy,
      // Keeps what the files' own Cache-Control says, within a second and a year.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    });
    const own = behavior(this.#headers('Headers', props, false));
    const shared = props.shared.length > 0 ? behavior(this.#headers('SharedHeaders', props, true)) : own;
    const unframed = Object.entries(props.unframed ?? {}).map(([path, contentSecurityPolicy]) => {
      const headers = this.#headers(headersId(path), { ...props, contentSecurityPolicy }, false, true);
      return [path, { origin, ...behavior(headers) }] as const;
    });
    const { live } = props;
    return new Distribution(this, 'Distribution', {
      defaultBehavior: { origin, ...own },
      additionalBehaviors: {
        ...Object.fromEntries(props.shared.map((path) => [path, { origin, ...shared }])),
        ...Object.fromEntries(unframed),
        ...(live && { [live.path]: { ...shared, origin: live.origin, cachePolicy: live.cachePolicy } }),
      },
      // What isn't there yet may be there in a moment: CloudFront would remember for 10 s that it wasn't.
      ...(live && { errorResponses: [403, 404].map((httpStatus) => ({ httpStatus, ttl: MISSING_FOR })) }),
      ...(props.home ? { defaultRootObject: props.home } : {}),
      ...(props.domain ? this.#customDomain(props.domain) : {}),
      httpVersion: HttpVersion.HTTP2_AND_3,
    });
  }

  #customDomain({ name, certificateArn }: SiteDomain) {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const minimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021;
    return { domainNames: [name], certificate, minimumProtocolVersion };
  }

  #headers(id: string, props: StaticSiteProps, shared: boolean, unframed = !props.framed) {
    const resourcePolicy = shared ? 'cross-origin' : 'same-origin';
    const custom = (header: string, value: string) => ({ header, value, override: true });
    return new ResponseHeadersPolicy(this, id, {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: props.contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
        ...(unframed ? { frameOptions: { frameOption: HeadersFrameOption.DENY, override: true } } : {}),
      },
      customHeadersBehavior: {
        customHeaders: [
          custom('Cross-Origin-Resource-Policy', resourcePolicy),
          custom('Permissions-Policy', PERMISSIONS_POLICY),
          // Scripts that other pages import as modules are asked for with their origin.
          ...(shared ? [custom('Access-Control-Allow-Origin', '*')] : []),
          // A page tells by them how old a file is, and by whose clock.
          ...(shared ? [custom('Access-Control-Expose-Headers', 'Date, Age')] : []),
          // Pages of a framed site are told by the window that opened them what they show.
          ...(props.framed ? [] : [custom('Cross-Origin-Opener-Policy', 'same-origin')]),
        ],
      },
    });
  }
}
