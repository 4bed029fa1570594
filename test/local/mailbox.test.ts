// The mailbox as the functions' SES client meets it, and the life of child processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';

import { type Mailbox, startMailbox } from '../../local/mailbox.ts';
import { isFree } from '../../local/ports.ts';

describe('the mailbox', () => {
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await startMailbox();
  });
  afterAll(async () => mailbox.stop());

  it('takes a mail from the SDK and shows it', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new SESClient({ endpoint: mailbox.endpoint, region: 'us-east-1', credentials });

    await client.send(
      new SendEmailCommand({
        Source: 'chat@library.example',
        Destination: { ToAddresses: ['ask@library.example'] },
        Message: { Subject: { Data: 'A question' }, Body: { Text: { Data: 'Where is the map room?' } } },
      }),
    );
    client.destroy();

    const store: unknown = await (await fetch(`${mailbox.endpoint}/store`)).json();
    expect(store).toMatchObject({
      emails: [{ subject: 'A question', destination: { to: ['ask@library.example'] } }],
    });
    expect((await fetch(mailbox.endpoint)).headers.get('content-type')).toContain('text/html');
  });
});

it('leaves no child behind when the runner is killed', async () => {
  const script = `
    import { startMailbox } from ${JSON.stringify(join(__dirname, '../../local/mailbox.ts'))};
    startMailbox().then(({ endpoint }) => console.log(endpoint));`;
  const runner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [endpoint] = await once(runner.stdout, 'data');
  const port = Number(new URL(String(endpoint).trim()).port);
  expect(await isFree(port)).toBe(false);

  runner.kill('SIGKILL');

  const deadline = Date.now() + 5_000;
  while (!(await isFree(port)) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await isFree(port)).toBe(true);
});
