// What is a frame, and what every kind of rubbish is told.
import * as fc from 'fast-check';
import { FRAME_BYTES, MESSAGE_LENGTH } from '../../lambdas/protocol/limits.ts';
import type { Parsed } from '../../lambdas/protocol/parse-frame.ts';
import { parseFrame } from '../../lambdas/protocol/parse-frame.ts';
import { EVERY_FRAME, VALID_FRAMES } from './frames.ts';

const parse = (frame: unknown): Parsed => parseFrame(JSON.stringify(frame));
const code = (parsed: Parsed): string => (parsed.ok ? 'ok' : parsed.code);
const sentence = (parsed: Parsed): string => (parsed.ok ? '' : (parsed.sentence ?? ''));

const box = { id: 'a', departmentId: 'b', title: '', promise: '', version: 0 };

const valid = (action: string, more: object = {}): object => ({
  action,
  ...VALID_FRAMES[action]?.[0],
  ...more,
});

test.each(EVERY_FRAME.map((frame) => [String(frame['action']), frame] as const))(
  '%s is accepted',
  (action, frame) => {
    const parsed = parse(frame);

    expect(parsed).toMatchObject({ ok: true, frame: { action } });
  },
);

test('what the protocol does not know of a frame is left out', () => {
  const parsed = parse(valid('send', { color: 'red', __proto__: { polluted: true } }));

  expect(parsed).toEqual({ ok: true, frame: valid('send') });
});

test.each(['', 'hello', '{', '{"action":"ping"', '\u0000', '{"action":"ping"}{', "{'action':'ping'}"])(
  'K4: %j is not JSON',
  (text) => {
    expect(parseFrame(text)).toEqual({ ok: false, code: 'notJson', about: {} });
  },
);

test.each([
  ['null'],
  ['[]'],
  ['7'],
  ['"ping"'],
  ['{}'],
  ['{"action":7}'],
  ['{"action":null}'],
  ['[{"action":"ping"}]'],
])('K5: %s has no action', (text) => {
  expect(parseFrame(text)).toEqual({
    ok: false,
    code: 'malformed',
    about: {},
    sentence: 'A frame has an action.',
  });
});

test.each(['Ping', 'ping ', '', 'constructor', '__proto__', 'welcome', 'sendMessage'])(
  'K6: there is no action %j',
  (action) => {
    expect(parse({ action, ref: 'r7' })).toEqual({ ok: false, code: 'unknownAction', about: { ref: 'r7' } });
  },
);

