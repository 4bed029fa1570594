// The chat's stack as CloudFormation gets it: table, functions, API, sign-in, alarms, outputs.
import { Match } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { DEPARTMENT_INDEX, TABLE_KEYS, TTL_ATTRIBUTE } from '../../lambdas/store/table.ts';
import { emulation, example, idOf, localIssuer, resourcesOf, synthesize, textOf } from './synthesized.ts';

const { chat } = synthesize({ ...example, alarmAddress: 'systems@northfield.example' });
const elsewhere = synthesize({ ...example, signIn: localIssuer, emulation }).chat;

const environment = v.object({ Environment: v.object({ Variables: v.record(v.string(), v.unknown()) }) });
const environmentOf = (template: typeof chat, name: string): Record<string, string> => {
  const id = idOf(template, 'AWS::Lambda::Function', `${name}Function`);
  const { Variables } = v.parse(environment, resourcesOf(template)[id]?.Properties).Environment;
  return Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, textOf(value)]));
};
const outputs = (template: typeof chat): Record<string, string> =>
  Object.fromEntries(
    Object.entries(v.parse(v.record(v.string(), v.object({ Value: v.unknown() })), template.findOutputs('*')))
      .filter(([id]) => !id.startsWith('Exports'))
      .map(([id, { Value }]) => [id, textOf(Value)]),
  );

describe('the table', () => {
  test('has the keys, the index and the time to live that the store names', () => {
    chat.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
        { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: DEPARTMENT_INDEX.name,
          KeySchema: [
            { AttributeName: DEPARTMENT_INDEX.partition, KeyType: 'HASH' },
            { AttributeName: DEPARTMENT_INDEX.sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
    });
  });

  test('is billed on demand, encrypted, recoverable, and not deleted by accident', () => {
    chat.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    });
  });
});

describe('the functions', () => {
  test('run on the newest Node, on arm64, and write to logs that end', () => {
    chat.resourceCountIs('AWS::Lambda::Function', 4);
    chat.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: {
        LogFormat: 'JSON',
        LogGroup: { Ref: Match.stringLikeRegexp('^(Connect|Disconnect|Frame|Scheduled)Log') },
      },
    });
    chat.resourceCountIs('AWS::Logs::LogGroup', 5);
    chat.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('are four different ones', () => {
    const keys = Object.values(chat.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => v.parse(v.object({ Code: v.object({ S3Key: v.string() }) }), Properties).Code.S3Key,
    );
    expect(new Set(keys).size).toBe(4);
  });

  test('stop before API Gateway stops waiting', () => {
    for (const [id, { Properties }] of Object.entries(chat.findResources('AWS::Lambda::Function'))) {
      // The check isn't called by API Gateway: it ends before it is called again.
      const most = id.startsWith('Scheduled') ? 60 : 29;
      expect(v.parse(v.object({ Timeout: v.number() }), Properties).Timeout).toBeLessThan(most);
    }
  });

  test('Connect knows which pages may open a socket, and nothing else', () => {
    const { ALLOWED_ORIGINS = '', ...rest } = environmentOf(chat, 'Connect');
    expect(rest).toEqual({});
    expect(ALLOWED_ORIGINS).toMatch(
      /^https:\/\/\$\{import Carrel-Sites:\w*WidgetDistribution\w+\},https:\/\/\$\{import Carrel-Sites:\w*DashboardDistribution\w+\}$/,
    );
  });

  test.each(['Disconnect', 'Frame', 'Scheduled'])(
    '%s knows the table, the connections, the service and the issuer',
    (name) => {
      const api = idOf(chat, 'AWS::ApiGatewayV2::Api', 'Socket');
      const pool = idOf(chat, 'AWS::Cognito::UserPool', 'SignIn');
      const issuer = `https://cognito-idp.\${AWS::Region}.\${AWS::URLSuffix}/\${${pool}}`;
      expect(environmentOf(chat, name)).toEqual({
        TABLE_NAME: `\${${idOf(chat, 'AWS::DynamoDB::Table', 'Chats')}}`,
        MANAGEMENT_ENDPOINT: `https://\${${api}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/live`,
        SERVICE_NAME: example.serviceName,
        TIME_ZONE: example.timeZone,
        WIDGET_ORIGIN: expect.stringMatching(
          /^https:\/\/\$\{import Carrel-Sites:\w*WidgetDistribution\w+\}$/,
        ),
        ASK_A_LIBRARIAN_ADDRESS: example.askALibrarianAddress,
        ...(name !== 'Disconnect' && { SENDER_ADDRESS: example.senderAddress }),
        AVAILABILITY_BUCKET: expect.stringMatching(/^\$\{import Carrel-Sites:\w+AvailabilityFile\w+\}$/),
        SIGN_IN_ISSUER: issuer,
        SIGN_IN_CLIENT_ID: `\${${idOf(chat, 'AWS::Cognito::UserPoolClient', 'SignIn')}}`,
        SIGN_IN_JWKS_URI: `${issuer}/.well-known/jwks.json`,
        SIGN_IN_GROUPS_CLAIM: 'cognito:groups',
      });
    },
  );
});

