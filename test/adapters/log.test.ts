// The log: one line of JSON an event, and never what an error quotes.
import { consoleLog } from '../../lambdas/adapters/log.ts';
import type { ConsoleLines } from '../support/console-lines.ts';
import { keepConsole } from '../support/console-lines.ts';

/** What is written to the console while it runs. */
function written(run: () => void): ConsoleLines {
  const lines = keepConsole();
  try {
    run();
    return lines;
  } finally {
    lines.restore();
  }
}

const failureOf = (error: unknown): string => {
  const { out, err } = written(() => consoleLog.failure('frameFailed', error, { action: 'send' }));
  expect(out).toEqual([]);
  expect(err).toHaveLength(1);
  return err[0] ?? '';
};

test('a note is one line with its fields', () => {
  const { out } = written(() => consoleLog.note('frameRefused', { code: 'notJson', requestId: 'r' }));

  expect(out.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 'info', event: 'frameRefused', code: 'notJson', requestId: 'r' },
  ]);
});

test('a failure tells the kind of the error and where it arose', () => {
  const line = failureOf(new RangeError('My name is Sam'));

  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    event: 'frameFailed',
    error: 'RangeError',
    action: 'send',
  });
  expect(line).toContain('log.test.ts');
});

test.each([
  ['a message', new Error('My name is Sam')],
  ['a message that looks like a stack', new Error('x\n    at Sam (file.ts:1:1)\n    at Sam')],
  ['a message over many lines', new Error('one\nSam\n\n  at Sam')],
  ['a cause', new Error('x', { cause: new Error('Sam') })],
  ['properties', Object.assign(new Error('x'), { patronName: 'Sam' })],
  ['what is thrown though it is no error', 'Sam'],
  ['an object', { name: 'Sam', message: 'Sam' }],
])('P4: %s does not get there', (_, error) => {
  expect(failureOf(error)).not.toContain('Sam');
});

test('a message that was changed after its stack was made does not get there either', () => {
  const error = new Error('Sam\n    at Sam');
  error.message = 'changed';

  expect(failureOf(error)).not.toContain('Sam');
});

test.each([undefined, null, 7])('%j can be thrown, too', (thrown) => {
  expect(JSON.parse(failureOf(thrown))).toMatchObject({ event: 'frameFailed', error: expect.any(String) });
});
