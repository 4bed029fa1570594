// What is kept in the browser: parsed when read, and no trouble where there is no storage.
import * as v from 'valibot';
import { Kept, storageOrMemory } from '../../../frontend/connection/kept.ts';
import { claimOutbox, type Locks, outboxState } from '../../../frontend/connection/kept-outbox.ts';
import { newOutbox } from '../../../frontend/connection/outbox.ts';

const denied = () => {
  throw new Error('SecurityError');
};

describe('a kept value', () => {
  test('is read as it was written, until it is removed', () => {
    const kept = new Kept(storageOrMemory(denied), 'key', outboxState);
    expect(kept.get()).toBeUndefined();
    kept.set(newOutbox('outbox-one'));
    expect(kept.get()).toEqual({ outbox: 'outbox-one', next: 1, messages: [] });
    kept.remove();
    expect(kept.get()).toBeUndefined();
  });

  test.each(['{', 'null', '{"outbox":"x","next":0,"messages":[]}'])(
    'counts as absent if it is %s',
    (text) => {
      const storage = { getItem: () => text, setItem: () => {}, removeItem: () => {} };
      expect(new Kept(storage, 'key', outboxState).get()).toBeUndefined();
    },
  );

  test('does not break what is on the screen when the storage is full or taken away', () => {
    const kept = new Kept({ getItem: denied, setItem: denied, removeItem: denied }, 'key', v.string());
    expect(kept.get()).toBeUndefined();
    expect(() => kept.set('x')).not.toThrow();
    expect(() => kept.remove()).not.toThrow();
  });

  test('lives in memory where the storage can be read but not written', () => {
    const storage = storageOrMemory(() => ({ getItem: () => null, setItem: denied, removeItem: () => {} }));
    storage.setItem('a', 'b');
    expect(storage.getItem('a')).toBe('b');
  });
});

/** Locks as browsers have them: one holder for each name, others wait until they give up. */
function fakeLocks(held: Set<string>): Locks {
  const request = (name: string, { signal }: { signal: AbortSignal }, run: () => Promise<unknown>) => {
    if (!held.has(name)) {
      held.add(name);
      return run();
    }
    return new Promise<unknown>((_, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('late', 'AbortError')));
    });
  };
  return { request };
}

describe('an outbox name', () => {
  test('belongs to one tab: the copy of a duplicated tab does not get it', async () => {
    const locks = fakeLocks(new Set());
    expect(await claimOutbox('outbox-one', locks)).toBe(true);
    expect(await claimOutbox('outbox-two', locks)).toBe(true);
    expect(await claimOutbox('outbox-one', locks)).toBe(false);
  });

  test('is trusted where the browser has no locks', async () => {
    expect(await claimOutbox('outbox-one', undefined)).toBe(true);
  });
});
