// Chats of departments that aren't one's own: when they come onto the desk, and when they leave it.
import { type DeskEvent, deskAfter, emptyDesk } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { active, DANA, ended, KEN, T0, waiting } from './desk-builders.ts';

const at = T0 + 120_000;
const access = { departmentId: 'access', fallback: { departmentId: 'reference', at } };
const welcome: DeskEvent = {
  type: 'welcome',
  operatorId: DANA.id,
  departmentIds: ['reference'],
  helpsOut: ['access'],
};
const changed = (chat: OperatorChat): DeskEvent => ({ type: 'chatChanged', chat });
const tick = (now: number): DeskEvent => ({ type: 'tick', now });
const after = (...events: DeskEvent[]) => events.reduce(deskAfter, emptyDesk);
const names = ({ chats }: ReturnType<typeof after>) => [...chats.keys()].map((id) => id.replaceAll('_', ''));

function request(to: StandingRequest['to'], until = at): StandingRequest {
  return { kind: 'transfer', to, by: KEN, note: '', stays: false, until };
}

describe('R45 a chat of a department that one helps out', () => {
  const wim = waiting('wim', access);

  test('comes when its department has had its time, and stays while it waits', () => {
    expect(names(after(welcome, changed(wim), tick(at - 1)))).toEqual([]);
    const come = after(welcome, changed(wim), tick(at));
    expect(names(come)).toEqual(['wim']);
    const gone = deskAfter(come, changed({ ...wim, patronGoneSince: at }));
    expect(gone.chats.size).toBe(1);
    expect(deskAfter(gone, tick(at + 1))).toBe(gone);
  });

  test('never comes when somebody there takes it, the patron leaves, or the list lacks it', () => {
    expect(names(after(welcome, changed(wim), changed(active('wim', KEN, access)), tick(at)))).toEqual([]);
    expect(names(after(welcome, changed(wim), changed(ended('wim', KEN, access)), tick(at)))).toEqual([]);
    const unlisted: DeskEvent = { type: 'listed', departmentId: 'access', chats: [], askedAt: at };
    expect(names(after(welcome, changed(wim), unlisted, tick(at)))).toEqual([]);
  });

  test('leaves with whoever takes it, and stays where that is the operator', () => {
    const come = [welcome, changed(wim), tick(at)];
    expect(names(after(...come, changed(active('wim', KEN, access))))).toEqual([]);
    expect(names(after(...come, changed(active('wim', DANA, access))))).toEqual(['wim']);
  });

  test('leaves, come or not, when the department is helped out no more', () => {
    const alone: DeskEvent = { type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] };
    expect(names(after(welcome, changed(wim), tick(at), alone))).toEqual([]);
    expect(names(after(welcome, changed(wim), alone, tick(at)))).toEqual([]);
    expect(names(after(welcome, changed(wim), welcome, tick(at)))).toEqual(['wim']);
  });

  test('leaves who has left its department, until theirs has to help out', () => {
    const member: DeskEvent = {
      type: 'welcome',
      operatorId: DANA.id,
      departmentIds: ['reference', 'access'],
      helpsOut: [],
    };
    expect(names(after(member, changed(wim)))).toEqual(['wim']);
    expect(names(after(member, changed(wim), welcome))).toEqual([]);
    expect(names(after(member, changed(wim), welcome, tick(at)))).toEqual(['wim']);
    expect(names(after(welcome, changed(wim), tick(at), welcome))).toEqual(['wim']);
  });

  test('without a department that helps out stays where it is', () => {
    expect(names(after(welcome, changed(waiting('wim', { departmentId: 'access' })), tick(at)))).toEqual([]);
  });
});

describe('R50 a chat of another department', () => {
  const maps = { departmentId: 'maps' };
  const me = { operatorId: DANA.id, name: DANA.name };

  test('is on the desk while one is in it, is asked to take it, or looks in', () => {
    const chats = [
      active('own', DANA, maps),
      active('asked', KEN, { ...maps, request: request(me) }),
      active('forus', KEN, { ...maps, request: request({ departmentId: 'reference', name: 'Reference' }) }),
      active('seen', KEN, { ...maps, onlookers: [DANA] }),
      active('other', KEN, { ...maps, request: request({ operatorId: 'tom', name: 'Tom Weiss' }) }),
      active('nobody', KEN, maps),
    ];
    const all = ['own', 'asked', 'forus', 'seen'];
    expect(names(after(welcome, ...chats.map(changed)))).toEqual(all);
    expect(names(after(welcome, ...chats.map(changed), welcome))).toEqual(all);
    const listed: DeskEvent = { type: 'listed', departmentId: 'maps', chats: [], askedAt: at };
    expect(names(after(welcome, ...chats.map(changed), listed))).toEqual(all);
  });

  test('leaves when nobody asks any more: taken back, or past its time', () => {
    const asked = changed(active('asked', KEN, { ...maps, request: request(me) }));
    expect(names(after(welcome, asked, tick(at - 1)))).toEqual(['asked']);
    expect(names(after(welcome, asked, tick(at)))).toEqual([]);
    expect(names(after(welcome, asked, changed(active('asked', KEN, maps))))).toEqual([]);
  });

  test('leaves when the operator has left it', () => {
    expect(
      names(after(welcome, changed(active('own', DANA, maps)), changed(active('own', KEN, maps)))),
    ).toEqual([]);
  });
});
