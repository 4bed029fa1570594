// The stack of the chat itself: table, functions, WebSocket API, sign-in and alarms.
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import type { AvailabilityBucket } from './availability-bucket.ts';
import { ChatTable } from './chat-table.ts';
import type { ServiceContext, SignInSettings } from './context.ts';
import { MailSender } from './mail-sender.ts';
import { ScheduledChecks } from './scheduled-checks.ts';
import { ServiceFunction } from './service-function.ts';
import { bindSignIn, SignIn } from './sign-in.ts';
import { SocketApi } from './socket-api.ts';

export type ChatStackProps = StackProps & {
  context: ServiceContext;
  availability: AvailabilityBucket;
  widgetOrigin: string;
  dashboardOrigin: string;
  signInPrefix: string;
};

/** In five minutes: programs that roam the internet try every address from time to time. */
const USUAL_REFUSALS = 25;

type Functions = Record<'connect' | 'disconnect' | 'frame' | 'scheduled', ServiceFunction>;

export class ChatStack extends Stack {
  readonly socketAddress: string;
  readonly signIn: SignInSettings;
  readonly #functions: Functions;
  readonly #table: ChatTable;
  readonly #api: SocketApi;
  readonly #mail: MailSender;

  constructor(scope: Construct, id: string, props: ChatStackProps) {
    super(scope, id, props);
    const { context } = props;
    this.#functions = addFunctions(this);
    this.#table = new ChatTable(this, 'Chats');
    this.#api = new SocketApi(this, 'Socket', { ...this.#functions, emulation: context.emulation });
    this.#mail = new MailSender(this, 'Mail', context.senderAddress);
    new ScheduledChecks(this, 'Checks', this.#functions.scheduled);
    this.socketAddress = this.#api.address;
    this.signIn = context.signIn ?? this.#addSignIn(props);
    this.#bind(props);
    this.#addAlarms(context.alarmAddress);
    this.#output('SocketAddress', 'Where widget and dashboard connect', this.socketAddress);
    this.#output(
      'VerifySender',
      'Unless the address or its domain is verified with SES: run it, and follow the link in the mail',
      this.#mail.verification,
    );
    this.#output('SignInIssuer', 'Whose tokens are believed', this.signIn.issuer);
    this.#output('SignInClientId', "The dashboard's client id at the issuer", this.signIn.clientId);
  }

  #bind({ context, availability, widgetOrigin, dashboardOrigin }: ChatStackProps): void {
    const { connect, disconnect, frame, scheduled } = this.#functions;
    connect.bind({ ALLOWED_ORIGINS: `${widgetOrigin},${dashboardOrigin}` });
    for (const fn of [disconnect, frame, scheduled]) {
      fn.bind({
        SERVICE_NAME: context.serviceName,
        TIME_ZONE: context.timeZone,
        ASK_A_LIBRARIAN_ADDRESS: context.askALibrarianAddress,
      });
      this.#table.bind(fn);
    }
    for (const fn of [frame, scheduled]) this.#mail.bind(fn);
    for (const fn of [disconnect, frame, scheduled]) {
      fn.bind({ WIDGET_ORIGIN: widgetOrigin });
      this.#api.bind(fn);
      availability.bind(fn);
      bindSignIn(fn, this.signIn);
    }
  }

  #addSignIn({ dashboardOrigin, signInPrefix }: ChatStackProps): SignInSettings {
    const { settings, userPoolId } = new SignIn(this, 'SignIn', { dashboardOrigin, prefix: signInPrefix });
    this.#output('UserPoolId', 'The user pool that operators sign in to', userPoolId);
    this.#output(
      'CreateFirstCoordinator',
      'Put the address and the name in, and run it: the first coordinator gets an invitation by email',
      firstCoordinator(this.region, userPoolId),
    );
    return settings;
  }

  #addAlarms(alarmAddress: string | undefined): void {
    const alarms = new Alarms(this, 'Alarms', alarmAddress);
    const { connect, disconnect, frame, scheduled } = this.#functions;
    const named = { Connect: connect, Disconnect: disconnect, Frame: frame, Scheduled: scheduled };
    for (const [name, fn] of Object.entries(named)) {
      alarms.watch(`${name}Errors`, `The function ${name} failed; its log says why.`, fn.errors());
      alarms.watch(
        `${name}Failures`,
        `Something failed, and somebody may have been told so; the log of ${name} says what.`,
        fn.failures(),
      );
      alarms.watch(
        `${name}Throttles`,
        `The function ${name} was turned away: raise the account's concurrency.`,
        fn.throttles(),
      );
    }
    alarms.watch('ExecutionErrors', 'API Gateway could not call a function.', this.#api.unreached());
    alarms.watch(
      'IntegrationErrors',
      'Functions refused or failed unusually often; the access log says which route.',
      this.#api.refusedOrFailed(),
      USUAL_REFUSALS,
    );
    for (const [name, metric] of Object.entries(this.#table.throttles())) {
      alarms.watch(name, 'DynamoDB turned requests away: one key may be too busy.', metric);
    }
    alarms.watch(
      'MailsFailed',
      'A mail was given up; the list of follow-ups says why, where it belongs to one.',
      this.#mail.failures(),
    );
    this.#output('AlarmTopic', 'The SNS topic that alarms are told to', alarms.topicArn);
  }

  #output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}

const addFunctions = (scope: Construct): Functions => ({
  connect: new ServiceFunction(scope, 'Connect', {
    handler: 'connect',
    description: 'Lets a socket in, if the page that opens it is one of ours',
    timeout: Duration.seconds(5),
  }),
  disconnect: new ServiceFunction(scope, 'Disconnect', {
    handler: 'disconnect',
    description: 'Notes that a socket has gone',
    timeout: Duration.seconds(15),
  }),
  frame: new ServiceFunction(scope, 'Frame', {
    handler: 'frame',
    description: 'Answers every frame: parse, decide, store, publish',
    timeout: Duration.seconds(15),
  }),
  scheduled: new ServiceFunction(scope, 'Scheduled', {
    handler: 'scheduled',
    description: 'Every minute: sends the mails that are due, signs off after closing',
    timeout: Duration.seconds(50),
  }),
});

const firstCoordinator = (region: string, userPoolId: string): string => {
  const where = `--region ${region} --user-pool-id ${userPoolId} --username "$ADDRESS"`;
  return [
    'ADDRESS=person@library.example NAME="Full Name"; aws cognito-idp admin-create-user',
    where,
    '--user-attributes Name=email,Value="$ADDRESS" Name=email_verified,Value=true Name=name,Value="$NAME"',
    '&& aws cognito-idp admin-add-user-to-group',
    where,
    '--group-name coordinators',
  ].join(' ');
};
