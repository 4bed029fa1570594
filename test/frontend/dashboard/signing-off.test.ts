// Going off duty or out with open chats: asked once, and nothing done before the answer.
import { signal } from '@preact/signals';
import type { DeskChat } from '../../../frontend/dashboard/desk/desk-state.ts';
import { SigningOff } from '../../../frontend/dashboard/status/signing-off.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import { active, DANA, ended } from './desk-builders.ts';

const known = (chat: DeskChat['chat']): DeskChat => ({
  chat,
  wasMine: true,
  lastMessage: undefined,
  place: 0,
  readTo: 0,
  unread: 0,
  writer: undefined,
});

function prepared(status: Status, ...mine: DeskChat['chat'][]) {
  const lists = signal({ waiting: [], mine: mine.map(known), withColleagues: [] as DeskChat[] });
  const done: string[] = [];
  const signingOff = new SigningOff({
    status: signal(status),
    lists,
    go: (to) => done.push(to),
    signOut: () => done.push('out'),
  });
  return { lists, done, signingOff };
}

test.each(['offline', 'internalOnly', 'signOut'] as const)(
  'D3: %s asks about the open chats first, and goes when they are kept',
  (to) => {
    const { signingOff, done } = prepared(
      'available',
      active('amina', DANA),
      active('bo', DANA),
      ended('uma', DANA),
    );
    signingOff.wish(to);
    expect([signingOff.asked.value, done]).toEqual([to, []]);
    expect(signingOff.chats.value.map(({ question }) => question)).toEqual([
      'the question of amina',
      'the question of bo',
    ]);

    signingOff.keep();
    expect([signingOff.asked.value, done]).toEqual([undefined, [to === 'signOut' ? 'out' : to]]);
  },
);

test('D3: who stays has changed nothing, and is asked again the next time', () => {
  const { signingOff, done } = prepared('away', active('amina', DANA));
  signingOff.wish('offline');
  signingOff.stay();
  expect([signingOff.asked.value, done]).toEqual([undefined, []]);
  signingOff.keep();
  expect(done).toEqual([]);
  signingOff.wish('offline');
  expect(signingOff.asked.value).toBe('offline');
});

test('D3: without an open chat nothing is asked', () => {
  const { signingOff, done } = prepared('available', ended('uma', DANA));
  signingOff.wish('offline');
  signingOff.wish('signOut');
  expect([signingOff.asked.value, done]).toEqual([undefined, ['offline', 'out']]);
});

test('D3: who is off duty already is asked only before signing out', () => {
  const { signingOff, done } = prepared('offline', active('amina', DANA));
  signingOff.wish('internalOnly');
  expect([signingOff.asked.value, done]).toEqual([undefined, ['internalOnly']]);
  signingOff.wish('signOut');
  expect(signingOff.asked.value).toBe('signOut');
});

test('D3: a chat that ends meanwhile leaves the question', () => {
  const { signingOff, lists } = prepared('available', active('amina', DANA), active('bo', DANA));
  signingOff.wish('offline');
  lists.value = { ...lists.value, mine: [known(ended('amina', DANA)), known(active('bo', DANA))] };
  expect(signingOff.chats.value).toHaveLength(1);
});
