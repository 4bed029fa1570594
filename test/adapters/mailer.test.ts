// Mails as SES gets them: the headers, one recipient, and which of its errors are for good.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SesMailer, mimeOf } from '../../lambdas/adapters/mailer.ts';
import type { BuiltMail } from '../../lambdas/app/mails/built-mail.ts';

const SENDER = 'chat@library.example';
const mail: BuiltMail = {
  to: { address: 'sam@example.org' },
  fromName: 'Northfield Libraries',
  replyTo: { name: 'Ask', address: 'ask@library.example' },
  subject: 'Your question – مرحبا',
  text: 'Text: ü\n'.repeat(200),
  html: '<p>HTML: ü</p>',
};

const mimeText = async (more: Partial<BuiltMail> = {}): Promise<string> =>
  new TextDecoder().decode(await mimeOf({ ...mail, ...more }, SENDER));

/** The names of a mail's headers, unfolded. */
const headersOf = (mime: string): string[] =>
  (mime.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/gu, ' ').split('\r\n');

describe('the MIME text', () => {
  test('has the text before the HTML, and asks programs not to answer', async () => {
    const mime = await mimeText();
    const headers = headersOf(mime);
    expect(headers).toContain('From: Northfield Libraries <chat@library.example>');
    expect(headers).toContain('To: sam@example.org');
    expect(headers).toContain('Reply-To: Ask <ask@library.example>');
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(mime).toMatch(
      /multipart\/alternative[\s\S]+text\/plain; charset=utf-8[\s\S]+text\/html; charset=utf-8/u,
    );
    expect(mime).toContain(Buffer.from('<p>HTML: ü</p>').toString('base64'));
    for (const line of mime.split('\r\n')) expect(line.length).toBeLessThan(200);
  });

  const attack = 'x\r\nBcc: eve@example.org\r\n\r\nbody';
  test.each<[string, Partial<BuiltMail>]>([
    ['subject', { subject: attack }],
    ['sender’s name', { fromName: attack }],
    ['name of who is answered', { replyTo: { name: attack, address: 'sam@example.org' } }],
    ['address of who is answered', { replyTo: { address: `sam@example.org${attack}` } }],
    ['recipient’s name', { to: { name: attack, address: 'sam@example.org' } }],
    ['recipient’s address', { to: { address: `sam@example.org${attack}` } }],
    ['line separators', { subject: 'x\u2028Bcc: eve@example.org\u0085Bcc: e@x.org\u000bBcc: e@x.org' }],
  ])('F13: no header comes in through the %s', async (_what, more) => {
    const plain = headersOf(await mimeText()).map((line) => line.split(':')[0]);
    const headers = headersOf(await mimeText(more)).map((line) => line.split(':')[0]);
    expect(headers).toEqual(plain);
    expect(headers).not.toContain('Bcc');
  });
});

describe('SES', () => {
  interface Answer {
    readonly status: number;
    readonly body: string;
  }
  const accepted: Answer = {
    status: 200,
    body: '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  };
  const refusal = (status: number, code: string, message = 'No.'): Answer => ({
    status,
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  });
  let next: Answer = accepted;
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      asked.push(new URLSearchParams(body));
      response.writeHead(next.status, { 'content-type': 'text/xml' }).end(next.body);
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${address.port}`,
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
    next = accepted;
  });

  test('is asked once, from the sender, for the one recipient', async () => {
    expect(await new SesMailer(SENDER).send(mail)).toEqual({ outcome: 'accepted' });
    expect(asked).toHaveLength(1);
    const sent = Object.fromEntries(asked[0]!);
    expect(sent).toMatchObject({
      Action: 'SendRawEmail',
      Source: SENDER,
      'Destinations.member.1': 'sam@example.org',
    });
    expect(Object.keys(sent).filter((key) => key.startsWith('Destinations'))).toHaveLength(1);
    expect(Buffer.from(sent['RawMessage.Data'] ?? '', 'base64').toString()).toContain('To: sam@example.org');
  });

  test.each<[number, string, boolean]>([
    [400, 'MessageRejected', false],
    [400, 'InvalidParameterValue', false],
    [400, 'Throttling', true],
    [400, 'MailFromDomainNotVerifiedException', true],
    [400, 'AccountSendingPausedException', true],
    [403, 'AccessDenied', true],
    [500, 'InternalFailure', true],
    [503, 'ServiceUnavailable', true],
  ])('F8: %i %s may pass: %s', async (status, code, passing) => {
    next = refusal(status, code, 'Email address is\nnot verified.');
    const tried = await new SesMailer(SENDER).send(mail);
    expect(tried).toMatchObject({ outcome: 'failed', passing });
    expect(tried).toMatchObject({ reason: expect.stringContaining('Email address is not verified.') });
    expect(asked).toHaveLength(1);
  });

  test('F8: that can’t be reached may be reached later', async () => {
    const { AWS_ENDPOINT_URL_SES: before } = process.env;
    process.env['AWS_ENDPOINT_URL_SES'] = 'http://127.0.0.1:1';
    const tried = await new SesMailer(SENDER).send(mail);
    process.env['AWS_ENDPOINT_URL_SES'] = before;
    expect(tried).toMatchObject({ outcome: 'failed', passing: true });
  });
});
