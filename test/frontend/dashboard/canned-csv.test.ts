// Canned messages as CSV: out and in again unchanged, safe in spreadsheets, and what an import would do.
import * as fc from 'fast-check';
import {
  decodedCsv,
  type ImportPlan,
  importPlan,
  toCsv,
} from '../../../frontend/dashboard/canned/canned-csv.ts';
import { CannedImport } from '../../../frontend/dashboard/canned/canned-import.ts';
import type { CannedSaved } from '../../../frontend/dashboard/canned/canned-messages.ts';
import { type CannedMessage, titleKey } from '../../../lambdas/protocol/canned-frames.ts';

const message = (title: string, text: string, version = 0): CannedMessage => ({ title, text, version });

function planned(csv: string, stored: readonly CannedMessage[] = [], room = 100): ImportPlan {
  const plan = importPlan(csv, stored, room);
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
}

/** Anything that people and spreadsheets trip over, often. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"', ',', ';', '\n', "'", '=', '+', '-', '@', '\t', 'א'),
    ),
  )
  .map((parts) => parts.join('').replaceAll('\r', ''));
const title = nasty
  .map((words) =>
    Array.from(words.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .slice(0, 30)
      .join('')
      .trim(),
  )
  .filter((words) => words !== '');
const text = nasty.filter((each) => each.trim() !== '' && each.length <= 2_000);
const shelf = fc.uniqueArray(fc.record({ title, text, version: fc.constant(0) }), {
  selector: (each) => titleKey(each.title),
  maxLength: 12,
});

test('N20: what is exported comes back word for word, and a second time adds nothing', () => {
  fc.assert(
    fc.property(shelf, (messages) => {
      const csv = toCsv(messages);
      expect(planned(csv).added).toEqual(messages);
      const again = planned(csv, messages);
      expect(again).toEqual({ added: [], changed: [], same: messages.length, wrong: [] });
    }),
    { numRuns: 300 },
  );
});

test('N21: no cell of an export is a formula to a spreadsheet', () => {
  const evil = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', "'=1", '\t=1', '\n=1'];
  const csv = toCsv(evil.map((each, index) => message(index === 0 ? each : `Title ${index}`, each)));
  const cells = [...csv.matchAll(/"((?:[^"]|"")*)"/gu)].map(([, cell]) => cell);
  expect(cells).toHaveLength(evil.length + 1);
  for (const cell of cells) expect(cell).toMatch(/^'/u);
});

test('N22: titles that are there are changed, others added, and the same ones left alone', () => {
  const stored = [message('Hours', 'Old.', 3), message('Maps', 'In the basement.', 1)];
  const csv = 'Title,Text\r\nHOURS,New.\r\nMaps,In the basement.\r\nHolds,"On the shelf,\r\nby name."\r\n';
  expect(planned(csv, stored)).toEqual({
    added: [message('Holds', 'On the shelf,\nby name.')],
    changed: [{ message: message('HOURS', 'New.', 3), was: 'Hours' }],
    same: 1,
    wrong: [],
  });
});

test.each([
  ['semicolons, other columns, any order', 'Owner;TEXT; title\nme;We are open.;Hours\n'],
  ['tabs', 'title\ttext\nHours\tWe are open.'],
  ['a mark at the start', '\uFEFFTitle,Text\nHours,We are open.'],
  ['empty rows', 'Title,Text\n\n,\nHours,We are open.\n , \n'],
])('N22: a file with %s', (_, csv) => {
  expect(planned(csv)).toEqual({
    added: [message('Hours', 'We are open.')],
    changed: [],
    same: 0,
    wrong: [],
  });
});

test('N23: rows that can’t be taken are named, with why, and the others are taken', () => {
  const long = 'x'.repeat(2_001);
  const csv = `Title,Text\nHours,Open.\n,No title.\nEmpty,\nhours,Again.\n${'t'.repeat(61)},Long.\nLong,${long}\nMaps,Here.\nMore,No room.`;
  const plan = planned(csv, [], 2);
  expect(plan.added.map(({ title: each }) => each)).toEqual(['Hours', 'Maps']);
  expect(plan.wrong).toEqual([
    { row: 3, why: 'The title is empty.' },
    { row: 4, why: 'The text is empty.' },
    { row: 5, why: 'It has the title of row 2.' },
    { row: 6, why: 'The title is longer than 60 characters.' },
    { row: 7, why: 'The text is longer than 2000 characters.' },
    { row: 9, why: 'There is room for 2 messages.' },
  ]);
});

test.each([
  ['', 'The first row must name the columns Title and Text.'],
  ['Hours,We are open.', 'The first row must name the columns Title and Text.'],
  ['Title,Text\nHours,"We are open.', 'The quotation marks of row 2 don’t close. Nothing was read.'],
])('N23: %j is not read at all', (csv, why) => {
  expect(importPlan(csv, [], 100)).toBe(why);
});

test('a file that is not UTF-8 is read as the western code page', () => {
  const bytes = (words: string) => new TextEncoder().encode(words).buffer;
  expect(decodedCsv(bytes('Öffnungszeiten'))).toBe('Öffnungszeiten');
  expect(decodedCsv(Uint8Array.from([0xd6, 0x66, 0x66, 0x6e]).buffer)).toBe('Öffn');
});

describe('an import', () => {
  const plan = planned('Title,Text\nNew,a\nHours,b\nOther,c', [message('hours', 'old', 4)]);
  const saved = (version: number): CannedSaved => ({ type: 'saved', ref: 'r', version });
  function running(answers: CannedSaved[]) {
    const asked: unknown[][] = [];
    const save = async (...request: unknown[]): Promise<CannedSaved> => {
      asked.push(request);
      return answers.shift() ?? { type: 'unanswered', why: 'dropped' };
    };
    return { asked, job: new CannedImport(plan, { save }, 'reference') };
  }

  test('N22: saves one after the other, new ones first, changes over what they were planned for', async () => {
    const { asked, job } = running([saved(1), saved(1), saved(5)]);
    await job.run();
    expect(asked).toEqual([
      ['reference', message('New', 'a'), undefined],
      ['reference', message('Other', 'c'), undefined],
      ['reference', message('Hours', 'b', 4), 'hours'],
    ]);
    expect(job.state.value).toEqual({ kind: 'ended', done: 3, problems: [], isCut: false });
  });

  test('N23: goes on behind what is refused, and says it', async () => {
    const refused: CannedSaved = { type: 'error', code: 'nameTaken', message: 'There is one already.' };
    const { job } = running([refused, saved(1), saved(5)]);
    await job.run();
    expect(job.state.value).toEqual({
      kind: 'ended',
      done: 2,
      problems: ['“New”: There is one already.'],
      isCut: false,
    });
  });

  test('N23: stops where the line is lost', async () => {
    const { asked, job } = running([saved(1)]);
    await job.run();
    expect(asked).toHaveLength(2);
    expect(job.state.value).toEqual({ kind: 'ended', done: 1, problems: [], isCut: true });
  });
});
