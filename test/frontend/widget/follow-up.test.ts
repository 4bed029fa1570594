// A question that is left: carried over, checked, kept before it is sent, sent once, and given back when refused.
import { type KeptStorage, storageOrMemory } from '../../../frontend/connection/kept.ts';
import type { Unanswered } from '../../../frontend/connection/wire.ts';
import { type ChatState, NO_CHAT } from '../../../frontend/widget/chat-state.ts';
import { FollowUp } from '../../../frontend/widget/follow-up.ts';
import { type LeftFollowUp, newChat, WidgetMemory } from '../../../frontend/widget/kept-chat.ts';
import { Store } from '../../../frontend/widget/store.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import { settled } from '../../support/fake-surroundings.ts';

type Answer =
  | ErrorFrame
  | Unanswered
  | { type: 'followUpLeft'; ref: string; followUpId: string; number: number; email: string };

const noStorage = (): KeptStorage => {
  throw new Error('SecurityError');
};
const storage = () => storageOrMemory(noStorage);
const WAITING = { kind: 'waiting', until: 0, tries: 5, offline: false } as const;

function browser() {
  const [shared, ofTab] = [storage(), storage()];
  return () => page(new WidgetMemory('reference', shared, ofTab));
}

function page(memory: WidgetMemory) {
  const store = new Store<ChatState>({ ...NO_CHAT, connection: { kind: 'open' } });
  const sent: LeftFollowUp[] = [];
  const answers: ((answer: Answer) => void)[] = [];
  const chat = {
    store,
    get state() {
      return store.state;
    },
    page: { address: 'https://library.example/heat', title: 'Heat' },
    isWanted: false,
    ask: async (request: object) => {
      if (store.state.connection.kind !== 'open') return { type: 'unanswered', why: 'notConnected' };
      sent.push(request as LeftFollowUp);
      return await new Promise<Answer>((resolve) => answers.push(resolve));
    },
  };
  let ids = 0;
  const newId = () => `${memory.followUp.get() ? 'again' : 'first'}${(ids += 1)}`.padEnd(22, '-');
  const followUp = new FollowUp({
    chat: chat as unknown as ConstructorParameters<typeof FollowUp>[0]['chat'],
    memory,
    about: { widgetId: 'reference', language: 'en' },
    from: () => 'offline',
    newId,
  });
  const answer = async (given: Answer) => {
    answers.shift()?.(given);
    await settled();
  };
  const left = async (number = 1_042) =>
    answer({
      type: 'followUpLeft',
      ref: 'r1',
      followUpId: sent.at(-1)?.followUpId ?? '',
      number,
      email: 'rosa@example.org',
    });
  const refuse = async (code: ErrorFrame['code']) => answer({ type: 'error', code, message: 'No.' });
  const fill = (question = 'May I?', email = 'rosa@example.org') => followUp.change({ question, email });
  return {
    chat,
    store,
    memory,
    followUp,
    sent,
    answer,
    left,
    refuse,
    fill,
    step: () => followUp.store.state.step,
  };
}

describe('the form', () => {
  test('F40: has what was written in the ask form, and gives it back', () => {
    const { followUp, memory } = browser()();
    memory.draft.set({ text: 'May I?', name: 'Rosa' });
    followUp.open();
    expect(followUp.store.state.form).toMatchObject({ question: 'May I?', name: 'Rosa', isOpen: true });
    followUp.change({ question: 'May I now?' });
    followUp.close();
    expect(memory.draft.get()).toEqual({ text: 'May I now?', name: 'Rosa' });
    expect(followUp.store.state.form).toMatchObject({ question: '', isOpen: false });
  });

  test('F40: has the question of the chat, with what is half-written there, which stays there', () => {
    const { followUp, memory, store } = browser()();
    const by = { role: 'patron' } as const;
    store.set({
      stage: { kind: 'waiting', since: 1 },
      entries: [{ kind: 'message', place: 1, after: 0, at: 1, by, name: 'outbox00.1', text: 'May I?' }],
    });
    memory.draft.set({ text: 'And when?', name: '' });
    followUp.open();
    expect(followUp.store.state.form.question).toBe('May I?\n\nAnd when?');
    followUp.close();
    expect(memory.draft.get()?.text).toBe('And when?');
  });

  test.each([
    ['', 'rosa@example.org', { field: 'question' }],
    ['May I?', '  ', { field: 'email', is: 'missing' }],
    ['May I?', 'rosa', { field: 'email', is: 'noAt' }],
    ['May I?', 'rosa@example', { field: 'email', is: 'incomplete' }],
    ['May I?', `${'r'.repeat(300)}@example.org`, { field: 'email', is: 'tooLong' }],
  ])('F42: with “%s” and “%s” it says what is wrong, and sends nothing', (question, email, fault) => {
    const { followUp, fill, sent, step } = browser()();
    fill(question, email);
    followUp.submit();
    expect([step(), sent]).toEqual([{ kind: 'writing', fault }, []]);
    fill('May I?', 'rosa@example.org');
    expect(step()).toEqual({ kind: 'writing', fault: undefined });
  });

  test('F43: is there after a reload as it was', () => {
    const reload = browser();
    reload().fill('May I?', 'ros');
    expect(reload().followUp.store.state.form).toMatchObject({
      question: 'May I?',
      email: 'ros',
      isOpen: true,
    });
  });
});

