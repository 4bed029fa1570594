// When the desk suggests guided mode, which pages it suggests to show, and how an address is read.
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { PAGE_ADDRESS_LENGTH } from '../../../lambdas/protocol/limits.ts';
import type { PendingMessage } from '../../../frontend/connection/outbox.ts';
import { dropsToTell, pagesToShow, readAddress } from '../../../frontend/dashboard/desk/guided-offers.ts';

const NOW = 1_795_000_000_000;
const MINUTE = 60_000;
let place = 0;
const position = (minutesAgo: number) => {
  place += 1;
  return { place, after: place - 1, at: NOW - minutesAgo * MINUTE };
};
const patron = { role: 'patron' } as const;
const ada = { role: 'operator', id: 'ada', name: 'Ada' } as const;
const dropped = (minutesAgo: number, connections = 0): Entry => ({
  ...position(minutesAgo),
  kind: 'dropped',
  by: patron,
  connections,
});
const said = (text: string, offer?: { kind: 'guided' }): Entry => ({
  ...position(1),
  kind: 'message',
  by: ada,
  name: `operator0.${place}`,
  text,
  ...(offer && { offer }),
});
const settings = { guidedOfferDrops: 3 };
const told = (entries: Entry[], pending: PendingMessage[] = [], most = settings) =>
  dropsToTell({ entries, pending, settings: most, now: NOW });

describe('drops', () => {
  test('G9 as many as the setting says, within ten minutes', () => {
    expect(told([dropped(9), dropped(5)])).toBeUndefined();
    expect(told([dropped(9), dropped(5), dropped(1)])).toBe(3);
    expect(told([dropped(11), dropped(5), dropped(1)])).toBeUndefined();
    expect(told([dropped(9), dropped(5)], [], { guidedOfferDrops: 2 })).toBe(2);
  });

  test('G9 a tab that closes beside another is no drop, nor an operator’s own', () => {
    const operators: Entry = { ...position(1), kind: 'dropped', by: ada, connections: 0 };
    expect(told([dropped(3), dropped(2), dropped(1, 1), operators])).toBeUndefined();
  });

  test('G9 not again once it was offered, though the offer has not left yet', () => {
    const drops = [dropped(3), dropped(2), dropped(1)];
    expect(told([...drops, said('Shall we?', { kind: 'guided' })])).toBeUndefined();
    expect(
      told(drops, [{ kind: 'queued', id: 'a', text: 'Shall we?', at: NOW, offer: { kind: 'guided' } }]),
    ).toBeUndefined();
    expect(told([...drops, said('No offer')])).toBe(3);
  });

  test('G9 a department that is not known yet has the default', () => {
    expect(
      dropsToTell({
        entries: [dropped(3), dropped(2), dropped(1)],
        pending: [],
        settings: undefined,
        now: NOW,
      }),
    ).toBe(3);
  });
});

test('the patron’s own page is suggested first, then what was said, the newest first and once', () => {
  const page = { address: 'https://l.example/here', title: 'Here' };
  const entries = [
    said('See https://l.example/a and https://l.example/b.'),
    said('Or again https://l.example/a'),
    said('javascript:alert(1)'),
  ];
  expect(pagesToShow({ page }, entries)).toEqual([
    'https://l.example/here',
    'https://l.example/a',
    'https://l.example/b',
  ]);
  expect(pagesToShow({ page: undefined }, [])).toEqual([]);
});

describe('an address', () => {
  test.each([
    ['library.example/hours?day=mo#opening', 'https://library.example/hours?day=mo#opening'],
    [' https://library.example ', 'https://library.example/'],
    ['HTTP://Library.example/A', 'http://library.example/A'],
    ['localhost:5020/x', 'https://localhost:5020/x'],
    ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
    ['bücherei.example', 'https://xn--bcherei-n2a.example/'],
  ])('G6 %s is %s', (written, address) => {
    expect(readAddress(written)).toEqual({ kind: 'address', address });
  });

  test.each([
    ['', 'Write the address'],
    ['javascript:alert(1)', 'Only pages of the web'],
    ['mailto:ask@library.example', 'Only pages of the web'],
    ['ftp://library.example', 'Only pages of the web'],
    ['data:text/html,x', 'Only pages of the web'],
    ['hours', 'no complete address'],
    ['the hours of the library', 'no complete address'],
    ['https://', 'no complete address'],
    ['https://dana:secret@library.example', 'no complete address'],
    [`library.example/${'x'.repeat(PAGE_ADDRESS_LENGTH)}`, 'longer than'],
  ])('G6 %s is told why not', (written, words) => {
    expect(readAddress(written)).toEqual({ kind: 'wrong', sentence: expect.stringContaining(words) });
  });
});
