// The stack that puts the built front ends in their places, each with the config.json that it reads.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { AVAILABILITY_FILE } from '../lambdas/protocol/availability.ts';
import type { ChatStack } from './chat-stack.ts';
import type { ServiceContext } from './context.ts';
import { serviceLog } from './service-log.ts';
import type { SitesStack } from './sites-stack.ts';

/** Files whose names change with their content (esbuild's eight characters): browsers may keep them. */
const HASHED = `*-${'[A-Z0-9]'.repeat(8)}.*`;
/** Pictures, with a hash in their names too. The type of WebP is one that the deployment doesn't find out by itself. */
const PICTURES = '*.webp';
const FOR_A_YEAR = [
  CacheControl.setPublic(),
  CacheControl.maxAge(Duration.days(365)),
  CacheControl.immutable(),
];
const FOR_A_MINUTE = [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(1))];

export type FrontEndsStackProps = StackProps & {
  context: ServiceContext;
  sites: SitesStack;
  chat: ChatStack;
  /** The folder with `widget` and `dashboard` in it, as frontend/build.ts makes it. */
  built: string;
};

export class FrontEndsStack extends Stack {
  constructor(scope: Construct, id: string, { context, sites, chat, built, ...props }: FrontEndsStackProps) {
    super(scope, id, props);
    const log = serviceLog(this, 'Log');
    const { serviceName, timeZone, pageOrigins } = context;
    const socket = chat.socketAddress;
    new FrontEnd(this, 'Widget', {
      folder: join(built, 'widget'),
      files: sites.widgetFiles,
      config: { socket, serviceName, pageOrigins },
      log,
    });
    new FrontEnd(this, 'Dashboard', {
      folder: join(built, 'dashboard'),
      files: sites.dashboardFiles,
      config: { socket, serviceName, timeZone, widgetOrigin: sites.widgetOrigin, signIn: signIn(chat) },
      log,
    });
    acknowledgeDeployment(this);
    this.#addOutputs(sites);
  }

  #addOutputs({ widgetOrigin, dashboardOrigin }: SitesStack): void {
    new CfnOutput(this, 'EmbedSnippet', {
      description: "What goes into each of the library's pages",
      value: `<script async src="${widgetOrigin}/loader.js" data-widget="reference"></script>`,
    });
    new CfnOutput(this, 'AvailabilityAddress', {
      description: 'Where pages read whether somebody is there',
      value: `${widgetOrigin}/${AVAILABILITY_FILE}`,
    });
    new CfnOutput(this, 'DashboardAddress', {
      description: 'Where operators work',
      value: `${dashboardOrigin}/`,
    });
  }
}

type FrontEndProps = {
  folder: string;
  files: IBucket;
  config: Readonly<Record<string, unknown>>;
  log: LogGroup;
};

class FrontEnd extends Construct {
  constructor(scope: Construct, id: string, { folder, files, config, log }: FrontEndProps) {
    super(scope, id);
    if (!existsSync(folder)) {
      throw new Error(`There is no front end in ${folder} yet: run "npx tsx frontend/build.ts" first.`);
    }
    const built = Source.asset(folder);
    // Nothing is pruned: a page that has been open since before the update still finds its files.
    const common = { destinationBucket: files, prune: false, logGroup: log };
    const lasting = new BucketDeployment(this, 'Lasting', {
      ...common,
      sources: [built],
      exclude: ['*'],
      include: [HASHED],
      cacheControl: FOR_A_YEAR,
    });
    const pictures = new BucketDeployment(this, 'Pictures', {
      ...common,
      sources: [built],
      exclude: ['*'],
      include: [PICTURES],
      contentType: 'image/webp',
      cacheControl: FOR_A_YEAR,
    });
    const current = new BucketDeployment(this, 'Current', {
      ...common,
      sources: [built, Source.jsonData('config.json', config)],
      exclude: [HASHED, PICTURES],
      cacheControl: FOR_A_MINUTE,
    });
    // The files that name others come after what they name.
    current.node.addDependency(lasting, pictures);
  }
}

const signIn = ({ signIn: { issuer, clientId, groupsClaim } }: ChatStack) => ({
  issuer,
  clientId,
  groupsClaim,
  scope: 'openid profile email',
});

const acknowledgeDeployment = (stack: Stack): void =>
  Validations.of(stack).acknowledge(
    {
      id: 'AwsSolutions-IAM4',
      reason: "CDK's own deployment function runs with AWS's basic role while a deployment lasts.",
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: "CDK's own deployment function reads the assets and writes all files of the two sites.",
    },
    { id: 'AwsSolutions-L1', reason: 'CDK chooses the runtime of its own deployment function.' },
  );