test.each([
  ['send', { chatId: 'short' }, 'chatId is 22 characters of base64url.'],
  ['send', { chatId: undefined }, /^chatId /],
  ['send', { name: 'outbox-1.0' }, 'name is an outbox and a number.'],
  ['send', { name: 'outbox-1.1000000' }, 'name is an outbox and a number.'],
  ['send', { text: ' \n\t ' }, 'text is empty.'],
  ['send', { text: 'x'.repeat(MESSAGE_LENGTH + 1) }, 'text is longer than 4000 characters.'],
  ['send', { text: { $gt: '' } }, /^text /],
  ['typing', { writing: 'yes' }, /^writing is not boolean\.$/],
  ['catchUp', { after: -1 }, /^after /],
  ['catchUp', { after: 1.5 }, /^after /],
  ['catchUp', { after: '1' }, /^after is not number\.$/],
  ['catchUp', { after: 10_000_000 }, /^after /],
  ['catchUp', { ref: 'spaces are no name' }, /^ref is a short name/],
  ['startChat', { patronName: '   ' }, 'patronName is empty.'],
  ['startChat', { patronName: 'x'.repeat(81) }, 'patronName is longer than 80 characters.'],
  ['startChat', { token: 'C'.repeat(42) }, 'token is 43 characters of base64url.'],
  ['startChat', { widgetId: 'Reference Desk' }, /^widgetId is made of small letters/],
  [
    'startChat',
    { page: { address: 'javascript:alert(1)', title: '' } },
    'page.address is not an http(s) address.',
  ],
  ['startChat', { page: { address: 'https://', title: '' } }, 'page.address is not an http(s) address.'],
  ['startChat', { page: { address: `https://l.example/${'x'.repeat(1_000)}`, title: '' } }, /^page.address /],
  ['startChat', { page: { address: 'https://l.example/', title: 'x'.repeat(201) } }, /^page.title /],
  ['hello', { as: 'administrator' }, /^as /],
  ['hello', { as: 'operator', accessToken: '' }, /^accessToken /],
  ['hello', { as: 'operator', accessToken: 'x'.repeat(8_001) }, /^accessToken /],
  ['hello', { as: 'operator', accessToken: 'x.y.z', status: 'busy' }, /^status /],
  ['hello', { resume: { chatId: 'x', token: 'y', place: 0 } }, /^resume\.chatId /],
  ['saveMembership', { departmentIds: Array.from({ length: 51 }, () => 'music') }, /^departmentIds /],
  ['saveMembership', { departmentIds: ['ok', 'Not ok'] }, /^departmentIds\.1 /],
  [
    'saveWidget',
    { widget: { id: 'a', departmentId: 'b', title: 'x'.repeat(121), promise: '', version: 0 } },
    /^widget.title is longer than 120/,
  ],
  [
    'saveWidget',
    { widget: { ...box, privacyAddress: 'library.example' } },
    /^widget.privacyAddress is not an/,
  ],
  [
    'saveWidget',
    { widget: { ...box, privacyAddress: 'javascript:alert(1)' } },
    /^widget.privacyAddress is not/,
  ],
  [
    'saveWidget',
    { widget: { ...box, privacyAddress: `https://l.example/${'x'.repeat(200)}` } },
    /^widget.privacyAddress is longer than 200/,
  ],
])('K5: %s with %j is malformed, and the sentence names the field', (action, wrong, said) => {
  const parsed = parse(valid(action, wrong));

  expect(code(parsed)).toBe('malformed');
  expect(sentence(parsed)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
});

describe('T4: a setting out of its bounds is told label, bounds and unit', () => {
  const save = (settings: object) =>
    parse(valid('saveDepartment', { department: { id: 'a', name: 'A', settings, version: 0 } }));

  test.each([0, 366, 1.5, '30', null, -1, 1e300])('%j days', (transcriptDays) => {
    expect(sentence(save({ transcriptDays }))).toBe(
      'Keep transcripts for: a whole number from 1 to 365 days',
    );
  });

  test('a switch is on or off', () => {
    expect(sentence(save({ newOperatorsJoin: 'yes' }))).toBe(
      'department.settings.newOperatorsJoin is not boolean.',
    );
  });

  test('what is not said has its default', () => {
    expect(save({})).toMatchObject({
      ok: true,
      frame: {
        department: {
          settings: {
            transcriptDays: 30,
            patronLeftMinutes: 3,
            patronReturnMinutes: 30,
            guidedOfferDrops: 3,
            newOperatorsJoin: false,
          },
        },
      },
    });
  });
});

describe('what is read is cleaned', () => {
  test('P3: a page without its query and fragment', () => {
    for (const rest of ['?q=my+secret#part', '#part?q=1', '?', '#']) {
      const page = { address: `https://library.example/a${rest}`, title: ' A\n page\u0007 ' };
      expect(parse(valid('startChat', { page }))).toMatchObject({
        ok: true,
        frame: { page: { address: 'https://library.example/a', title: 'A page' } },
      });
    }
  });

  test('a name on one line', () => {
    expect(parse(valid('startChat', { patronName: '  Sam\r\n\u0000Lee\u2028! ' }))).toMatchObject({
      frame: { patronName: 'Sam Lee !' },
    });
  });

  test('M8: half a surrogate pair, which has no form on the wire, becomes U+FFFD, wherever it stands', () => {
    const text = 'half \uD83D. and a whole \u{1F4DA}';
    const page = { address: 'https://library.example/', title: '\uDE00' };
    expect(parse(valid('startChat', { text, patronName: '\uD83D', page }))).toMatchObject({
      frame: { text: 'half \uFFFD. and a whole \u{1F4DA}', patronName: '\uFFFD', page: { title: '\uFFFD' } },
    });
  });

  test('M8: a text as it is', () => {
    const text = '  a\r\n\tb \u0000 👩🏽‍🔬 مرحبا ';
    expect(parse(valid('send', { text }))).toMatchObject({ frame: { text } });
  });
});

describe('K9: an error says which frame it answers, where that could be read', () => {
  test.each([
    [{ ref: 'r9', chatId: 7 }, { ref: 'r9' }],
    [{ ref: 'r9 !', chatId: 7 }, {}],
    [{ name: 'outbox-1.4', chatId: 7 }, { name: 'outbox-1.4' }],
    [{ name: '<b>', chatId: 7 }, {}],
    [{ ref: 7, name: ['x'] }, {}],
  ])('%j', (frame, about) => {
    const parsed = parse({ action: 'endChat', ...frame });
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? undefined : parsed.about).toEqual(about);
  });
});

