// The outbox: one message in flight, in order, sent again by the same name until it is answered.
import {
  newOutbox,
  Outbox,
  type OutboxState,
  RESEND_AFTER_MS,
  RETRY_AFTER_MS,
} from '../../../frontend/connection/outbox.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

function prepared(state: OutboxState = newOutbox('outbox-one')) {
  const world = new FakeSurroundings();
  const sent: string[] = [];
  const kept: OutboxState[] = [];
  const outbox = new Outbox({
    state,
    transmit: ({ name, text }) => {
      sent.push(`${name} ${text}`);
      return true;
    },
    keep: (fresh) => kept.push(fresh),
    after: world.after,
    now: world.now,
  });
  return { world, sent, kept, outbox };
}

describe('an outbox', () => {
  test('waits for a connection, then has one message in flight at a time', () => {
    const { outbox, sent } = prepared();
    outbox.put('one');
    outbox.put('two');
    expect(sent).toEqual([]);
    outbox.open();
    expect(sent).toEqual(['outbox-one.1 one']);
    outbox.acknowledge('outbox-one.1');
    expect(sent).toEqual(['outbox-one.1 one', 'outbox-one.2 two']);
    outbox.acknowledge('outbox-one.2');
    expect(outbox.pending).toEqual([]);
  });

  test('sends what was in flight again by the same name after a reconnect', () => {
    const { outbox, sent } = prepared();
    outbox.open();
    outbox.put('one');
    outbox.close();
    outbox.put('two');
    outbox.open();
    expect(sent).toEqual(['outbox-one.1 one', 'outbox-one.1 one']);
  });

  test('sends again what nothing answered', () => {
    const { outbox, sent, world } = prepared();
    outbox.open();
    outbox.put('one');
    world.pass(RESEND_AFTER_MS);
    expect(sent).toEqual(['outbox-one.1 one', 'outbox-one.1 one']);
    outbox.close();
    world.pass(10 * RESEND_AFTER_MS);
    expect(sent).toHaveLength(2);
  });

  test('takes an acknowledgement once, and only of what is in flight', () => {
    const { outbox, sent } = prepared();
    outbox.open();
    outbox.put('one');
    outbox.put('two');
    expect(outbox.acknowledge('other-box.1')).toBeUndefined();
    expect(outbox.acknowledge('outbox-one.1')).toMatchObject({ text: 'one' });
    expect(outbox.acknowledge('outbox-one.1')).toBeUndefined();
    expect(sent).toHaveLength(2);
    expect(outbox.pending).toMatchObject([{ kind: 'sending', text: 'two' }]);
  });

  test('reports a refused message, gives its number to the next, and goes on (M5)', () => {
    const { outbox, sent } = prepared();
    outbox.open();
    outbox.put('bad');
    outbox.put('good');
    expect(outbox.refuse('outbox-one.1', { code: 'malformed' })).toMatchObject({ text: 'bad' });
    expect(sent.at(-1)).toBe('outbox-one.1 good');
    expect(outbox.pending.map(({ kind }) => kind)).toEqual(['refused', 'sending']);
  });

  test('sends a refused message again when asked, or forgets it', () => {
    const { outbox, sent } = prepared();
    outbox.open();
    const id = outbox.put('bad');
    const other = outbox.put('worse');
    outbox.refuse('outbox-one.1', { code: 'malformed' });
    outbox.refuse('outbox-one.1', { code: 'malformed' });
    outbox.discard(other);
    outbox.tryAgain(id);
    expect(sent.at(-1)).toBe('outbox-one.1 bad');
    expect(outbox.pending).toHaveLength(1);
  });

  test.each(['busy', 'serverError'] as const)('asks a server again that is %s', (code) => {
    const { outbox, sent, world } = prepared();
    outbox.open();
    outbox.put('one');
    expect(outbox.refuse('outbox-one.1', { code })).toBeUndefined();
    expect(sent).toHaveLength(1);
    world.pass(RETRY_AFTER_MS);
    expect(sent).toEqual(['outbox-one.1 one', 'outbox-one.1 one']);
  });

  test('takes the number that the server expects (M4)', () => {
    const { outbox, sent } = prepared();
    outbox.open();
    outbox.put('one');
    outbox.refuse('outbox-one.1', { code: 'outOfOrder', expected: 7 });
    expect(sent.at(-1)).toBe('outbox-one.7 one');
    outbox.acknowledge('outbox-one.7');
    outbox.put('two');
    expect(sent.at(-1)).toBe('outbox-one.8 two');
  });

  test('keeps a message under its name before it leaves, and goes on with it after a reload', () => {
    const before = prepared();
    before.outbox.open();
    before.outbox.put('one');
    before.outbox.put('two');
    const after = prepared(before.kept.at(-1));
    after.outbox.open();
    expect(after.sent).toEqual(['outbox-one.1 one']);
    after.outbox.acknowledge('outbox-one.1');
    expect(after.sent.at(-1)).toBe('outbox-one.2 two');
  });
});
