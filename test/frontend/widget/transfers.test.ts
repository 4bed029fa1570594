// What a patron's widget makes of transfers: who is in the chat, what is asked, what ran out, what the log says.
import { join } from 'node:path';
import { answerTransfer } from '../../../frontend/widget/answer-transfer.ts';
import { announcementsOf } from '../../../frontend/widget/announcements.ts';
import { type ChatState, NO_CHAT } from '../../../frontend/widget/chat-state.ts';
import { eventWords } from '../../../frontend/widget/event-words.ts';
import { conversationText } from '../../../frontend/widget/conversation-text.ts';
import { stageOf, unreadAfter } from '../../../frontend/widget/log-stage.ts';
import { catalogue as arabic } from '../../../frontend/widget/texts/languages/ar.ts';
import { catalogue as english } from '../../../frontend/widget/texts/languages/en.ts';
import { chosenLanguage } from '../../../frontend/widget/texts/language.ts';
import { textsOf } from '../../../frontend/widget/texts/texts.ts';
import { transfersIn } from '../../../frontend/widget/transfers.ts';
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';
import type { RefusalCode } from '../../../lambdas/protocol/refusal.ts';
import type { Said } from '../../support/fake-chat.ts';

const ENGLISH = join(import.meta.dirname, '../../../frontend/widget/texts/languages/en.ts');
const en = textsOf(english, 'en');
const ana = { role: 'operator', name: 'Ana' } as const;
const tomas = { role: 'operator', name: 'Tomas' } as const;
const patron = { role: 'patron' } as const;

/** Each with the place that it has in the log. */
const log = (...said: readonly Said[]): readonly PublicEntry[] =>
  said.map((each, index) => ({ ...each, place: index + 1, after: index }));

const question: Said = { kind: 'message', at: 1, by: patron, name: 'outbox-1.1', text: 'Hi' };
const joined: Said = { kind: 'joined', at: 2, by: ana };
const offered: Said = { kind: 'transferOffered', at: 10, by: ana, other: 'Tomas', until: 70 };
const asked: Said = { ...offered, asks: true };
const agreed: Said = { kind: 'transferAgreed', at: 60, by: patron, until: 120 };
const transferred: Said = { kind: 'transferred', at: 65, by: tomas, other: 'Ana', stays: false };
const stays: Said = { kind: 'transferEnded', at: 65, by: ana };

const operators = (...said: readonly Said[]) => {
  const stage = stageOf(log(question, ...said), undefined);
  return stage.kind === 'active' ? stage.operators : stage.kind;
};

describe('H81: the head shows who is in the chat', () => {
  test('while it is asked only, whoever has it', () => {
    expect(operators(joined, offered)).toEqual(['Ana']);
  });

  test('whoever has taken over, and who stays beside them', () => {
    expect(operators(joined, offered, transferred)).toEqual(['Tomas']);
    expect(operators(joined, offered, { ...transferred, stays: true })).toEqual(['Ana', 'Tomas']);
  });

  test('nobody who has left, though they may come again', () => {
    const left: Said = { kind: 'left', at: 80, by: ana };
    const invited: Said = { kind: 'joined', at: 70, by: tomas };
    expect(operators(joined, invited, left)).toEqual(['Tomas']);
    expect(operators(joined, invited, left, { ...joined, at: 90 })).toEqual(['Tomas', 'Ana']);
  });

  test('somebody of the same name as who goes', () => {
    const other: Said = { kind: 'transferred', at: 65, by: ana, other: 'Ana', stays: false };
    expect(operators(joined, offered, other)).toEqual(['Ana']);
    expect(operators(joined, joined, { kind: 'left', at: 80, by: ana })).toEqual(['Ana']);
  });
});

describe('H82: the question to the patron', () => {
  const standing = (now: number, ...said: readonly Said[]) =>
    transfersIn(log(question, joined, ...said), now).standing;

  test('stands while it is asked, and not where nothing is', () => {
    expect(standing(20, asked)).toEqual({ place: 3, by: 'Ana', other: 'Tomas', until: 70, asks: true });
    expect(standing(20, offered)).toMatchObject({ asks: false });
    expect(standing(20)).toBeUndefined();
  });

  test('is answered by a yes, which gives whoever is asked anew until then', () => {
    expect(standing(100, asked, agreed)).toMatchObject({ until: 120, asks: false });
    expect(standing(121, asked, agreed)).toBeUndefined();
  });

  test.each<[string, Said]>([
    ['somebody took over', transferred],
    ['nobody did', stays],
    ['whoever asked left', { kind: 'left', at: 65, by: ana }],
    ['the chat ended', { kind: 'ended', at: 65, by: patron }],
  ])('is over once %s', (_, end) => {
    expect(standing(66, asked, end)).toBeUndefined();
  });

  test('stays while others write, come and go', () => {
    const left: Said = { kind: 'left', at: 30, by: tomas };
    expect(standing(40, asked, { ...question, at: 20 }, left)).toMatchObject({ asks: true });
  });

  test('is of the newest of two', () => {
    const again: Said = { ...asked, at: 80, until: 140, other: 'Law' };
    expect(standing(90, asked, again)).toMatchObject({ other: 'Law', until: 140 });
  });

  test('counts as unread, as a message does; what merely happens does not', () => {
    const entries = log(question, joined, asked, stays, offered, transferred);
    expect([0, 2, 3].map((place) => unreadAfter(entries, place))).toEqual([1, 1, 0]);
  });
});

