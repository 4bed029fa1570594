// The mailbox: takes the service's mails in place of SES and shows them on a page.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { type Child, startChild, untilReady } from './child.ts';
import { HOST, freePort } from './ports.ts';

export type Mailbox = {
  /** The page, and the endpoint for the SES client. Tests read `GET /store` and `POST /clear-store` there. */
  readonly endpoint: string;
  stop(): Promise<void>;
};

/**
 * aws-ses-v2-local keeps only the first recipient of a SendEmail, and never answers actions other than
 * SendEmail and SendRawEmail: send to one recipient at a time, and put faults before it.
 */
export async function startMailbox({ port }: { port?: number } = {}): Promise<Mailbox> {
  const at = port ?? (await freePort());
  const folder = dirname(createRequire(import.meta.url).resolve('aws-ses-v2-local/package.json'));
  const child: Child = startChild({
    name: 'mailbox',
    file: process.execPath,
    arguments: [join(folder, 'dist/cli.js'), '--host', HOST, '--port', String(at)],
  });
  const endpoint = `http://${HOST}:${at}`;
  await untilReady('The mailbox', child, () => healthy(endpoint));
  return { endpoint, stop: () => child.stop() };
}

async function healthy(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/health-check`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
