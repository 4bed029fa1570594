// Coming back: what was missed is counted once the chats and the rooms have caught up, and said for a while.
import { signal } from '@preact/signals';
import { Emitter } from '../../../frontend/connection/emitter.ts';
import type { SocketState } from '../../../frontend/connection/socket.ts';
import { type DeskState, deskAfter, emptyDesk } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { OwnChat } from '../../../frontend/dashboard/desk/own-chats.ts';
import { Returns } from '../../../frontend/dashboard/returns.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { asAuthor, chatId, DANA, happened, KEN, message, PATRON, waiting } from './desk-builders.ts';

function prepared() {
  const world = new FakeSurroundings();
  const connection = signal<SocketState>({ kind: 'open' });
  const lostSince = signal<number | undefined>(undefined);
  const entries = signal<readonly Entry[]>([message(1, PATRON, 'hello')]);
  const own: OwnChat = { entries, pending: signal([]), loaded: signal(true) };
  const state = signal<DeskState>({ ...emptyDesk, operatorId: DANA.id, departmentIds: ['reference'] });
  const [deskCaughtUp, roomsCaughtUp] = [new Emitter<void>(), new Emitter<number>()];
  const returns = new Returns({
    session: { connection, lostSince, now: world.now },
    desk: { own: { chats: signal(new Map([[chatId('rosa'), own]])) }, state, caughtUp: deskCaughtUp },
    rooms: { caughtUp: roomsCaughtUp },
    surroundings: world,
  });
  const lose = (): void => {
    lostSince.value = world.now();
    connection.value = { kind: 'connecting', tries: 1 };
  };
  const comeBack = (): void => {
    lostSince.value = undefined;
    connection.value = { kind: 'open' };
  };
  return { world, entries, state, deskCaughtUp, roomsCaughtUp, returns, lose, comeBack };
}

test('D37 words of others in one’s chats and rooms are counted, and chats that began', () => {
  const { world, entries, state, deskCaughtUp, roomsCaughtUp, returns, lose, comeBack } = prepared();
  const lostAt = world.now();
  lose();
  world.pass(60_000);
  comeBack();
  entries.value = [
    ...entries.value,
    message(2, PATRON, 'are you there?'),
    message(3, asAuthor(DANA), 'from the dark'),
    happened('joined', 4, asAuthor(KEN)),
    message(5, asAuthor(KEN), 'I am'),
  ];
  const began = waiting('amina', { startedAt: lostAt + 10_000 });
  state.value = deskAfter(state.value, { type: 'chatChanged', chat: began });
  deskCaughtUp.emit();
  expect(returns.missed.value).toBeUndefined();
  roomsCaughtUp.emit(3);
  expect(returns.missed.value).toEqual({
    lostSince: lostAt,
    backAt: lostAt + 60_000,
    messages: 5,
    waiting: 1,
  });
  world.pass(20_000);
  expect(returns.missed.value).toBeUndefined();
});

test('D37 who is lost again before all is here is told of the whole absence', () => {
  const { world, deskCaughtUp, roomsCaughtUp, returns, lose, comeBack } = prepared();
  const lostAt = world.now();
  lose();
  world.pass(10_000);
  comeBack();
  roomsCaughtUp.emit(1);
  lose();
  world.pass(10_000);
  deskCaughtUp.emit();
  comeBack();
  deskCaughtUp.emit();
  expect(returns.missed.value).toBeUndefined();
  roomsCaughtUp.emit(2);
  expect(returns.missed.value).toMatchObject({ lostSince: lostAt, messages: 2 });
});

test('D37 a moment without a connection, and the first one, are worth no word', () => {
  const { world, deskCaughtUp, roomsCaughtUp, returns, lose, comeBack } = prepared();
  deskCaughtUp.emit();
  roomsCaughtUp.emit(4);
  lose();
  world.pass(1_000);
  comeBack();
  deskCaughtUp.emit();
  roomsCaughtUp.emit(0);
  expect(returns.missed.value).toBeUndefined();
});
