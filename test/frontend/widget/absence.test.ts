// What stands between a patron and an answer, when it does, and how it is said: hindrances, openings, refusals.
import { AbsenceDesk } from '../../../frontend/widget/absence-desk.ts';
import { type ChatState, NO_CHAT } from '../../../frontend/widget/chat-state.ts';
import { refusalSentence } from '../../../frontend/widget/follow-up-words.ts';
import { hindranceIn, leftFrom, numberLeft, takesPlace } from '../../../frontend/widget/offers.ts';
import { openingWords } from '../../../frontend/widget/opening-words.ts';
import type { Stage } from '../../../frontend/widget/stage.ts';
import { Store } from '../../../frontend/widget/store.ts';
import { catalogue } from '../../../frontend/widget/texts/languages/en.ts';
import { textsOf } from '../../../frontend/widget/texts/texts.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

const ASKING: Stage = { kind: 'asking' };
const WAITING: Stage = { kind: 'waiting', since: 0 };
const ACTIVE: Stage = { kind: 'active', operators: ['Dana'] };
const ENDED: Stage = { kind: 'ended', by: { role: 'patron' }, at: 0, operators: [] };
const usual = {
  availability: 'online',
  isUnreachable: false,
  waited: undefined,
  offerAfter: 45_000,
} as const;

describe('what hinders an answer', () => {
  test.each([
    ['A41: nothing', { ...usual, stage: ASKING }, undefined],
    ['A41: nothing is known yet', { ...usual, stage: ASKING, availability: undefined }, undefined],
    ['A42: away', { ...usual, stage: ACTIVE, availability: 'away' }, 'away'],
    ['A43: offline', { ...usual, stage: ASKING, availability: 'offline' }, 'offline'],
    ['A45: a long wait', { ...usual, stage: WAITING, waited: 45_000 }, 'waiting'],
    ['A45: not yet', { ...usual, stage: WAITING, waited: 44_999 }, undefined],
    [
      'A46: no connection comes first',
      { ...usual, stage: WAITING, availability: 'away', isUnreachable: true },
      'unreachable',
    ],
    ['A41: an ended chat has had its answer', { ...usual, stage: ENDED, availability: 'offline' }, undefined],
  ] as const)('%s', (_, situation, hindrance) => {
    expect(hindranceIn(situation)).toBe(hindrance);
  });

  test('A43: only what nobody could answer gives way to the form', () => {
    const hindrances = ['offline', 'unreachable', 'away', 'waiting', undefined] as const;
    expect(hindrances.filter((each) => takesPlace(ASKING, each))).toEqual(['offline', 'unreachable']);
    expect(hindrances.filter((each) => takesPlace(WAITING, each))).toEqual([]);
  });

  test('F41: the library is told from where a question was left', () => {
    expect([
      leftFrom(ASKING, undefined),
      leftFrom(WAITING, undefined),
      leftFrom(ACTIVE, undefined),
      leftFrom(ENDED, undefined),
      leftFrom(ACTIVE, 'away'),
    ]).toEqual(['online', 'waiting', 'active', 'ended', 'away']);
  });

  test('A45: the offer comes by itself when the time is up, counted by the server’s clock', () => {
    const world = new FakeSurroundings();
    const ahead = 5_000_000;
    const attendance = new Store({ availability: 'online' } as const);
    const chat = new Store<ChatState>(NO_CHAT);
    const desk = new AbsenceDesk({ attendance, chat, now: () => world.now() + ahead, after: world.after });
    chat.set({ stage: { kind: 'waiting', since: world.now() + ahead - 15_000 } });
    world.pass(29_999);
    expect(desk.store.state.hindrance).toBeUndefined();
    world.pass(1);
    expect(desk.store.state.hindrance).toBe('waiting');
    chat.set({ stage: ACTIVE });
    expect(desk.store.state.hindrance).toBeUndefined();
  });

  test('F47: a chat whose question was left has the number of the last one', () => {
    const entry = { place: 2, after: 1, at: 1, by: { role: 'patron' } } as const;
    expect(numberLeft([])).toBeUndefined();
    expect(
      numberLeft([
        { ...entry, kind: 'followUp', number: 7 },
        { ...entry, kind: 'joined' },
      ]),
    ).toBe(7);
  });
});

describe('in words', () => {
  const texts = textsOf(catalogue, 'en');
  const language = { texts, locale: 'en-GB', clock: (at: number) => `clock ${at}` };
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime();

  test('A43: an opening is told by the hour today, by the weekday this week, and else by its date', () => {
    const opens = (opensAt: number | undefined) => openingWords(opensAt, at(2, 20), language);
    expect(opens(at(2, 22))).toBe('Opens at 22:00');
    expect(opens(at(3, 9))).toBe('Opens Tuesday at 9:00');
    expect(opens(at(8, 9))).toBe('Opens Sunday at 9:00');
    expect(opens(at(9, 9))).toBe('Opens 9 March at 9:00');
    expect([opens(undefined), opens(at(2, 19))]).toEqual([undefined, undefined]);
  });

  test('F43: a refusal says what to do, and when', () => {
    expect(refusalSentence({ code: 'tooMany', retryAt: 5 }, language, 0)).toContain('clock 5');
    expect(refusalSentence({ code: 'tooMany' }, language, 0)).toContain('clock 3600000');
    expect(refusalSentence({ code: 'notAllowed' }, language, 0)).toBe(texts.leaveRobot);
    expect(refusalSentence({ code: 'busy' }, language, 0)).toBe(texts.leaveBusy);
    expect(refusalSentence({ code: 'malformed' }, language, 0)).toBe(texts.leaveRefused);
  });

  test('A42: the away message is the one that was ordered, to the letter', () => {
    expect(texts.awayMessage).toBe(
      "chat is online but the operator is temporarily away. If you don't want to wait, you can submit your question for email follow-up.",
    );
  });
});
