// A chat's log as lines: what is told, what is kept quiet, and how turns are grouped.
import { type LogLine, type LogLinesProps, logLines } from '../../../frontend/dashboard/desk/log-lines.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import { active, asAuthor, DANA, happened, KEN, line, message, PATRON, T0 } from './desk-builders.ts';

const time = new LibraryTime('UTC');
const DAY = 86_400_000;

const linesOf = (entries: LogLinesProps['entries'], more: Partial<LogLinesProps> = {}): LogLine[] =>
  logLines({
    chat: active('rosa', DANA, { patronName: 'Rosa' }),
    entries,
    pending: [],
    operatorId: DANA.id,
    time,
    now: T0 + 3_600_000,
    ...more,
  });

const words = (lines: readonly LogLine[]): string[] =>
  lines.map((each) => {
    switch (each.kind) {
      case 'said':
        return `${each.name}: ${each.text}${each.closes ? '' : ' …'}`;
      case 'note':
        return `(${each.side === 'me' ? 'own ' : ''}note) ${each.name}: ${each.text}`;
      case 'pending':
        return `pending: ${each.message.text}`;
      case 'day':
      case 'event':
        return each.text;
    }
  });

describe('a log', () => {
  test('tells who waited how long and who claimed', () => {
    const entries = [message(1, PATRON, 'hello', T0), happened('joined', 2, asAuthor(DANA), T0 + 18_000)];
    expect(words(linesOf(entries))).toEqual(['Rosa: hello', '18:00 · waited 18 s · claimed by you']);
    const kens = active('rosa', KEN, { patronName: 'Rosa' });
    const theirs = [message(1, PATRON, 'hello', T0), happened('joined', 2, asAuthor(KEN), T0 + 18_000)];
    expect(words(linesOf(theirs, { chat: kens })).at(-1)).toBe('18:00 · waited 18 s · claimed by Ken Ito');
  });

  test('tells who joined later and who ended it', () => {
    const entries = [
      happened('joined', 1, asAuthor(DANA)),
      happened('joined', 2, asAuthor(KEN)),
      happened('ended', 3, PATRON),
    ];
    expect(words(linesOf(entries)).slice(1)).toEqual(['18:00 · Ken Ito joined', '18:00 · ended by Rosa']);
    expect(words(linesOf([happened('ended', 1, asAuthor(DANA))]))).toEqual(['18:00 · ended by you']);
  });

  test('tells of a follow-up, a rating and an address that came after the talk', () => {
    const at = { after: 0, at: T0 };
    const entries: LogLinesProps['entries'] = [
      { ...at, kind: 'followUp', place: 1, by: PATRON, number: 1042 },
      { ...at, kind: 'followUp', place: 2, by: asAuthor(DANA), number: 1043 },
      { ...at, kind: 'rated', place: 3, by: PATRON, rating: { score: 3 } },
      { ...at, kind: 'addressGiven', place: 4, by: PATRON, email: 'rosa@example.org' },
    ];
    expect(words(linesOf(entries))).toEqual([
      '18:00 · left as follow-up no. 1042',
      '18:00 · turned into follow-up no. 1043 by you',
      '18:00 · rated: it mostly helped',
      '18:00 · transcript sent to rosa@example.org',
    ]);
  });

  test('groups what one person says in a row, until two minutes pass', () => {
    const entries = [
      message(1, PATRON, 'one', T0),
      message(2, PATRON, 'two', T0 + 5_000),
      message(3, PATRON, 'late', T0 + 130_000),
      message(4, asAuthor(DANA), 'hi', T0 + 131_000),
    ];
    expect(words(linesOf(entries))).toEqual(['Rosa: one …', 'Rosa: two', 'Rosa: late', 'You: hi']);
  });

  test('parts days', () => {
    const entries = [message(1, PATRON, 'one', T0 - DAY), message(2, PATRON, 'two', T0)];
    expect(words(linesOf(entries))).toEqual(['Yesterday', 'Rosa: one', 'Today', 'Rosa: two']);
  });

  test('keeps quiet about a patron who only opens another page, before or after leaving the first', () => {
    const entries = [
      message(1, PATRON, 'hello'),
      line('returned', 2, PATRON, 2, T0 + 1_000),
      line('dropped', 3, PATRON, 1, T0 + 1_200),
      line('dropped', 4, PATRON, 0, T0 + 9_000),
      line('returned', 5, PATRON, 1, T0 + 10_000),
    ];
    expect(words(linesOf(entries))).toEqual(['Rosa: hello']);
  });

  test('tells of a long absence when it is over, and of one that lasts', () => {
    const away = [line('dropped', 1, PATRON, 0, T0), line('returned', 2, PATRON, 1, T0 + 120_000)];
    expect(words(linesOf(away))).toEqual(['18:02 · Rosa returned after 2 min']);
    const chat = active('rosa', DANA, { patronName: 'Rosa', patronGoneSince: T0 });
    expect(words(linesOf(away.slice(0, 1), { chat }))).toEqual(['18:00 · Rosa left or lost the connection']);
  });

  test('keeps quiet about operators’ connections', () => {
    expect(linesOf([line('dropped', 1, asAuthor(DANA), 0, T0)])).toEqual([]);
  });

  test('ends with what is on its way', () => {
    const pending = [{ kind: 'queued', id: 'q1', text: 'soon', at: T0 }] as const;
    expect(words(linesOf([message(1, PATRON, 'hello')], { pending }))).toEqual([
      'Rosa: hello',
      'pending: soon',
    ]);
  });
});
