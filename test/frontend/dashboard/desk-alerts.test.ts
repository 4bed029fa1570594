// What is read out of news to people who can't see the screen, what is to be noticed, and what is left unsaid.
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
  const noticed: string[] = [];
  const alerts = new DeskAlerts({
    say: (sentence) => said.push(sentence),
    onMessage: ({ lastMessage }, isOld) => noticed.push(`${isOld ? 'old: ' : ''}${lastMessage?.text}`),
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
    said.length = noticed.length = 0;
  };
  return { said, noticed, happen, list, forget };
}

describe('a new chat', () => {
  test('is said once, with its question', () => {
    const { said, happen, list } = prepared();
    list();
    happen({ type: 'chatChanged', chat: waiting('rosa', { patronName: 'Rosa' }) });
    expect(said).toEqual(['New chat waiting in Reference, from Rosa: the question of rosa']);
    list(waiting('rosa', { patronName: 'Rosa' }));
    expect(said).toHaveLength(1);
  });

  test('R47 that is offered to me says so, when it comes and when it is moved on to me', () => {
    const { said, happen, list, forget } = prepared();
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
    other.forget();
    other.happen({ type: 'chatChanged', chat: active('rosa', DANA, { patronName: 'Rosa' }) });
    expect(other.said).toEqual([]);
  });

  test('that waits already when one arrives is counted', () => {
    const { said, list } = prepared();
    list(waiting('rosa'), waiting('amina'));
    expect(said).toEqual(['2 chats are waiting.']);
  });

  test('says nothing to somebody off duty', () => {
    const { said, happen, list } = prepared({ isOnDuty: false });
    list();
    happen({ type: 'chatChanged', chat: waiting('rosa') });
    expect(said).toEqual([]);
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

  test('a new message is said with who said it, and to be noticed where it is not looked at', () => {
    const { said, noticed, say } = mine();
    say(message(2, PATRON, 'are you there?'));
    expect(said).toEqual(['Rosa: are you there?']);
    expect(noticed).toEqual(['are you there?']);
  });

  test('a message in the chat that is looked at is said, and no more', () => {
    const { said, noticed, say, happen } = mine();
    happen({ type: 'lookAt', chatId: chatId('rosa') });
    say(message(2, asAuthor(KEN), 'may I help?'));
    expect(said).toEqual(['Ken Ito: may I help?']);
    expect(noticed).toEqual([]);
  });

  test('one’s own words are not said', () => {
    const { said, noticed, say } = mine();
    say(message(2, asAuthor(DANA), 'hello Rosa'));
    expect([said, noticed]).toEqual([[], []]);
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
