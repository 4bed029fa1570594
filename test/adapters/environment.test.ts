// The functions' environment is checked when a container starts.
import { readEnvironment, readMailEnvironment } from '../../lambdas/adapters/environment.ts';
import { hashOf } from '../../lambdas/adapters/secret-hash.ts';

const good = {
  MANAGEMENT_ENDPOINT: 'https://abc.execute-api.eu-west-1.amazonaws.com/live',
  SIGN_IN_ISSUER: 'https://issuer.example',
  SIGN_IN_CLIENT_ID: 'dashboard',
  SIGN_IN_JWKS_URI: 'https://issuer.example/jwks',
  SIGN_IN_GROUPS_CLAIM: 'cognito:groups',
  WIDGET_ORIGIN: 'https://widget.example',
  AVAILABILITY_BUCKET: 'availability',
};

test('what the stack sets is read; what else there is is left', () => {
  expect(readEnvironment({ ...good, PATH: '/bin' })).toEqual({ ...good, PAGE_CHECK_ALLOWED_HOSTS: '' });
});

test.each(Object.keys(good))('without %s no container starts', (name) => {
  expect(() => readEnvironment({ ...good, [name]: undefined })).toThrow();
});

test.each(['MANAGEMENT_ENDPOINT', 'SIGN_IN_ISSUER', 'SIGN_IN_JWKS_URI', 'WIDGET_ORIGIN'])(
  '%s is an address',
  (name) => {
    expect(() => readEnvironment({ ...good, [name]: 'not an address' })).toThrow();
  },
);

test('a resume token is stored as its SHA-256', () => {
  expect(hashOf('token')).toBe('PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A');
});

const forMails = {
  TABLE_NAME: 'chats',
  SERVICE_NAME: 'Northfield Libraries',
  TIME_ZONE: 'America/Toronto',
  ASK_A_LIBRARIAN_ADDRESS: 'ask@library.example',
};

test('what mails are made with is read too; a function that sends none has no sender', () => {
  expect(readMailEnvironment(forMails)).toEqual({ ...forMails, SENDER_ADDRESS: '' });
  expect(readMailEnvironment({ ...forMails, SENDER_ADDRESS: 'chat@library.example' })).toMatchObject({
    SENDER_ADDRESS: 'chat@library.example',
  });
});

test.each(Object.keys(forMails))('without %s no function sends mails', (name) => {
  expect(() => readMailEnvironment({ ...forMails, [name]: undefined })).toThrow();
});