describe('H83: a transfer that nobody took in time', () => {
  const told = (now: number, ...said: readonly Said[]) =>
    transfersIn(log(question, joined, ...said), now).told.map(({ kind, at }) => [kind, at]);

  test('is told where its time ran out, before what was said later', () => {
    const late: Said = { ...question, at: 90 };
    expect(told(70, offered)).toHaveLength(3);
    expect(told(71, offered).at(-1)).toEqual(['transferEnded', 70]);
    expect(told(100, offered, late).slice(2)).toEqual([
      ['transferOffered', 10],
      ['transferEnded', 70],
      ['message', 90],
    ]);
  });

  test('is told once where the log says how it ended', () => {
    expect(told(100, offered, transferred)).toHaveLength(4);
    expect(told(100, offered, stays)).toHaveLength(4);
  });
});

test('H80: what is said in the chat', () => {
  const words = [
    offered,
    asked,
    agreed,
    stays,
    transferred,
    { ...transferred, stays: true },
    { kind: 'left', at: 1, by: ana },
  ] as const;
  const texts = log(...words).map((entry) => entry.kind !== 'message' && eventWords(entry, en));
  expect(texts).toEqual([
    'Ana would like Tomas to take over, and stays with you until then',
    'Ana would like Tomas to take over, and stays with you until then',
    'You said yes',
    'Ana stays with you',
    'Tomas has taken over from Ana',
    'Tomas has taken over from Ana, who stays in the chat',
    'Ana has left the chat',
  ]);
});

test('H80: two names stand in their own places, each apart from the writing direction around it', () => {
  const own = { tookOver: '{other} → {name}' };
  expect(textsOf(english, 'en', own).tookOver('Tomas', 'Ana')).toBe('Ana → Tomas');
  expect(textsOf(arabic, 'ar').tookOver('Tomas', 'Ana')).toContain('\u2068Tomas\u2069');
  expect(textsOf(arabic, 'ar').tookOver('Tomas', 'Ana')).toContain('\u2068Ana\u2069');
  expect(en.transferQuestion('Law')).toBe('May Law take over this chat?');
});

test('H84: the copied conversation says all of it, also what ran out', async () => {
  const files = { en: { opening: ENGLISH, later: ENGLISH } };
  const language = (await chosenLanguage(['en'], files)).withLater(english.texts);
  const answer: Said = { ...question, at: 90, by: tomas, name: 'outbox-2.1', text: 'Here' };
  const entries = log(question, joined, offered, { ...transferred, at: 80 }, answer, {
    kind: 'ended',
    at: 95,
    by: patron,
  });

  const text = conversationText({ title: 'Reference', entries, language });

  const happened = text.split('\n').filter((line) => line.startsWith('—'));
  expect(happened).toEqual([
    '— Ana joined',
    '— Ana would like Tomas to take over, and stays with you until then',
    '— Ana stays with you',
    '— Tomas has taken over from Ana',
    '— You ended the chat',
  ]);
});

describe('H80: said aloud', () => {
  const state = (now: number, ...said: readonly Said[]): ChatState => {
    const entries = log(question, joined, ...said);
    return { ...NO_CHAT, stage: stageOf(entries, undefined), entries, transfers: transfersIn(entries, now) };
  };

  test('the question with what it is about, once', () => {
    expect(announcementsOf(state(9), state(11, asked), en)).toEqual([
      'Ana would like Tomas to take over, and stays with you until then.',
      'May Tomas take over this chat?',
    ]);
    expect(announcementsOf(state(11, asked), state(12, asked), en)).toEqual([]);
  });

  test('that its time ran out, once, and nothing of it on a new page', () => {
    expect(announcementsOf(state(11, asked), state(71, asked), en)).toEqual(['Ana stays with you.']);
    expect(announcementsOf(state(71, asked), state(80, asked), en)).toEqual([]);
    const returning: ChatState = { ...NO_CHAT, stage: { kind: 'returning' } };
    expect(announcementsOf(returning, state(71, asked), en)).toEqual([]);
  });
});

describe('H82: an answer', () => {
  const proof = { chatId: 'c'.repeat(22), token: 't'.repeat(43) };
  const given = (answer: 'done' | 'unanswered' | RefusalCode) => {
    const asks: unknown[] = [];
    const ask = (frame: unknown) => {
      asks.push(frame);
      if (answer === 'done') return Promise.resolve({ type: 'done', ref: 'r1' });
      if (answer === 'unanswered') return Promise.resolve({ type: 'unanswered', why: 'dropped' });
      return Promise.resolve({ type: 'error', code: answer, message: '' });
    };
    // The chat's own asks for many kinds of frames; this one answers all alike.
    return { asks, chat: { ask: ask as never, proof } };
  };

  test.each([
    ['done', 'answered'],
    ['noSuchRequest', 'answered'],
    ['chatEnded', 'answered'],
    ['unanswered', 'failed'],
    ['busy', 'failed'],
    ['notAllowed', 'failed'],
  ] as const)('to which the server says %s has %s', async (said, outcome) => {
    const { chat, asks } = given(said);
    expect(await answerTransfer(chat, false)).toBe(outcome);
    expect(asks).toEqual([{ action: 'answerTransfer', chatId: proof.chatId, agrees: false }]);
  });
});
