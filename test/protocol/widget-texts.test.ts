// A library's own texts: which there may be, what they must keep, how long they are.
import * as v from 'valibot';
import { departmentTexts, isOwnText, OWN_TEXT_LENGTH } from '../../lambdas/protocol/widget-texts.ts';

const parse = (texts: unknown) =>
  v.safeParse(departmentTexts, { departmentId: 'reference', language: 'es', texts, version: 0 });
const problem = (texts: unknown) => parse(texts).issues?.map(({ message }) => message);

test('L6: a text of each kind is fine', () => {
  const texts = {
    send: 'Go',
    joined: 'Here is {name}',
    'newMessages.few': '{count}',
    'newMessages.one': 'One',
  };
  expect(parse(texts).output).toMatchObject({ texts });
});

test('L6: an empty text is Carrel’s own, and one of several lines becomes one line', () => {
  expect(parse({ send: ' \n ', title: ' Ask\n\tus\u2028 all ' }).output).toMatchObject({
    texts: { title: 'Ask us all' },
  });
});

test.each([
  [{ greeting: 'Hi' }],
  [{ 'send.few': 'Hi' }],
  [{ newMessages: '{count}' }],
  [{ 'newMessages.several': '{count}' }],
  [{ 'newMessages.few.few': '{count}' }],
  [JSON.parse('{"__proto__":"x"}')],
  [{ toString: 'x' }],
  [{ send: 7 }],
  ['send'],
  [null],
])('L6: %j is no text of the widget', (texts) => {
  expect(problem(texts)).toEqual(['has something that is no text of the widget']);
});

test.each([
  [{ joined: 'Somebody came' }, /lost \{name\}/u],
  [{ 'newMessages.other': 'Some' }, /lost \{count\}/u],
  [{ send: 'x'.repeat(OWN_TEXT_LENGTH + 1) }, /longer than 300 characters/u],
])('L6: %j says what is wrong', (texts, words) => {
  expect(problem(texts)).toEqual([expect.stringMatching(words)]);
});

test('L6: there is room for all of them, but not without end', () => {
  const long = '字'.repeat(OWN_TEXT_LENGTH);
  const keys = [
    'title',
    'close',
    'send',
    'chatLog',
    'you',
    'sending',
    'discard',
    'tryNow',
    'offline',
    'reload',
  ];
  const many = Object.fromEntries(keys.map((key) => [key, long]));
  expect(parse(many).success).toBe(true);
  const more = { notSent: long, ending: long, chatGone: long, endChat: long };
  expect(problem({ ...many, ...more })).toEqual(['are longer than 12,000 bytes all together']);
});

test('a text that a later release no longer has, or puts something into, is no own text any more', () => {
  expect([isOwnText('send', 'Go'), isOwnText('greeting', 'Hi'), isOwnText('joined', 'Hi')]).toEqual([
    true,
    false,
    false,
  ]);
});
