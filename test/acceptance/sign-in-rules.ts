// Operators' sign-in: what a token has to be, and what it gives (rules S in docs/behaviour.md).
import * as v from 'valibot';
import { forgeries, signedAnew, wellSignedRefusals } from '../support/forged-token.ts';
import { Outbox } from '../support/conversation.ts';
import { operatorHello, randomName } from '../support/wire-client.ts';
import { HERE, type House, type Section } from './house.ts';

export const signInRules: Section = (house) => {
  describe('tokens that hold', () => rightTokens(house));
  describe('tokens that do not', () => wrongTokens(house));
  describe('an issuer of our own', () => ownIssuer(house));
};

const claims = v.looseObject({ sub: v.string(), exp: v.number(), name: v.optional(v.string()) });
const claimsOf = (token: string) =>
  v.parse(
    v.pipe(v.string(), v.parseJson(), claims),
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
  );

function rightTokens(house: () => House): void {
  test('S1, S2: the welcome tells who signed in, until when, and what they may see', async () => {
    const desk = await house().operator('first');
    const { accessToken, idToken } = house().tokens.first;
    const access = claimsOf(accessToken);
    expect(desk.welcome.operator).toMatchObject({ id: access.sub, departmentIds: [HERE] });
    expect(desk.welcome.operator.roles).toContain('operator');
    expect(desk.welcome.signedInUntil).toBe(access.exp * 1_000);
    expect(desk.welcome.departments.map(({ id }) => id)).toContain(HERE);
    const name = idToken === undefined ? undefined : claimsOf(idToken).name;
    if (name !== undefined) expect(desk.name).toBe(name);
    const coordinator = await house().coordinator();
    const record = await house().operatorRecord(coordinator, desk.id);
    expect(record).toEqual(desk.welcome.operator);
  });

  test('S1: without an identity token the name stays what it was', async () => {
    const { accessToken } = house().tokens.first;
    const known = await house().operator('first');
    const wire = await house().bareDashboard();
    const { operator } = await wire.ask(operatorHello({ accessToken }), 'welcome');
    expect(operator).toMatchObject({ id: known.id, name: known.name });
  });

  test('S6: renew goes on with a token of the same person, and with no other', async () => {
    const desk = await house().operator('first');
    const { first, second } = house().tokens;
    const renewed = await desk.wire.ask({ action: 'renew', accessToken: first.accessToken }, 'renewed');
    expect(renewed.signedInUntil).toBe(desk.welcome.signedInUntil);
    for (const accessToken of [second.accessToken, 'not a token', `${first.accessToken}x`]) {
      expect((await desk.wire.refusal({ action: 'renew', accessToken })).code).toBe('notSignedIn');
    }
    await desk.openChats(HERE);
  });

  test('T10: who signs in and goes off duty is seen by those who are signed in', async () => {
    const first = await house().operator('first');
    const second = await house().operator('second');
    const statusOf = (status: string) =>
      first.wire.expect('staff', ({ staff }) =>
        staff.some((colleague) => colleague.id === second.id && colleague.status === status),
      );
    await statusOf('available');
    expect(second.welcome.staff.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
    await second.setStatus('offline');
    await statusOf('offline');
    const from = first.wire.received.length;
    await second.wire.socket.close();
    await first.wire.expect('staff', ({ staff }) => staff.every(({ id }) => id !== second.id), from);
  });
}

function wrongTokens(house: () => House): void {
  test('S3, S5: forged tokens are refused, and the connection is no one’s', async () => {
    const { accessToken } = house().tokens.first;
    const wire = await house().bareDashboard();
    for (const { what, token } of forgeries(accessToken)) {
      const refusal = await wire.refusal(operatorHello({ accessToken: token }));
      expect([what, refusal.code]).toEqual([what, 'notSignedIn']);
      expect((await wire.refusal({ action: 'openChats', departmentId: HERE })).code).toBe('helloFirst');
    }
    await wire.ask(operatorHello(house().tokens.first), 'welcome');
  });

  test('S3: an identity token is no access token', async () => {
    const { idToken } = house().tokens.first;
    if (idToken === undefined) throw new Error('The target’s people need identity tokens.');
    const wire = await house().bareDashboard();
    expect((await wire.refusal(operatorHello({ accessToken: idToken }))).code).toBe('notSignedIn');
  });

  test('S3: tokens that the issuer signed for others, or for another time, are refused', async () => {
    const { target, issuerKey } = house().running;
    const told = target.refusedTokens.map(({ what, accessToken }) => ({ what, token: accessToken }));
    const made = issuerKey ? wellSignedRefusals(house().tokens.first.accessToken, issuerKey) : [];
    const wire = await house().bareDashboard();
    for (const { what, token } of [...told, ...made]) {
      const refusal = await wire.refusal(operatorHello({ accessToken: token }));
      expect([what, refusal.code]).toEqual([what, 'notSignedIn']);
    }
  });

  test('S4: whoever is in none of the groups is not staff', async () => {
    const { stranger } = house();
    if (stranger === undefined) return;
    const wire = await house().bareDashboard();
    expect((await wire.refusal(operatorHello(stranger))).code).toBe('notStaff');
    expect((await wire.refusal({ action: 'openChats', departmentId: HERE })).code).toBe('helloFirst');
  });

  test('S7: an identity token of somebody else lends no name', async () => {
    const { first, second } = house().tokens;
    const wire = await house().bareDashboard();
    const mixed = operatorHello({ accessToken: first.accessToken, idToken: second.idToken });
    expect((await wire.refusal(mixed)).code).toBe('notSignedIn');
  });
}

/** These need tokens that only an issuer can make, so they are about the local runner alone. */
function ownIssuer(house: () => House): void {
  const minted = (more: object) => {
    const { issuerKey } = house().running;
    if (issuerKey === undefined) return undefined;
    const { accessToken, idToken = '' } = house().tokens.first;
    const sign = (token: string) => signedAnew(token, issuerKey, more);
    return { accessToken: sign(accessToken), idToken: sign(idToken) };
  };

  test('S2: a record is made at the first sign-in, and follows what the issuer says', async () => {
    const sub = `acceptance-${randomName(6)}`;
    const tokens = minted({ sub, name: 'New Comer', email: 'new@library.example', groups: ['operators'] });
    if (!tokens) return;
    const coordinator = await house().coordinator();
    const wire = await house().bareDashboard();
    const { operator } = await wire.ask(operatorHello(tokens), 'welcome');
    expect(operator).toMatchObject({
      id: sub,
      name: 'New Comer',
      email: 'new@library.example',
      roles: ['operator'],
    });
    expect(await house().operatorRecord(coordinator, sub)).toEqual(operator);
    const married = minted({ sub, name: 'Wed Comer', email: 'w@library.example', groups: ['coordinators'] });
    const later = await house().bareDashboard();
    const welcome = await later.ask(operatorHello(married ?? tokens), 'welcome');
    expect(welcome.operator).toMatchObject({ name: 'Wed Comer', roles: ['coordinator'] });
    expect(await house().operatorRecord(coordinator, sub)).toEqual(welcome.operator);
  });

  test('S1, M11: when the sign-in has ended, the connection may do nothing more until it is renewed', async () => {
    const soon = { exp: Math.floor(Date.now() / 1_000) + 4 };
    const tokens = minted(soon);
    if (!tokens) return;
    const [patron, wire] = [await house().patron(), await house().bareDashboard()];
    const { signedInUntil } = await wire.ask(operatorHello(tokens), 'welcome');
    const { chatId } = patron;
    await patron.start('Quick, please');
    await wire.expect('chatChanged', ({ chat }) => chat.chatId === chatId);
    await wire.ask({ action: 'claim', chatId }, 'chat');
    await new Promise((resolve) => setTimeout(resolve, signedInUntil - Date.now() + 500));
    const outbox = new Outbox();
    const late = await wire.refusedMessage(chatId, outbox.at(1), 'Too late');
    expect(late.code).toMatch(/^(notSignedIn|notAllowed)$/);
    expect((await wire.refusal({ action: 'openChats', departmentId: HERE })).code).toBe('notSignedIn');
    await patron.say('Are you there?');
    await wire.ask({ action: 'renew', accessToken: house().tokens.first.accessToken }, 'renewed');
    await wire.ask({ action: 'attach', chatId, after: 0 }, 'chat');
    await wire.place(chatId, outbox.next(), 'I am');
  });
}
