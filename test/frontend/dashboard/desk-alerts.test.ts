// What the operator hears of news, and what is left unsaid.
import { DeskAlerts } from '../../../frontend/dashboard/desk/desk-alerts.ts';
import {
  type DeskEvent,
  type DeskState,
  deskAfter,
  emptyDesk,
} from '../../../frontend/dashboard/desk/desk-state.ts';
import { active, asAuthor, chatId, DANA, ended, KEN, message, PATRON, T0, waiting } from './desk-builders.ts';

function prepared({ isOnDuty = true } = {}) {
  const said: string[] = [];
  const played: string[] = [];
  const notified: string[] = [];
  const alerts = new DeskAlerts({
    say: (sentence) => said.push(sentence),
    play: (sound) => played.push(sound),
    notify: (title, body) => notified.push(`${title}: ${body}`),
    isOnDuty: () => isOnDuty,
    departmentName: () => 'Reference',
  });
  let state: DeskState = emptyDesk;
  const happen = (event: DeskEvent): void => {
    const before = state;
    state = deskAfter(before, event);
    alerts.follow(before, state);
  };
  happen({ type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] });
  const list = (...chats: ReturnType<typeof waiting>[]): void =>
    happen({ type: 'listed', departmentId: 'reference', chats, askedAt: T0 });
  const forget = (): void => {
    said.length = played.length = notified.length = 0;
  };
  return { said, played, notified, happen, list, forget };
}

describe('a new chat', () => {
  test('is said with its question, rings once, and is notified without it', () => {
    const { said, played, notified, happen, list } = prepared();
    list();
    happen({ type: 'chatChanged', chat: waiting('rosa', { patronName: 'Rosa' }) });
    expect(said).toEqual(['New chat waiting in Reference, from Rosa: the question of rosa']);
    expect(played).toEqual(['newChat']);
    expect(notified).toEqual(['A new chat is waiting: Rosa · Reference']);
    list(waiting('rosa', { patronName: 'Rosa' }));
    expect(played).toEqual(['newChat']);
  });

  test('R47 that is offered to me says so, when it comes and when it is moved on to me', () => {
    const { said, played, notified, happen, list, forget } = prepared();
    const offered = (to: { id: string; name: string }) =>
      waiting('rosa', { patronName: 'Rosa', offeredTo: { ...to, until: T0 + 20_000 } });
    list();
    happen({ type: 'chatChanged', chat: offered(KEN) });
    expect(said).toEqual([
      'New chat waiting in Reference, from Rosa, offered to Ken Ito: the question of rosa',
    ]);
    forget();
    happen({ type: 'chatChanged', chat: offered(DANA) });
    expect(said).toEqual(['A chat is offered to you in Reference, from Rosa: the question of rosa']);
    expect([played, notified]).toEqual([['newChat'], ['A chat is offered to you: Rosa · Reference']]);
    happen({ type: 'chatChanged', chat: { ...offered(DANA), patronGoneSince: T0 } });
    expect(said).toHaveLength(1);
    happen({ type: 'chatChanged', chat: active('rosa', KEN, { patronName: 'Rosa' }) });
    expect(said.at(-1)).toBe('Ken Ito has taken the chat from Rosa.');

    const other = prepared();
    other.list();
    other.happen({ type: 'chatChanged', chat: offered(DANA) });
    expect(other.said).toEqual([
      'New chat waiting in Reference, from Rosa, offered to you: the question of rosa',
    ]);
    expect(other.notified).toEqual(['A chat is offered to you: Rosa · Reference']);
    expect(other.played).toEqual(['newChat']);
    other.forget();
    other.happen({ type: 'chatChanged', chat: active('rosa', DANA, { patronName: 'Rosa' }) });
    expect(other.said).toEqual([]);
  });

  test('that waits already when one arrives is counted', () => {
    const { said, played, notified, list } = prepared();
    list(waiting('rosa'), waiting('amina'));
    expect(said).toEqual(['2 chats are waiting.']);
    expect(played).toEqual(['newChat']);
    expect(notified).toEqual([]);
  });

  test('says nothing to somebody off duty', () => {
    const { said, played, happen, list } = prepared({ isOnDuty: false });
    list();
    happen({ type: 'chatChanged', chat: waiting('rosa') });
    expect([said, played]).toEqual([[], []]);
  });
});

describe('in an own chat', () => {
  function mine() {
    const desk = prepared();
    desk.happen({ type: 'chatChanged', chat: active('rosa', DANA, { patronName: 'Rosa' }) });
    const say = (...entries: ReturnType<typeof message>[]): void =>
      desk.happen({ type: 'entries', chatId: chatId('rosa'), entries });
    say(message(1, PATRON, 'hello'));
    desk.forget();
    return { ...desk, say };
  }

  test('a new message is said with who said it, and sounds where it is not looked at', () => {
    const { said, played, notified, say } = mine();
    say(message(2, PATRON, 'are you there?'));
    expect(said).toEqual(['Rosa: are you there?']);
    expect(played).toEqual(['newMessage']);
    expect(notified).toEqual(['New message: from Rosa']);
  });

  test('a message in the chat that is looked at is said without a sound', () => {
    const { said, played, say, happen } = mine();
    happen({ type: 'lookAt', chatId: chatId('rosa') });
    say(message(2, asAuthor(KEN), 'may I help?'));
    expect(said).toEqual(['Ken Ito: may I help?']);
    expect(played).toEqual([]);
  });

  test('one’s own words are not said', () => {
    const { said, played, say } = mine();
    say(message(2, asAuthor(DANA), 'hello Rosa'));
    expect([said, played]).toEqual([[], []]);
  });

  test('that the patron left, came back and ended is said', () => {
    const { said, happen } = mine();
    const change = (more: Parameters<typeof active>[2]): void =>
      happen({ type: 'chatChanged', chat: active('rosa', DANA, { patronName: 'Rosa', ...more }) });
    change({ patronGoneSince: T0 });
    change({});
    happen({ type: 'chatChanged', chat: ended('rosa', DANA, { patronName: 'Rosa' }) });
    expect(said).toEqual(['Rosa left or lost the connection.', 'Rosa is back.', 'Rosa ended the chat.']);
  });
});