describe('the WebSocket API', () => {
  test('has its three routes and chooses by the action of the frame', () => {
    chat.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
    });
    const routes = Object.values(resourcesOf(chat)).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route');
    expect(new Set(routes.map(({ Properties }) => Properties['RouteKey']))).toEqual(
      new Set(['$connect', '$default', '$disconnect']),
    );
  });

  test('limits the frames a second', () => {
    chat.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: 'live',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    });
  });

  test('logs accesses without anything about the person', () => {
    const stage = resourcesOf(chat)[idOf(chat, 'AWS::ApiGatewayV2::Stage', 'Socket')]?.Properties;
    const { AccessLogSettings } = v.parse(
      v.object({ AccessLogSettings: v.object({ Format: v.string(), DestinationArn: v.unknown() }) }),
      stage,
    );
    const format = v.parse(v.record(v.string(), v.string()), JSON.parse(AccessLogSettings.Format));
    expect(Object.values(format).join(' ')).not.toMatch(/identity|authorizer|sourceIp|userAgent|input|body/i);
    expect(Object.keys(format)).toContain('requestId');
    // A stage can only log once the account may: the order is what a new account needs.
    expect(
      chat.findResources('AWS::ApiGatewayV2::Stage', {
        DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SocketAccountLogging')]),
      }),
    ).not.toEqual({});
  });

  test('of an emulation is where the context says', () => {
    const api = `\${${idOf(elsewhere, 'AWS::ApiGatewayV2::Api', 'Socket')}}`;
    expect(environmentOf(elsewhere, 'Frame')['MANAGEMENT_ENDPOINT']).toBe(
      emulation.managementEndpoint.replace('{api}', api),
    );
    expect(outputs(elsewhere)['SocketAddress']).toBe(emulation.socket.replace('{api}', api));
    expect(environmentOf(elsewhere, 'Connect')['ALLOWED_ORIGINS']).toBe(
      `${emulation.widgetOrigin},${emulation.dashboardOrigin}`,
    );
    // Of the sites it needs the availability file's bucket alone.
    const imports = JSON.stringify(elsewhere.toJSON()).match(/"Fn::ImportValue":"[^"]+"/g) ?? [];
    for (const each of imports) expect(each).toContain('AvailabilityFile');
  });
});

describe('sign-in', () => {
  test('is a user pool that only its administrators add to, with strong passwords', () => {
    chat.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        DeletionProtection: 'ACTIVE',
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        UsernameConfiguration: { CaseSensitive: false },
        Policies: { PasswordPolicy: Match.objectLike({ MinimumLength: 12, RequireSymbols: true }) },
      },
    });
  });

  test.each(['operators', 'coordinators', 'administrators'])('has the group %s', (GroupName) => {
    chat.hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName });
  });

  test('is by code with PKCE, back to the dashboard alone, without a secret', () => {
    chat.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      CallbackURLs: [Match.objectLike({ 'Fn::Join': ['', ['https://', Match.anyValue(), '/']] })],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    });
  });

  test('at an issuer of the library leaves Cognito out', () => {
    const types = Object.values(resourcesOf(elsewhere)).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Cognito'))).toEqual([]);
    expect(environmentOf(elsewhere, 'Frame')).toMatchObject({
      SIGN_IN_ISSUER: localIssuer.issuer,
      SIGN_IN_CLIENT_ID: localIssuer.clientId,
      SIGN_IN_JWKS_URI: localIssuer.jwksUri,
      SIGN_IN_GROUPS_CLAIM: localIssuer.groupsClaim,
    });
    expect(outputs(elsewhere)).not.toHaveProperty('UserPoolId');
  });
});

