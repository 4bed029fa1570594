// Who is in a chat, in words.
import {
  companyWords,
  followingOwner,
  lostSince,
  lostWords,
  onlookersInWords,
  peopleIn,
} from '../../../frontend/dashboard/desk/company-words.ts';
import { active, asAuthor, DANA, KEN, line, PATRON, T0 } from './desk-builders.ts';

const CARMEN = { id: 'carmen', name: 'Carmen Ruiz' };
const TOMAS = { id: 'tomas', name: 'Tomas Berg' };
const chat = active('rosa', KEN, {
  operators: [
    { ...DANA, connected: true },
    { ...KEN, connected: false },
  ],
  onlookers: [CARMEN],
});

test('H67 the details name the owner first, who has no connection, and who looks in', () => {
  expect(peopleIn(chat, DANA.id)).toEqual([
    { id: KEN.id, name: KEN.name, about: 'owner, no connection' },
    { id: DANA.id, name: 'You', about: '' },
    { id: CARMEN.id, name: CARMEN.name, about: 'looking in' },
  ]);
});

test('H67 the chat says who else is in it', () => {
  expect(companyWords(chat, DANA.id)).toBe('also here: Ken Ito (owner)');
  expect(companyWords(chat, KEN.id)).toBe('also here: Dana Whitfield');
  expect(companyWords(active('rosa', DANA), DANA.id)).toBeUndefined();
});

test('H66 the operators read who looks in, and who looks in doesn’t read of themselves', () => {
  expect(onlookersInWords(chat, DANA.id)).toBe('Carmen Ruiz is looking in');
  expect(onlookersInWords({ ...chat, onlookers: [CARMEN, TOMAS] }, DANA.id)).toBe(
    'Carmen Ruiz and Tomas Berg are looking in',
  );
  expect(onlookersInWords(chat, CARMEN.id)).toBeUndefined();
  expect(onlookersInWords(active('rosa', DANA), DANA.id)).toBeUndefined();
});

test('H68 an owner who leaves is followed by whoever has been there longest and is connected', () => {
  const three = active('rosa', DANA, {
    operators: [
      { ...DANA, connected: true },
      { ...KEN, connected: false },
      { ...TOMAS, connected: true },
      { ...CARMEN, connected: true },
    ],
  });
  expect(followingOwner(three, DANA.id)?.id).toBe(TOMAS.id);
  expect(followingOwner(three, TOMAS.id)?.id).toBe(DANA.id);
  expect(followingOwner(active('rosa', DANA), DANA.id)).toBeUndefined();
});

test('H69 a lost chat says whose connection is gone, and since when', () => {
  expect(lostWords(active('rosa', KEN))).toBe('Ken Ito has no connection');
  expect(lostWords(active('rosa', KEN), '14:03')).toBe('Ken Ito has had no connection since 14:03');
  expect(lostWords(chat)).toBe('Dana Whitfield and Ken Ito have no connection');
  const log = [
    line('dropped', 1, asAuthor(KEN), 0, T0),
    line('returned', 2, asAuthor(KEN), 1, T0 + 1),
    line('dropped', 3, asAuthor(KEN), 0, T0 + 2),
    line('dropped', 4, PATRON, 0, T0 + 3),
  ];
  expect(lostSince(log)).toBe(T0 + 2);
  expect(lostSince([])).toBeUndefined();
});