describe('a follow-up', () => {
  test('F41: goes with all that the library needs, and with its chat where there is one', async () => {
    const { followUp, fill, sent, memory, store, left, step } = browser()();
    const kept = { ...newChat(1), isStarted: true };
    memory.chat.set(kept);
    store.set({ stage: { kind: 'active', operators: ['Dana'] } });
    fill();
    followUp.submit();
    expect(sent).toMatchObject([
      {
        action: 'leaveFollowUp',
        widgetId: 'reference',
        language: 'en',
        from: 'offline',
        question: 'May I?',
        email: 'rosa@example.org',
        page: { title: 'Heat' },
        chat: { chatId: kept.chatId, token: kept.token },
      },
    ]);
    await left();
    expect(step()).toEqual({ kind: 'left', number: 1_042, email: 'rosa@example.org' });
    expect(memory.unsent.get()).toBeUndefined();
  });

  test('F44: is sent once however often the button is pressed', () => {
    const { followUp, fill, sent } = browser()();
    fill();
    followUp.submit();
    followUp.submit();
    expect(sent).toHaveLength(1);
  });

  test('F44: whose answer was lost is sent again under the same id, by the next page too', async () => {
    const reload = browser();
    const first = reload();
    first.fill();
    first.followUp.submit();
    await first.answer({ type: 'unanswered', why: 'dropped' });
    expect(first.step()).toEqual({ kind: 'kept' });
    const second = reload();
    expect(second.step()).toEqual({ kind: 'kept' });
    expect(second.sent.map(({ followUpId }) => followUpId)).toEqual(
      first.sent.map(({ followUpId }) => followUpId),
    );
    await second.left();
    expect(second.step()).toMatchObject({ kind: 'left' });
    expect(reload().sent).toEqual([]);
  });

  test('F44: without a connection is kept, keeps the line wanted, and goes when it is open', async () => {
    const { followUp, fill, sent, chat, store, left, step } = browser()();
    store.set({ connection: WAITING });
    fill();
    followUp.submit();
    await settled();
    expect([step(), sent, chat.isWanted]).toEqual([{ kind: 'kept' }, [], true]);
    store.set({ connection: { kind: 'open' } });
    expect(sent).toHaveLength(1);
    await left();
    expect([step(), chat.isWanted]).toEqual([
      { kind: 'left', number: 1_042, email: 'rosa@example.org' },
      false,
    ]);
  });

  test('F43: that is refused is back in the form, and the next try is the same follow-up', async () => {
    const { followUp, fill, sent, refuse, left, memory, step } = browser()();
    fill();
    followUp.submit();
    await refuse('busy');
    expect(step()).toEqual({
      kind: 'writing',
      fault: { field: undefined, code: 'busy', retryAt: undefined },
    });
    expect([followUp.store.state.form.question, memory.unsent.get()]).toEqual(['May I?', undefined]);
    followUp.submit();
    await left();
    expect(new Set(sent.map(({ followUpId }) => followUpId)).size).toBe(1);
  });

  test('F43: of an earlier page that is refused for good comes back into an empty form', async () => {
    const reload = browser();
    const first = reload();
    first.store.set({ connection: WAITING });
    first.fill();
    first.followUp.submit();
    await settled();
    first.followUp.another();
    const second = reload();
    await second.refuse('tooMany');
    expect(second.followUp.store.state.form).toMatchObject({ question: 'May I?', isOpen: true });
    expect(second.step()).toMatchObject({ fault: { code: 'tooMany' } });
  });

  test('F41: another one is a new one, with the same address', async () => {
    const { followUp, fill, sent, left } = browser()();
    fill();
    followUp.submit();
    await left();
    followUp.another();
    expect(followUp.store.state.form).toMatchObject({ question: '', email: 'rosa@example.org' });
    fill('And when?');
    followUp.submit();
    expect(new Set(sent.map(({ followUpId }) => followUpId)).size).toBe(2);
  });
});