describe('the scheduled check', () => {
  const id = idOf(chat, 'AWS::Lambda::Function', 'ScheduledFunction');

  test('is called every minute, and not again if it fails', () => {
    chat.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': [id, 'Arn'] }, RetryPolicy: { MaximumRetryAttempts: 0 } }],
    });
  });
});

describe('alarms', () => {
  test.each([
    'ConnectErrors',
    'DisconnectErrors',
    'FrameErrors',
    'ScheduledErrors',
    'ConnectThrottles',
    'DisconnectThrottles',
    'FrameThrottles',
    'ScheduledThrottles',
    'ExecutionErrors',
    'TableReadThrottles',
    'TableWriteThrottles',
    'IndexReadThrottles',
    'IndexWriteThrottles',
  ])('%s goes to the topic at the first event in five minutes', (name) => {
    const alarm = resourcesOf(chat)[idOf(chat, 'AWS::CloudWatch::Alarm', `Alarms${name}`)]?.Properties;
    expect(alarm).toMatchObject({
      AlarmActions: [{ Ref: idOf(chat, 'AWS::SNS::Topic', 'Alarms') }],
      Threshold: 1,
      EvaluationPeriods: 1,
      Period: 300,
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    expect(alarm).toHaveProperty('Dimensions');
  });

  test.each(['Connect', 'Disconnect', 'Frame', 'Scheduled'])(
    '%s also alarms at errors that it caught and logged',
    (name) => {
      const alarm =
        resourcesOf(chat)[idOf(chat, 'AWS::CloudWatch::Alarm', `Alarms${name}Failures`)]?.Properties;
      expect(alarm).toMatchObject({ Threshold: 1, Statistic: 'Sum', MetricName: `${name}Failures` });
      const filter = resourcesOf(chat)[idOf(chat, 'AWS::Logs::MetricFilter', `${name}Failures`)]?.Properties;
      expect(filter).toMatchObject({
        FilterPattern: expect.stringContaining('$.level = "error"'),
        MetricTransformations: [{ MetricName: `${name}Failures`, MetricValue: '1' }],
      });
    },
  );

  test('tell of mails that were given up, by whichever function', () => {
    const alarm = resourcesOf(chat)[idOf(chat, 'AWS::CloudWatch::Alarm', 'AlarmsMailsFailed')]?.Properties;
    expect(alarm).toMatchObject({ Threshold: 1, Statistic: 'Sum', MetricName: 'MailsFailed' });
    for (const name of ['Frame', 'Scheduled']) {
      const filter = resourcesOf(chat)[idOf(chat, 'AWS::Logs::MetricFilter', `${name}MailsFailed`)];
      expect(filter?.Properties).toMatchObject({
        LogGroupName: { Ref: idOf(chat, 'AWS::Logs::LogGroup', `${name}Log`) },
        FilterPattern: expect.stringContaining('$.event = "mailFailed"'),
        MetricTransformations: [{ MetricName: 'MailsFailed', MetricNamespace: alarm?.['Namespace'] }],
      });
    }
  });

  test('wait for many refusals, since any stranger can cause one', () => {
    const alarm = resourcesOf(chat)[idOf(chat, 'AWS::CloudWatch::Alarm', 'AlarmsIntegrationErrors')];
    expect(alarm?.Properties).toMatchObject({ MetricName: 'IntegrationError', Threshold: 25 });
  });

  test('reach the address of the context, if there is one', () => {
    chat.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'systems@northfield.example',
    });
    elsewhere.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('may be published by CloudWatch, over TLS only', () => {
    chat.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });
});

test('the command that verifies the sender names it', () => {
  expect(outputs(chat)['VerifySender']).toBe(
    `aws sesv2 create-email-identity --region \${AWS::Region} --email-identity ${example.senderAddress}`,
  );
});

describe('the outputs', () => {
  test('tell where the socket is and how the first coordinator is made', () => {
    const { SocketAddress, CreateFirstCoordinator = '', UserPoolId = '', ...rest } = outputs(chat);
    expect(SocketAddress).toMatch(/^wss:\/\/\$\{Socket\w+\}\.execute-api\..+\/live$/);
    expect(CreateFirstCoordinator.split(UserPoolId)).toHaveLength(3);
    expect(CreateFirstCoordinator).toMatch(
      /admin-create-user .+ && .+ admin-add-user-to-group .+ --group-name coordinators$/,
    );
    expect(new Set(Object.keys(rest))).toEqual(
      new Set(['AlarmTopic', 'SignInClientId', 'SignInIssuer', 'VerifySender']),
    );
  });
});
