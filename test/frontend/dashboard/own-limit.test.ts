// How many chats at once one is offered: chosen, shown at once, and taken from the tallies.
import { signal } from '@preact/signals';
import { Wire } from '../../../frontend/connection/wire.ts';
import { OwnLimit } from '../../../frontend/dashboard/status/own-limit.ts';
import type { OperatorFrame, ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { dana, reference } from './desk-builders.ts';
import { FakeServer } from './fake-server.ts';

const allowing = (id: string, chatsAtOnce: number): Department => ({
  ...reference,
  id,
  settings: { ...reference.settings, chatsAtOnce },
});

async function prepared(...departments: Department[]) {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const wire = new Wire<OperatorFrame, ToOperator>({
    url: 'wss://x.example',
    surroundings: world,
    parse: (value) => value as ToOperator,
    hello: async (ref) => ({ action: 'renew', ref, accessToken: 'x' }),
  });
  const ownDepartments = signal<readonly Department[]>(departments);
  const inTally = signal<number | undefined>(undefined);
  const said: string[] = [];
  const refused: string[] = [];
  const limit = new OwnLimit({
    session: { wire },
    team: { ownDepartments, ownLimit: inTally },
    say: (sentence) => said.push(sentence),
    onRefused: (sentence) => refused.push(sentence),
  });
  wire.start();
  world.socket.open();
  const { ref } = await server.one('renew');
  await server.say({
    type: 'welcome',
    ref,
    serverTime: 0,
    signedInUntil: 0,
    staff: [],
    operator: dana,
    departments,
  });
  return { world, server, limit, ownDepartments, inTally, said, refused };
}

test('D5: from 1 to the largest number that the departments allow', async () => {
  const { limit, ownDepartments } = await prepared(allowing('reference', 4), allowing('music', 6));
  expect(limit.most.value).toBe(6);
  ownDepartments.value = [];
  expect(limit.most.value).toBeUndefined();
});

test('D5: it shows at once, is said aloud, and is the tally’s from then on', async () => {
  const { limit, server, inTally, said } = await prepared(allowing('reference', 4));
  const choosing = limit.choose(2);
  expect(limit.chosen.value).toBe(2);
  const { ref, limit: asked } = await server.one('setOwnLimit');
  expect(asked).toBe(2);
  await server.say({ type: 'done', ref });
  await choosing;
  expect([limit.chosen.value, said]).toEqual([2, ['You are offered at most 2 chats at once.']]);

  inTally.value = 2;
  inTally.value = 3;
  expect(limit.chosen.value).toBe(3);
});

test('D5: none is asked for without a number', async () => {
  const { limit, server, inTally, said } = await prepared(allowing('reference', 4));
  inTally.value = 1;
  const choosing = limit.choose(undefined);
  const asked = await server.one('setOwnLimit');
  expect(asked).not.toHaveProperty('limit');
  expect(limit.chosen.value).toBeUndefined();
  await server.say({ type: 'done', ref: asked.ref });
  await choosing;
  expect(said).toEqual(['You are offered as many chats at once as your departments say.']);
});

test('D5: what is refused is said, and the number is what it was', async () => {
  const { limit, server, inTally, refused } = await prepared(allowing('reference', 4));
  inTally.value = 3;
  const choosing = limit.choose(1);
  const { ref } = await server.one('setOwnLimit');
  await server.say({ type: 'error', ref, code: 'busy', message: 'Too much at once.' });
  await choosing;
  expect([limit.chosen.value, refused]).toEqual([3, ['Too much at once.']]);
});

test('D5: a number that the departments no longer allow counts as theirs', async () => {
  const { limit, inTally, ownDepartments } = await prepared(allowing('reference', 6));
  inTally.value = 5;
  expect(limit.chosen.value).toBe(5);
  ownDepartments.value = [allowing('reference', 4)];
  expect(limit.chosen.value).toBeUndefined();
});
