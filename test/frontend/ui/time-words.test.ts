// Times as people say them, in the library's time zone.
import { LibraryTime, plural, span, spokenSpan, stopwatch } from '../../../frontend/ui/time-words.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('spans', () => {
  test.each([
    [0, '0:00'],
    [20 * SECOND, '0:20'],
    [72 * SECOND, '1:12'],
    [HOUR + 2 * MINUTE + 5 * SECOND, '1:02:05'],
    [-SECOND, '0:00'],
  ])('%d ms on a stopwatch is %s', (ms, words) => expect(stopwatch(ms)).toBe(words));

  test.each([
    [18 * SECOND, '18 s'],
    [59.9 * SECOND, '59 s'],
    [4 * MINUTE, '4 min'],
    [HOUR, '1 h'],
    [HOUR + 5 * MINUTE, '1 h 5 min'],
    [24 * HOUR, '1 day'],
    [72 * HOUR, '3 days'],
    [-5, '0 s'],
  ])('%d ms in short is %s', (ms, words) => expect(span(ms)).toBe(words));

  test.each([
    [SECOND, '1 second'],
    [72 * SECOND, '1 minute 12 seconds'],
    [2 * MINUTE, '2 minutes'],
  ])('%d ms spoken is %s', (ms, words) => expect(spokenSpan(ms)).toBe(words));

  test('words follow their number', () => {
    expect(plural(1, 'chat is', 'chats are')).toBe('1 chat is');
    expect(plural(0, 'chat')).toBe('0 chats');
  });
});

describe('the library’s time', () => {
  // The 4th in Greenwich, still the 3rd where clocks are three hours and a half behind.
  const at = Date.UTC(2025, 2, 4, 1, 30);
  const time = new LibraryTime('America/St_Johns');

  test('is that of its zone, half hours included', () => {
    expect(time.clock(at)).toBe('22:00');
    expect(time.date(at, at)).toBe('Monday 3 March');
  });

  test('says today and yesterday by that zone’s midnight', () => {
    expect(time.day(at, at + 30 * MINUTE)).toBe('Today');
    expect(time.day(at, at + 3 * HOUR)).toBe('Yesterday');
    expect(time.moment(at, at + 3 * HOUR)).toBe('Yesterday, 22:00');
    expect(time.moment(at, at)).toBe('22:00');
  });

  test('adds the year when the day is far off', () => {
    expect(time.date(at, at + 300 * 24 * HOUR)).toBe('3 March 2025');
  });
});
