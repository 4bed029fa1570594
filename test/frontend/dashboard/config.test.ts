// The dashboard's configuration: read, parsed, and what is said when it is wrong.
import { readConfig } from '../../../frontend/dashboard/config.ts';

const GOOD = {
  socket: 'wss://x.execute-api.ca-central-1.amazonaws.com/live',
  serviceName: 'Northfield Libraries',
  timeZone: 'America/Toronto',
  widgetOrigin: 'https://widget.example',
  signIn: { issuer: 'https://issuer.example', clientId: 'desk', groupsClaim: 'groups' },
};

const served = (body: string, status = 200) => readConfig(async () => new Response(body, { status }));

test('is read, with the usual scope where none is given', async () => {
  const read = await served(JSON.stringify(GOOD));
  expect(read).toMatchObject({ outcome: 'read', config: { signIn: { scope: 'openid profile email' } } });
});

test.each([
  [{ ...GOOD, socket: 'https://x.example' }, 'config.json: socket is not a wss address.'],
  [{ ...GOOD, timeZone: 'Toronto' }, 'config.json: timeZone is not the name of a time zone.'],
  [
    { ...GOOD, signIn: { ...GOOD.signIn, issuer: 'nowhere' } },
    'config.json: signIn.issuer is not an address.',
  ],
  [{ ...GOOD, serviceName: '' }, 'config.json: serviceName is empty.'],
])('that is wrong says what is', async (config, problem) => {
  expect(await served(JSON.stringify(config))).toEqual({ outcome: 'wrong', problem });
});

test.each([
  ['missing', served('', 404)],
  ['not JSON', served('<html>')],
])('that is %s counts as not reached', async (_, read) => {
  expect(await read).toEqual({ outcome: 'unreachable' });
});
