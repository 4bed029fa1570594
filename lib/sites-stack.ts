// The stack of the two front ends' places: widget and dashboard, each with an origin of its own.
import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AvailabilityBucket } from './availability-bucket.ts';
import { dashboardPolicy, guidedPolicy, widgetPolicy } from './content-security-policy.ts';
import type { ServiceContext } from './context.ts';
import { StaticSite } from './static-site.ts';

export type SitesStackProps = StackProps & { context: ServiceContext };

export class SitesStack extends Stack {
  readonly widgetFiles: IBucket;
  readonly dashboardFiles: IBucket;
  /** Read with the widget's files, written by the chat's functions. */
  readonly availability: AvailabilityBucket;
  readonly widgetOrigin: string;
  readonly dashboardOrigin: string;
  /** The first part of the sign-in page's host name: here, since the dashboard's rules name that host. */
  readonly signInPrefix: string;

  constructor(scope: Construct, id: string, { context, ...props }: SitesStackProps) {
    super(scope, id, props);
    const accessLogs = addAccessLogs(this);
    this.signInPrefix = context.signInPrefix ?? `${slug(context.serviceName)}-${this.#shortId()}`;
    this.availability = new AvailabilityBucket(this, 'Availability');
    const widget = new StaticSite(this, 'Widget', {
      contentSecurityPolicy: widgetPolicy(context),
      framed: true,
      shared: ['loader.js', 'frame.js', 'embedding.js'],
      live: this.availability,
      unframed: { 'guided.html': guidedPolicy(context) },
      domain: context.domains?.widget,
      accessLogs,
    });
    const dashboard = new StaticSite(this, 'Dashboard', {
      home: 'index.html',
      contentSecurityPolicy: dashboardPolicy(context, this.signInPrefix),
      framed: false,
      shared: [],
      domain: context.domains?.dashboard,
      accessLogs,
    });
    this.widgetFiles = widget.bucket;
    this.dashboardFiles = dashboard.bucket;
    this.widgetOrigin = context.emulation?.widgetOrigin ?? widget.origin;
    this.dashboardOrigin = context.emulation?.dashboardOrigin ?? dashboard.origin;
    this.#addOutputs(context, widget, dashboard);
    // Exported whether or not the other stacks import them today: a stack can't drop what another one still
    // imports, which is how choosing a domain of one's own later would begin.
    for (const value of [widget.distributionHost, dashboard.distributionHost, this.stackId]) {
      this.exportValue(value);
    }
  }

  #addOutputs({ domains }: ServiceContext, widget: StaticSite, dashboard: StaticSite): void {
    new CfnOutput(this, 'AvailabilityBucket', {
      description: 'Where the functions write whether somebody is there',
      value: this.availability.bucketName,
    });
    const alias = (id: string, name: string, site: StaticSite): void => {
      const description = `What the DNS record of ${name} must point to (CNAME or alias)`;
      new CfnOutput(this, id, { description, value: site.distributionHost });
    };
    if (domains?.widget) alias('WidgetAlias', domains.widget.name, widget);
    if (domains?.dashboard) alias('DashboardAlias', domains.dashboard.name, dashboard);
  }

  /** Eight characters of this stack's id: the host name must be free among all AWS customers. */
  #shortId(): string {
    return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', this.stackId))));
  }
}

const addAccessLogs = (scope: Construct): Bucket => {
  return new Bucket(scope, 'AccessLogs', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(90) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
};

/** A host name's part out of a service's name, without the words that Cognito refuses. */
const slug = (serviceName: string): string => {
  const plain = serviceName.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  const words = plain.replaceAll(/[^a-z\d]+/g, '-').replaceAll(/aws|amazon|cognito/g, '');
  return words.replaceAll(/-{2,}/g, '-').slice(0, 40).replaceAll(/^-|-$/g, '') || 'carrel';
};
