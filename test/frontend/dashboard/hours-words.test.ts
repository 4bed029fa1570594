// Opening hours in one line, and what is wrong with a day as sentences.
import { dayWrong, weekInWords } from '../../../frontend/dashboard/settings/hours-words.ts';
import type { OpeningHours, OpenSpan } from '../../../lambdas/protocol/opening-hours.ts';

const day: OpenSpan = { from: '09:00', to: '17:00' };
const week = (...days: OpenSpan[][]): OpeningHours => [
  days[0] ?? [],
  days[1] ?? [],
  days[2] ?? [],
  days[3] ?? [],
  days[4] ?? [],
  days[5] ?? [],
  days[6] ?? [],
];

describe('A36 the week in one line', () => {
  test.each([
    [week([day], [day], [day], [day], [day]), 'Mon–Fri 09:00–17:00, Sat–Sun closed'],
    [
      week(
        [day],
        [],
        [day],
        [day],
        [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '24:00' },
        ],
      ),
      'Mon 09:00–17:00, Tue closed, Wed–Thu 09:00–17:00, Fri 09:00–12:00 and 13:00–24:00, Sat–Sun closed',
    ],
    [week([day], [day], [day], [day], [day], [day], [day]), 'Mon–Sun 09:00–17:00'],
    [week([{ from: '', to: '' }, day]), 'Mon 09:00–17:00, Tue–Sun closed'],
    [week(), 'No hours are given: patrons are not told when the department opens next.'],
  ])('%#', (hours, words) => {
    expect(weekInWords(hours)).toBe(words);
  });
});

test('A36 what is wrong stands at its day, as a sentence', () => {
  const hours = week([day], [{ from: '17:00', to: '09:00' }], [{ from: '', to: '12:00' }], [day, day]);
  const wrong = {
    'settings.transcriptDays': 'Keep transcripts for: a whole number.',
    'settings.hours.1.0': 'ends before it begins.',
    'settings.hours.2.0.from': 'is not a time such as 09:30.',
    'settings.hours.3': 'has times that overlap.',
  };
  const of = (index: number) => dayWrong(wrong, 'settings.hours', hours, index);
  expect(of(0)).toEqual([]);
  expect(of(1)).toEqual(['Tuesday 17:00–09:00 ends before it begins.']);
  expect(of(2)).toEqual(['Wednesday: the time that it opens is not a time such as 09:30.']);
  expect(of(3)).toEqual(['Thursday has times that overlap.']);
});
