// What operators do among themselves in a patron's chat, as lines of its log.
import {
  type LogLine,
  type LogLinesProps,
  logLines,
  NOTE_LABEL,
} from '../../../frontend/dashboard/desk/log-lines.ts';
import { transcriptText } from '../../../frontend/dashboard/transcripts/transcript-text.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { active, asAuthor, DANA, happened, KEN, message, PATRON, T0 } from './desk-builders.ts';

const time = new LibraryTime('UTC');
const MINUTE = 60_000;
const chat = active('rosa', DANA, { patronName: 'Rosa' });
const claimed = happened('joined', 1, asAuthor(DANA));

const linesOf = (entries: readonly Entry[], more: Partial<LogLinesProps> = {}): LogLine[] =>
  logLines({ chat, entries, pending: [], operatorId: DANA.id, time, now: T0 + 30_000, ...more });

const wordsOf = (entries: readonly Entry[], more: Partial<LogLinesProps> = {}): string[] =>
  linesOf([claimed, ...entries], more)
    .slice(1)
    .map((line) => (line.kind === 'pending' ? line.message.text : line.text));

/** The parts that every entry has. */
const at = (place: number, by: Entry['by'] = asAuthor(DANA), when = T0 + place * 1_000) => ({
  place,
  after: place - 1,
  at: when,
  by,
});

const asked = (place: number, more: Partial<Extract<Entry, { kind: 'requested' }>> = {}): Entry => ({
  ...at(place),
  kind: 'requested',
  request: 'transfer',
  to: KEN.name,
  note: '',
  until: T0 + MINUTE,
  asks: false,
  ...more,
});

const over = (place: number, more: Partial<Extract<Entry, { kind: 'requestEnded' }>> = {}): Entry => ({
  ...at(place, asAuthor(KEN)),
  kind: 'requestEnded',
  request: 'transfer',
  why: 'declined',
  reason: '',
  owner: DANA,
  ...more,
});

describe('H60 a note', () => {
  const entries: Entry[] = [
    { ...at(2, asAuthor(KEN)), kind: 'note', name: 'kensoutbox.1', text: 'ENV 204' },
    { ...at(3), kind: 'note', name: 'danasoutbox.1', text: 'thanks' },
  ];

  test('is a line of its own kind, never one of those that the patron reads', () => {
    expect(linesOf(entries)).toMatchObject([
      { kind: 'note', side: 'colleague', name: KEN.name, text: 'ENV 204', key: 'm2', place: 2 },
      { kind: 'note', side: 'me', name: 'You', text: 'thanks', key: 'm3' },
    ]);
  });

  test('ends the turn of who speaks, so that name and time stand below what was said before it', () => {
    const talk = [message(1, PATRON, 'one'), entries[0]!, message(3, PATRON, 'two')];
    expect(linesOf(talk)).toMatchObject([{ closes: true }, { kind: 'note' }, { closes: true }]);
  });

  test('is marked in a transcript that is copied, with the requests and their remarks', () => {
    const text = transcriptText({
      chat,
      entries: [claimed, ...entries, asked(4, { note: 'He knows maps.' }), over(5, { reason: 'Full.' })],
      departmentName: 'Reference',
      time,
    });
    const marked = text.split('\n').filter((line) => line.includes(NOTE_LABEL));
    expect(marked).toEqual([
      `[18:00] (${NOTE_LABEL}) Ken Ito: ENV 204`,
      `[18:00] (${NOTE_LABEL}) Dana Whitfield: thanks`,
      `[18:00] (${NOTE_LABEL}) Dana Whitfield: He knows maps.`,
      `[18:00] (${NOTE_LABEL}) Ken Ito: Full.`,
    ]);
  });
});

describe('H61 the log tells', () => {
  test('who left, and who owns the chat from then on', () => {
    const left = (owner?: typeof KEN): Entry => ({ ...at(2), kind: 'left', ...(owner && { owner }) });
    expect(wordsOf([left()])).toEqual(['18:00 · you left']);
    expect(wordsOf([left(KEN)])).toEqual(['18:00 · you left · Ken Ito owns the chat now']);
    expect(wordsOf([left(KEN)], { operatorId: KEN.id })).toEqual([
      '18:00 · Dana Whitfield left · the chat is yours now',
    ]);
  });

  test('to whom a waiting chat was moved on, or that it is open to all', () => {
    const offered = (to?: typeof KEN): Entry => ({ ...at(1), kind: 'offered', ...(to && { to }) });
    expect(wordsOf([offered(KEN), offered()])).toEqual([
      '18:00 · moved on to Ken Ito',
      '18:00 · open to all',
    ]);
    expect(wordsOf([offered(KEN)], { operatorId: KEN.id })).toEqual(['18:00 · moved on to you']);
  });

  test('who looks in and until when', () => {
    const looked: Entry[] = [
      { ...at(2, asAuthor(KEN)), kind: 'lookedIn' },
      { ...at(3, asAuthor(KEN)), kind: 'lookedAway' },
    ];
    expect(wordsOf(looked)).toEqual([
      '18:00 · Ken Ito began to look in',
      '18:00 · Ken Ito stopped looking in',
    ]);
  });

  test('who took over from whom, and whether they stay', () => {
    const taken = (stays: boolean): Entry => ({
      ...at(3, asAuthor(KEN)),
      kind: 'transferred',
      from: DANA,
      stays,
    });
    expect(wordsOf([asked(2), taken(false)])[1]).toBe('18:00 · Ken Ito took over from you');
    expect(wordsOf([asked(2), taken(true)])[1]).toBe('18:00 · Ken Ito took over from you, and you stay');
    expect(wordsOf([asked(2), taken(false)], { operatorId: KEN.id })[1]).toBe(
      '18:00 · you took over from Dana Whitfield, who left',
    );
  });

  test('only of the first operator that they claimed', () => {
    const joined = happened('joined', 2, asAuthor(KEN));
    expect(wordsOf([joined], { chat: { ...chat, owner: KEN } })).toEqual(['18:00 · Ken Ito joined']);
  });
});

