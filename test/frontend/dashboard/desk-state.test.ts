// The desk's state: what each frame and each deed makes of it.
import {
  type DeskEvent,
  type DeskState,
  deskAfter,
  emptyDesk,
  INDEX_LAG_MS,
} from '../../../frontend/dashboard/desk/desk-state.ts';
import { TYPING_LASTS_MS } from '../../../lambdas/protocol/limits.ts';
import {
  active,
  asAuthor,
  chatId,
  DANA,
  ended,
  happened,
  KEN,
  message,
  PATRON,
  T0,
  waiting,
} from './desk-builders.ts';

const after = (events: readonly DeskEvent[], state: DeskState = emptyDesk): DeskState =>
  events.reduce(deskAfter, state);

const welcome: DeskEvent = {
  type: 'welcome',
  operatorId: DANA.id,
  departmentIds: ['reference', 'maps'],
  helpsOut: ['access'],
};
const changed = (chat: Extract<DeskEvent, { type: 'chatChanged' }>['chat']): DeskEvent => ({
  type: 'chatChanged',
  chat,
});
const rosa = chatId('rosa');
const known = (state: DeskState, id = rosa) => state.chats.get(id);

describe('the list of chats', () => {
  test('takes chats as they are pushed, and never lets one go back', () => {
    const state = after([welcome, changed(active('rosa', KEN)), changed(waiting('rosa'))]);
    expect(known(state)?.chat.state).toBe('active');
  });

  test('forgets chats of colleagues that have ended', () => {
    const state = after([welcome, changed(active('rosa', KEN)), changed(ended('rosa', KEN))]);
    expect(state.chats.size).toBe(0);
  });

  test('keeps an own chat that has ended until it is put away', () => {
    const state = after([welcome, changed(active('rosa', DANA)), changed(ended('rosa', DANA))]);
    expect(known(state)?.chat.state).toBe('ended');
    expect(known(state)?.wasMine).toBe(true);
    const tidy = after([{ type: 'putAway', chatId: rosa }], state);
    expect(tidy.chats.size).toBe(0);
    // The push about the end may come after the operator has put the chat away.
    expect(after([changed(ended('rosa', DANA))], tidy).chats.size).toBe(0);
  });

  test('read from the server drops what has gone meanwhile, but not what began after it was asked for', () => {
    const askedAt = T0 + 60_000;
    const state = after([
      welcome,
      changed(waiting('old')),
      changed(waiting('new', { startedAt: askedAt - INDEX_LAG_MS + 1 })),
      changed(active('mine', DANA)),
      changed(waiting('beside', { departmentId: 'maps' })),
      { type: 'listed', departmentId: 'reference', chats: [], askedAt },
    ]);
    expect([...state.chats.keys()]).toEqual([chatId('new'), chatId('mine'), chatId('beside')]);
    expect([...state.listed]).toEqual(['reference']);
  });

  test('loses the departments that the operator no longer belongs to', () => {
    const state = after([
      welcome,
      changed(waiting('rosa')),
      changed(active('mine', DANA)),
      { type: 'welcome', operatorId: DANA.id, departmentIds: ['access'] },
    ]);
    expect([...state.chats.keys()]).toEqual([chatId('mine')]);
  });
});

describe('unread messages', () => {
  const mine = [welcome, changed(active('rosa', DANA))];
  const said = (...entries: ReturnType<typeof message>[]): DeskEvent => ({
    type: 'entries',
    chatId: rosa,
    entries,
  });

  test('count what others said, not what one said oneself nor what merely happened', () => {
    const state = after([
      ...mine,
      said(
        message(1, PATRON, 'hello'),
        happened('joined', 2, asAuthor(DANA)),
        message(3, asAuthor(DANA), 'hi'),
      ),
      said(message(4, asAuthor(KEN), 'may I?')),
    ]);
    expect(known(state)?.unread).toBe(2);
    expect(known(state)?.lastMessage).toEqual({ by: asAuthor(KEN), text: 'may I?' });
  });

  test('are read as soon as the chat is looked at, and stay read while it is', () => {
    const state = after([
      ...mine,
      said(message(1, PATRON, 'hello')),
      { type: 'lookAt', chatId: rosa },
      said(message(2, PATRON, 'are you there?')),
    ]);
    expect(known(state)?.unread).toBe(0);
    expect(known(state)?.readTo).toBe(2);
  });

  test('count again once one looks elsewhere', () => {
    const state = after([
      ...mine,
      said(message(1, PATRON, 'hello')),
      { type: 'lookAt', chatId: rosa },
      { type: 'lookAt', chatId: undefined },
      said(message(2, PATRON, 'are you there?')),
    ]);
    expect(known(state)?.unread).toBe(1);
    expect(known(state)?.readTo).toBe(1);
  });

  test('do not count what was read before the page was loaded again', () => {
    const state = after([
      ...mine,
      { type: 'readBefore', chatId: rosa, place: 2 },
      said(message(1, PATRON, 'hello'), message(2, PATRON, 'hello?'), message(3, PATRON, 'new')),
    ]);
    expect(known(state)?.unread).toBe(1);
  });

  test('of a chat that is not there change nothing', () => {
    const state = after([welcome]);
    expect(deskAfter(state, said(message(1, PATRON, 'hello')))).toBe(state);
  });
});

describe('who is writing', () => {
  const writes = (writing: boolean, now = T0): DeskEvent => ({
    type: 'typing',
    chatId: rosa,
    by: PATRON,
    writing,
    now,
  });
  const mine = [welcome, changed(active('rosa', DANA)), writes(true)];

  test('is forgotten when they stop, send, or say nothing more for a while', () => {
    expect(known(after(mine))?.writer?.by).toEqual(PATRON);
    expect(known(after([...mine, writes(false)]))?.writer).toBeUndefined();
    const sent: DeskEvent = { type: 'entries', chatId: rosa, entries: [message(1, PATRON, 'hello')] };
    expect(known(after([...mine, sent]))?.writer).toBeUndefined();
    expect(known(after([...mine, { type: 'tick', now: T0 + TYPING_LASTS_MS - 1 }]))?.writer).toBeDefined();
    expect(known(after([...mine, { type: 'tick', now: T0 + TYPING_LASTS_MS }]))?.writer).toBeUndefined();
  });

  test('is nobody in a chat that has ended', () => {
    expect(known(after([...mine, changed(ended('rosa', DANA))]))?.writer).toBeUndefined();
  });

  test('is not changed by somebody else’s message', () => {
    const sent: DeskEvent = { type: 'entries', chatId: rosa, entries: [message(1, asAuthor(KEN), 'hello')] };
    expect(known(after([...mine, sent]))?.writer?.by).toEqual(PATRON);
  });
});

test('a tick without anybody writing leaves the very same state, so that nothing is drawn again', () => {
  const state = after([welcome, changed(active('rosa', DANA))]);
  expect(deskAfter(state, { type: 'tick', now: T0 })).toBe(state);
});
