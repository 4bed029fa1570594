// Typing: told sparingly, forgotten by itself.
import { OthersTyping, OwnTyping } from '../../../frontend/connection/typing.ts';
import { TYPING_EVERY_MS, TYPING_LASTS_MS } from '../../../lambdas/protocol/limits.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

test('our own typing is told at most once in its time, and when it stops', () => {
  const world = new FakeSurroundings();
  const told: boolean[] = [];
  const typing = new OwnTyping({ now: world.now, tell: (writing) => told.push(writing) });
  typing.changed('H');
  typing.changed('He');
  world.pass(TYPING_EVERY_MS);
  typing.changed('Hel');
  expect(told).toEqual([true, true]);
  typing.changed('  ');
  typing.stopped();
  expect(told).toEqual([true, true, false]);
});

test('a message that was sent needs no word that its writing stopped', () => {
  const told: boolean[] = [];
  const typing = new OwnTyping({ now: () => 0, tell: (writing) => told.push(writing) });
  typing.changed('Hello');
  typing.sent();
  typing.stopped();
  expect(told).toEqual([true]);
});

test('the others stop writing when they say so, or when nothing more comes', () => {
  const world = new FakeSurroundings();
  const seen: (readonly string[])[] = [];
  const typing = new OthersTyping(world.after, (names) => seen.push(names));
  typing.heard('Dana', true);
  world.pass(TYPING_LASTS_MS - 1);
  typing.heard('Dana', true);
  world.pass(TYPING_LASTS_MS - 1);
  typing.heard('Ken', true);
  typing.heard('Ken', false);
  world.pass(1);
  expect(seen).toEqual([['Dana'], ['Dana', 'Ken'], ['Dana'], []]);
  typing.heard('Dana', true);
  typing.clear();
  expect(seen.at(-1)).toEqual([]);
});