describe('H62 a request', () => {
  test('tells who asks, whom, until when, and its note as a note', () => {
    expect(wordsOf([asked(2, { note: 'She needs maps.' })])).toEqual([
      '18:00 · you asked Ken Ito to take over, until 18:01',
      'She needs maps.',
    ]);
    expect(linesOf([asked(2, { note: 'maps' })]).at(-1)).toMatchObject({ kind: 'note', side: 'me' });
    expect(wordsOf([asked(2, { request: 'invitation' })])).toEqual([
      '18:00 · you asked Ken Ito to join, until 18:01',
    ]);
    expect(wordsOf([asked(2, { asks: true })])).toEqual([
      '18:00 · you asked Rosa whether Ken Ito may take over, until 18:01',
    ]);
  });

  test('tells that the patron agreed, and how long somebody has from then on', () => {
    const agreed: Entry = { ...at(3, PATRON), kind: 'transferAgreed', until: T0 + 2 * MINUTE };
    expect(wordsOf([asked(2, { asks: true }), agreed])[1]).toBe(
      '18:00 · Rosa agreed to the transfer · until 18:02 for Ken Ito to take it',
    );
  });

  test.each([
    ['declined', KEN, 'Ken Ito declined'],
    ['withdrawn', DANA, 'you took the request back'],
    ['away', KEN, 'Ken Ito went away'],
    ['gone', KEN, 'Ken Ito went off duty or lost the connection'],
  ] as const)('%s: tells why it is over, and who keeps the chat', (why, by, words) => {
    const end = over(3, { why, by: asAuthor(by) });
    expect(wordsOf([asked(2), end])[1]).toBe(`18:00 · ${words} · the chat stays with you`);
    const invited = [asked(2, { request: 'invitation' }), { ...end, request: 'invitation' } as Entry];
    expect(wordsOf(invited)[1]).toBe(`18:00 · ${words}`);
  });

  test('tells of the patron’s no, of a reason as a note, and of a department that nobody is left in', () => {
    const no = over(3, { why: 'patronDeclined', by: PATRON });
    expect(wordsOf([asked(2, { asks: true }), no])[1]).toBe(
      '18:00 · Rosa said no to the transfer · the chat stays with you',
    );
    expect(wordsOf([asked(2), over(3, { reason: 'I am full.' })]).at(-1)).toBe('I am full.');
    const gone = [asked(2, { to: 'Maps' }), over(3, { why: 'away' })];
    expect(wordsOf(gone)[1]).toBe(
      '18:00 · Ken Ito went away, and nobody else in Maps can take it · the chat stays with you',
    );
  });
});

describe('H63 a request that ran out, which nobody writes down', () => {
  const later = { now: T0 + 2 * MINUTE };
  const ranOut = '18:01 · nobody took it · the chat stays with you';

  test('says so from its last moment on, and not before', () => {
    expect(wordsOf([asked(2)], { now: T0 + MINUTE - 1 })).toHaveLength(1);
    expect(wordsOf([asked(2)], { now: T0 + MINUTE })[1]).toBe(ranOut);
    expect(wordsOf([asked(2, { request: 'invitation' })], later)[1]).toBe(
      '18:01 · nobody took it: Ken Ito didn’t join',
    );
  });

  test('says so where it happened, before what came later', () => {
    const late = message(3, PATRON, 'still there?', T0 + 90_000);
    expect(wordsOf([asked(2), late], later)).toEqual([expect.any(String), ranOut, 'still there?']);
    const ended = happened('ended', 3, PATRON, T0 + 90_000);
    expect(wordsOf([asked(2), ended], later)).toEqual([expect.any(String), ranOut, '18:01 · ended by Rosa']);
  });

  test('says it of the patron, where they had to agree and did not answer', () => {
    expect(wordsOf([asked(2, { asks: true })], later)[1]).toBe(
      '18:01 · Rosa didn’t answer · the chat stays with you',
    );
    const agreed: Entry = { ...at(3, PATRON), kind: 'transferAgreed', until: T0 + 2 * MINUTE };
    expect(wordsOf([asked(2, { asks: true }), agreed], { now: T0 + 3 * MINUTE })[2]).toBe(
      '18:02 · nobody took it · the chat stays with you',
    );
  });

  test('is not said of one that was answered, taken back, or gone with the chat or with whoever asked', () => {
    const ends: Entry[] = [
      over(3),
      { ...at(3, asAuthor(KEN)), kind: 'transferred', from: DANA, stays: true },
      happened('ended', 3, PATRON),
      { ...at(3), kind: 'left', owner: KEN },
      asked(3, { until: T0 + 5 * MINUTE }),
    ];
    for (const end of ends) {
      expect(wordsOf([asked(2), end], later).filter((words) => words.includes('nobody took it'))).toEqual([]);
    }
    const came = [asked(2, { request: 'invitation' }), happened('joined', 3, asAuthor(KEN))];
    expect(wordsOf(came, later)).toHaveLength(2);
  });
});
