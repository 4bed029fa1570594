// The operator's sign-in over its life: kept over reloads, renewed in time, ended, left.
import { settled, FakeSurroundings } from '../../support/fake-surroundings.ts';
import type { Issuer, TokenOutcome, Tokens } from '../../../frontend/dashboard/sign-in/issuer.ts';
import { SignIn } from '../../../frontend/dashboard/sign-in/sign-in.ts';
import { kept } from './kept-items.ts';

const ATTEMPT = { state: 's', nonce: 'n', verifier: 'v', screen: '#/transcripts' };

function prepared({ address = 'https://desk.example/', storage = kept() } = {}) {
  const world = new FakeSurroundings();
  const left: string[] = [];
  const shown: string[] = [];
  const outcomes: TokenOutcome[] = [];
  const renewals: Tokens[] = [];
  const issuer: Pick<Issuer, 'begin' | 'complete' | 'renew' | 'wayOut'> = {
    begin: async () => ({ address: new URL('https://issuer.example/auth'), attempt: ATTEMPT }),
    complete: async () => outcomes.shift() ?? { outcome: 'unreachable' },
    renew: async (older) => {
      renewals.push(older);
      return outcomes.shift() ?? { outcome: 'unreachable' };
    },
    wayOut: async () => new URL('https://issuer.example/out'),
  };
  const signIn = new SignIn({
    issuer,
    storage,
    page: {
      address: () => new URL(address),
      leaveFor: ({ href }) => left.push(href),
      show: ({ href }) => shown.push(href),
    },
    now: world.now,
    after: world.after,
  });
  const tokens = (name: string, lasts = 600_000): Tokens => ({
    accessToken: name,
    refreshToken: 'refresh',
    expiresAt: world.now() + lasts,
  });
  return { world, left, shown, outcomes, renewals, signIn, storage, tokens };
}

/** Signed in with tokens that last ten minutes. */
async function signedIn() {
  const house = prepared({ address: 'https://desk.example/?code=c&state=s' });
  house.storage.setItem('carrel.signInAttempt', JSON.stringify(ATTEMPT));
  house.outcomes.push({ outcome: 'tokens', tokens: house.tokens('one') });
  await house.signIn.start();
  return house;
}

describe('a sign-in', () => {
  test('leaves for the issuer when there is nothing to go on with', async () => {
    const { signIn, left } = prepared();
    await signIn.start();
    expect(left).toEqual(['https://issuer.example/auth']);
    expect(signIn.state.value.kind).toBe('signingIn');
  });

  test('is completed on return, and shows the screen that was asked for, without the code', async () => {
    const { signIn, shown, storage } = await signedIn();
    expect(signIn.state.value.kind).toBe('signedIn');
    expect(shown).toEqual(['https://desk.example/#/transcripts']);
    expect(storage.getItem('carrel.signInAttempt')).toBeNull();
  });

  test('is begun anew by an address of return that nothing is remembered of', async () => {
    const { signIn, left } = prepared({ address: 'https://desk.example/?code=old&state=old' });
    await signIn.start();
    expect(left).toEqual(['https://issuer.example/auth']);
  });

  test('says why it failed', async () => {
    const { signIn, storage, outcomes } = prepared({ address: 'https://desk.example/?error=x&state=s' });
    storage.setItem('carrel.signInAttempt', JSON.stringify(ATTEMPT));
    outcomes.push({ outcome: 'refused', message: 'The sign-in was cancelled.' });
    await signIn.start();
    expect(signIn.state.value).toEqual({ kind: 'failed', message: 'The sign-in was cancelled.' });
  });

  test('outlives a reload; one that has run out is renewed first', async () => {
    const { storage, tokens } = await signedIn();
    const again = prepared({ storage });
    await again.signIn.start();
    expect(again.signIn.state.value.kind).toBe('signedIn');
    storage.setItem('carrel.signIn', JSON.stringify(tokens('old', -1)));
    const late = prepared({ storage });
    late.outcomes.push({ outcome: 'tokens', tokens: late.tokens('two') });
    await late.signIn.start();
    expect(late.renewals).toHaveLength(1);
    expect(late.signIn.state.value).toMatchObject({ kind: 'signedIn', tokens: { accessToken: 'two' } });
  });

  test('that was tampered with in the storage counts as none', async () => {
    const { signIn, storage, left } = prepared();
    storage.setItem('carrel.signIn', '{"accessToken": 7}');
    await signIn.start();
    expect(left).toHaveLength(1);
  });
});

describe('renewal', () => {
  test('comes two minutes before the end, by itself', async () => {
    const { signIn, world, outcomes, tokens } = await signedIn();
    outcomes.push({ outcome: 'tokens', tokens: tokens('two', 1_200_000) });
    world.pass(479_000);
    await settled();
    expect(signIn.state.value).toMatchObject({ tokens: { accessToken: 'one' } });
    world.pass(1_000);
    await settled();
    expect(signIn.state.value).toMatchObject({ tokens: { accessToken: 'two' } });
  });

  test('is tried again while the issuer can’t be reached', async () => {
    const { signIn, world, outcomes, renewals, tokens } = await signedIn();
    world.pass(480_000);
    await settled();
    expect(renewals).toHaveLength(1);
    expect(signIn.state.value.kind).toBe('signedIn');
    outcomes.push({ outcome: 'tokens', tokens: tokens('two') });
    world.pass(10_000);
    await settled();
    expect(signIn.state.value).toMatchObject({ tokens: { accessToken: 'two' } });
  });

  test('that is refused ends the sign-in, which is forgotten', async () => {
    const { signIn, world, outcomes, storage } = await signedIn();
    outcomes.push({ outcome: 'refused', message: 'no' });
    world.pass(480_000);
    await settled();
    expect(signIn.state.value.kind).toBe('ended');
    expect(storage.getItem('carrel.signIn')).toBeNull();
    expect(await signIn.current()).toBeUndefined();
  });

  test('is one request, however many ask for it', async () => {
    const { signIn, outcomes, renewals, tokens } = await signedIn();
    outcomes.push({ outcome: 'tokens', tokens: tokens('two') });
    const [one, other] = await Promise.all([signIn.renew(), signIn.renew()]);
    expect(renewals).toHaveLength(1);
    expect(one).toBe(other);
  });
});

test('signing out forgets the tokens, leaves by the issuer, and stays out on return', async () => {
  const { signIn, left, storage } = await signedIn();
  await signIn.signOut();
  expect(left).toEqual(['https://issuer.example/out']);
  expect(storage.getItem('carrel.signIn')).toBeNull();
  const back = prepared({ storage });
  await back.signIn.start();
  expect(back.signIn.state.value.kind).toBe('signedOut');
  expect(back.left).toEqual([]);
});
