// The log's next entry, and which message of an outbox it may be.
import type { LogEntry } from '../../lambdas/domain/chat.ts';
import { nextEntry, turnOf } from '../../lambdas/domain/chat-log.ts';
import { START, patron } from '../support/chat-views.ts';

const ada = { role: 'operator', id: 'ada', name: 'Ada' } as const;
const message = (name: string) => ({ kind: 'message', name, text: 'x' }) as const;

const log = (...names: readonly string[]): LogEntry | undefined => {
  let last: LogEntry | undefined;
  for (const name of names) last = nextEntry(last, patron, message(name), START);
  return last;
};

test('places count from 1; a clock that is behind does not turn the log back', () => {
  const first = nextEntry(undefined, patron, message('aaaaaaaa.1'), START);
  const second = nextEntry(first, ada, message('bbbbbbbb.1'), START - 60_000);

  expect([first, second]).toMatchObject([
    { place: 1, at: START },
    { place: 2, at: START },
  ]);
});

test('what patrons may not see does not count as the place before', () => {
  const first = nextEntry(undefined, patron, message('aaaaaaaa.1'), START);
  const dropped = nextEntry(first, patron, { kind: 'dropped', connections: 0 }, START);
  const returned = nextEntry(dropped, patron, { kind: 'returned', connections: 1 }, START);
  const second = nextEntry(returned, patron, message('aaaaaaaa.2'), START);

  expect(second).toMatchObject({ place: 4, publicAfter: 1 });
  expect(second.outboxes['patron/aaaaaaaa']).toEqual({ number: 2, place: 4, after: 1, at: START });
});

test('an entry knows which entry changed the chat last', () => {
  const first = nextEntry(undefined, patron, message('aaaaaaaa.1'), START);
  const joined = nextEntry(first, ada, { kind: 'joined' }, START);
  const said = nextEntry(joined, ada, message('bbbbbbbb.1'), START);

  expect([first, joined, said].map(({ changedAt }) => changedAt)).toEqual([1, 2, 2]);
});

test.each(['__proto__', 'constructor', 'prototype', 'toString'])('an outbox may be called %s', (outbox) => {
  const before = turnOf(undefined, patron, `${outbox}.1`);
  const last = log(`${outbox}.1`);

  expect(before).toEqual({ turn: 'next' });
  expect(turnOf(last, patron, `${outbox}.1`)).toMatchObject({ turn: 'stored', mark: { place: 1 } });
  expect(turnOf(last, patron, `${outbox}.2`)).toEqual({ turn: 'next' });
  expect(turnOf(last, patron, `${outbox}.3`)).toEqual({ turn: 'outOfOrder', expected: 2 });
});

test('of very many outboxes of one side the one that was silent longest is forgotten; the other side keeps its own', () => {
  let last = nextEntry(undefined, ada, message('deskdesk.1'), START);
  for (let page = 10; page < 60; page += 1) last = nextEntry(last, patron, message(`widget${page}.1`), START);

  expect(Object.keys(last.outboxes)).toHaveLength(17);
  expect(turnOf(last, ada, 'deskdesk.1').turn).toBe('stored');
  expect(turnOf(last, patron, 'widget59.1').turn).toBe('stored');
  expect(turnOf(last, patron, 'widget44.1').turn).toBe('stored');
  expect(turnOf(last, patron, 'widget43.1').turn).toBe('next');
});
