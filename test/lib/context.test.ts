// What an administrator may write into cdk.json, and the sentences that answer a mistake there.
import { parseServiceContext } from '../../lib/context.ts';
import { ContextError } from '../../lib/context-error.ts';
import { contextOfCdkJson, emulation, example, localIssuer } from './synthesized.ts';

const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-aaaa-bbbb-cccc-1234567890ab';

/** The lines about single keys, without the heading. */
const complaints = (carrel: unknown): readonly string[] => {
  try {
    parseServiceContext(carrel);
    return [];
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
};

describe('the context', () => {
  test('of cdk.json is a service that could be deployed', () => {
    expect(parseServiceContext(contextOfCdkJson()['carrel'])).toEqual({ ...example, stackPrefix: 'Carrel' });
  });

  test('may come from the command line as the text of an object', () => {
    expect(parseServiceContext(JSON.stringify(example)).serviceName).toBe(example.serviceName);
  });

  test('takes everything that is optional', () => {
    const full = {
      ...example,
      alarmAddress: 'systems@northfield.example',
      stackPrefix: 'Carrel-Test',
      signInPrefix: 'northfield-chat',
      domains: {
        widget: { name: 'chat.northfield.example', certificateArn },
        dashboard: { name: 'desk.northfield.example', certificateArn },
      },
      signIn: localIssuer,
      emulation,
    };
    expect(parseServiceContext(full)).toEqual(full);
  });

  test('that is missing altogether is asked for', () => {
    expect(complaints(undefined)).toEqual([
      'carrel: expected an object with the keys serviceName, timeZone, senderAddress, askALibrarianAddress, pageOrigins; found nothing.',
    ]);
  });

  test('names every key that is missing', () => {
    const keys = complaints({}).map((line) => line.split(':')[0]);
    expect(keys).toEqual(Object.keys(example).map((key) => `carrel.${key}`));
  });

  test('says which of several keys are wrong, all at once', () => {
    expect(complaints({ ...example, timeZone: 'Toronto', senderAddress: 'chat.northfield.example' })).toEqual(
      [
        'carrel.timeZone: expected an IANA time zone, such as "America/Toronto"; found "Toronto".',
        'carrel.senderAddress: expected the email address that Carrel sends from, such as "chat@library.example.org"; found "chat.northfield.example".',
      ],
    );
  });

  test.each([
    ['serviceName', ''],
    ['serviceName', 'x'.repeat(81)],
    ['serviceName', '<b>Library</b>'],
    ['serviceName', 7],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+05:30'],
    ['senderAddress', 'chat@'],
    ['askALibrarianAddress', 'nobody'],
    ['alarmAddress', 'systems'],
    ['pageOrigins', []],
    ['pageOrigins', 'https://library.example.org'],
    ['pageOrigins', ['https://a.example', 'https://a.example']],
    ['pageOrigins.0', ['http://library.example.org']],
    ['pageOrigins.1', ['https://a.example', 'https://library.example.org/catalogue']],
    ['pageOrigins.0', ['https://*.example.org']],
    ['pageOrigins.0', ['https://person:word@example.org']],
    ['stackPrefix', 'My Library'],
    ['signInPrefix', 'my-cognito'],
    ['signInPrefix', 'Northfield'],
    ['domains.widget.name', { widget: { name: 'https://chat.example.org', certificateArn } }],
    ['domains.widget.certificateArn', { widget: { name: 'chat.example.org', certificateArn: 'abc' } }],
    [
      'domains.dashboard.certificateArn',
      {
        dashboard: {
          name: 'desk.example.org',
          certificateArn: certificateArn.replace('us-east-1', 'ca-central-1'),
        },
      },
    ],
    ['domains.widget.certificateArn', { widget: { name: 'chat.example.org' } }],
    ['signIn.issuer', { ...localIssuer, issuer: 'http://sign-in.example.org' }],
    ['signIn.jwksUri', { ...localIssuer, jwksUri: 'keys' }],
    ['signIn.clientId', { ...localIssuer, clientId: '' }],
    ['emulation.socket', { ...emulation, socket: 'http://127.0.0.1:1/{api}' }],
    ['emulation.managementEndpoint', { ...emulation, managementEndpoint: 'http://10.0.0.1/{api}' }],
    ['emulation', { ...emulation, dashboardOrigin: emulation.widgetOrigin }],
  ])('refuses a wrong %s: %j', (key, value) => {
    const name = key.split('.')[0] ?? key;
    const lines = complaints({ ...example, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^carrel\\.${key}: expected .+; found .+\\.$`));
  });

  test('never puts widget and dashboard on one host', () => {
    const domain = { name: 'chat.northfield.example', certificateArn };
    expect(complaints({ ...example, domains: { widget: domain, dashboard: domain } })).toEqual([
      expect.stringMatching(/^carrel\.domains: expected .+ a different host name each; found /),
    ]);
  });

  test('names a key that it does not know, and those that it does', () => {
    expect(complaints({ ...example, timezone: 'America/Toronto' })).toEqual([
      expect.stringMatching(
        /^carrel\.timezone: expected one of serviceName, timeZone, .*; found "timezone"\.$/,
      ),
    ]);
    expect(complaints({ ...example, emulation: { ...emulation, port: 1 } })).toEqual([
      expect.stringMatching(
        /^carrel\.emulation\.port: expected an object with "managementEndpoint", .+; found "port"\.$/,
      ),
    ]);
  });
});