describe('K7: the size of a frame', () => {
  const padded = (bytes: number, letter: string): string => {
    const frame = (padding: string) => JSON.stringify({ action: 'ping', padding });
    const room = bytes - Buffer.byteLength(frame(''));
    const size = Buffer.byteLength(letter);
    return frame(letter.repeat(Math.floor(room / size)) + 'x'.repeat(room % size));
  };

  test.each(['x', 'é', '語', '📚'])('is counted in bytes of UTF-8, whatever it is made of: %s', (letter) => {
    const largest = padded(FRAME_BYTES, letter);

    expect(Buffer.byteLength(largest)).toBe(FRAME_BYTES);
    expect(code(parseFrame(largest))).toBe('ok');
    expect(parseFrame(padded(FRAME_BYTES + 1, letter))).toEqual({ ok: false, code: 'tooLarge', about: {} });
  });

  test('the largest message fits in, escaped as JSON escapes it', () => {
    expect(code(parse(valid('send', { text: `.${'\u0001'.repeat(MESSAGE_LENGTH - 1)}` })))).toBe('ok');
  });

  test('deep nesting is no harm', () => {
    expect(code(parseFrame(`${'['.repeat(13_000)}${']'.repeat(13_000)}`))).toBe('malformed');
    expect(code(parseFrame(`{"action":"ping","x":${'{"a":'.repeat(4_000)}1${'}'.repeat(4_000)}}`))).toBe(
      'ok',
    );
    expect(code(parseFrame('['.repeat(FRAME_BYTES)))).toBe('notJson');
    const withSurrogate = `{"action":"ping","y":"\\ud83d","x":${'['.repeat(12_000)}${']'.repeat(12_000)}}`;
    expect(['ok', 'notJson']).toContain(code(parseFrame(withSurrogate)));
  });
});

describe('whatever is sent', () => {
  /** Letters that stand in no frame and no sentence, to be found again in an answer. */
  const SECRET = 'ŹÓ';
  const secret = fc.stringMatching(/^[a-z0-9 <>"':]{0,12}$/).map((text) => `${SECRET}${text}`);
  const rubbish = fc.oneof(
    secret,
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant(undefined),
    fc.double(),
    secret.map((text) => ({ [text]: text })),
    secret.map((text) => [text]),
  );
  const mutated = fc
    .tuple(fc.constantFrom(...EVERY_FRAME), fc.nat(), rubbish, fc.boolean())
    .map(([frame, which, value, isDeep]) => {
      const fields = Object.keys(frame).filter((field) => field !== 'action');
      const field = fields[which % Math.max(1, fields.length)] ?? 'more';
      const before = frame[field];
      if (!isDeep || typeof before !== 'object' || before === null) return { ...frame, [field]: value };
      const inner = Object.keys(before);
      return { ...frame, [field]: { ...before, [inner[which % inner.length] ?? 'more']: value } };
    });

  test('nothing makes the parser throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseFrame(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseFrame(text)));
    fc.assert(
      fc.property(mutated, (frame) => void parse(frame)),
      { numRuns: 1_000 },
    );
  });

  test('what parses is of the protocol: parsed again it is the same', () => {
    let parses = 0;
    fc.assert(
      fc.property(mutated, (frame) => {
        const parsed = parse(frame);
        if (!parsed.ok) return;
        parses += 1;
        expect(parse(parsed.frame)).toEqual(parsed);
      }),
      { numRuns: 1_000 },
    );
    expect(parses).toBeGreaterThan(20);
  });

  test('P5: a refusal never repeats what was sent', () => {
    let refusals = 0;
    fc.assert(
      fc.property(mutated, (frame) => {
        const parsed = parse(frame);
        if (parsed.ok) return;
        refusals += 1;
        expect(JSON.stringify(parsed)).not.toContain(SECRET);
      }),
      { numRuns: 1_000 },
    );
    expect(refusals).toBeGreaterThan(100);
  });

  test('K5: a malformed frame is told which field, in one sentence', () => {
    fc.assert(
      fc.property(mutated, (frame) => {
        const parsed = parse(frame);
        if (parsed.ok || parsed.code !== 'malformed') return;
        expect(parsed.sentence).toMatch(/^\w[^\n]{3,200}$/);
      }),
    );
  });
});
