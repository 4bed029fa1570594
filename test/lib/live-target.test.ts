// What `npm run test:live` reads, and the sentences that answer what is missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../local/start-error.ts';
import { readLiveTarget } from '../live/target.ts';

const folder = mkdtempSync(join(tmpdir(), 'carrel-live-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const file = (content: unknown): string => {
  const path = join(folder, `${(files += 1)}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const chat = {
  SocketAddress: 'wss://abc.execute-api.ca-central-1.amazonaws.com/live',
  SignInIssuer: 'https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_x',
  SignInClientId: 'client',
  UserPoolId: 'ca-central-1_x',
};
const frontEnds = {
  DashboardAddress: 'https://desk.northfield.example/',
  AvailabilityAddress: 'https://chat.northfield.example/availability.json',
  EmbedSnippet: '<script>',
};
const outputs = file({ 'Carrel-Chat': chat, 'Carrel-FrontEnds': frontEnds });
const elsewhere = file({ Chat: { ...chat, UserPoolId: undefined }, FrontEnds: frontEnds });
const people = ['operator', 'operator', 'coordinator'].map((role) => ({
  role,
  accessToken: 'a',
  idToken: 'i',
}));
const withPasswords = people.map(({ role }) => ({ role, username: 'u', password: 'p' }));

const complaint = (flags: readonly string[], environment: NodeJS.ProcessEnv = {}): string => {
  try {
    readLiveTarget(flags, environment);
    return 'none';
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
};

test('outputs and people make a target', () => {
  const target = readLiveTarget(['--outputs', outputs, '--people', file(people)], {});
  expect(target).toEqual({
    socket: chat.SocketAddress,
    availability: frontEnds.AvailabilityAddress,
    signIn: {
      issuer: chat.SignInIssuer,
      clientId: 'client',
      redirectUri: 'https://desk.northfield.example/',
      scope: 'openid profile email',
    },
    people,
  });
});

test('people may be named by the environment, and sign in by password at another issuer', () => {
  const target = readLiveTarget(['--outputs', elsewhere], { CARREL_PEOPLE: file(withPasswords) });
  expect(target.people).toEqual(withPasswords);
});

test.each([
  ['no outputs', [], /^Which deployment\? npm run test:live -- --outputs FILE/],
  ['an unknown flag', ['--output', 'x'], /^Use it so: npm run test:live/],
  ['outputs that are not there', ['--outputs', '/nowhere'], /^\/nowhere can't be read as JSON\.$/],
  [
    'outputs of another app',
    ['--outputs', file({ Other: { Address: 'x' } })],
    /lacks the outputs of the chat's/,
  ],
  [
    'no people',
    ['--outputs', outputs],
    /^Who signs in\? .+ admin-initiate-auth --user-pool-id ca-central-1_x /,
  ],
  ['no people at another issuer', ['--outputs', elsewhere], /"username" and "password" do as well/],
  ['people of a wrong form', ['--outputs', outputs, '--people', file([{}])], /is not such a list/],
  ['too few people', ['--outputs', outputs, '--people', file(people.slice(1))], /needs two operators, and a/],
  [
    'passwords for Cognito',
    ['--outputs', outputs, '--people', file(withPasswords)],
    /must give tokens, not passwords, for Cognito\./,
  ],
])('%s are answered in a sentence', (_, flags, sentence) => {
  expect(complaint(flags)).toMatch(sentence);
});
