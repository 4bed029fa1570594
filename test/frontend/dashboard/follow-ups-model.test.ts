// The follow-ups screen's view-model: reading, going on, sending mails again, closing, opening again.
import { FollowUpsModel, listedOf } from '../../../frontend/dashboard/follow-ups/follow-ups-model.ts';
import { FailedMails } from '../../../frontend/dashboard/follow-ups/failed-mails.ts';
import { followUpShortcuts } from '../../../frontend/dashboard/follow-ups/follow-up-shortcuts.ts';
import type { Screen } from '../../../frontend/dashboard/screen.ts';
import type { Unanswered } from '../../../frontend/connection/wire.ts';
import type { FollowUpView } from '../../../lambdas/protocol/follow-up-frames.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import { failedTo, followUp, sentTo, T0 } from './desk-builders.ts';

const OPEN = { departmentId: 'reference', show: 'open' } as const;
const CLOSED = { departmentId: 'reference', show: 'closed' } as const;
const LOST: Unanswered = { type: 'unanswered', why: 'dropped' };

type Answer = ToOperator | Unanswered;

const page = (followUps: FollowUpView[], next?: string): Answer => ({
  type: 'followUps',
  ref: 'r',
  departmentId: 'reference',
  followUps,
  ...(next === undefined ? {} : { next }),
});
const one = (changed: FollowUpView): Answer => ({ type: 'followUp', ref: 'r', followUp: changed });

function prepared(...answers: Answer[]) {
  const asked: object[] = [];
  const said: string[] = [];
  const world = new FakeSurroundings();
  // The fake answers each request with what the test put there for it.
  const wire = {
    ask: async (request: object) => {
      asked.push(request);
      return answers.shift() ?? LOST;
    },
  } as never;
  const failed = new FailedMails(wire);
  const model = new FollowUpsModel({
    wire,
    surroundings: world,
    say: (sentence) => said.push(sentence),
    onOpen: (departmentId, followUps) => failed.note(departmentId, followUps),
  });
  const numbers = (): number[] => (listedOf(model.state.value)?.followUps ?? []).map(({ number }) => number);
  return { asked, said, world, model, failed, numbers, answers };
}

describe('the list of follow-ups', () => {
  test('is read newest first, and goes on where the page before ended', async () => {
    const { model, asked, said, numbers } = prepared(
      page([followUp(3), followUp(2)], 'after-2'),
      page([followUp(2), followUp(1)]),
    );
    await model.show(OPEN, undefined);
    await model.more();
    expect(asked).toEqual([
      { action: 'readFollowUps', ...OPEN },
      { action: 'readFollowUps', ...OPEN, after: 'after-2' },
    ]);
    expect(numbers()).toEqual([3, 2, 1]);
    expect(said).toEqual(['2 follow-ups shown.', '3 follow-ups shown.']);
  });

  test('is read again as far as it was, keeps what is chosen, and says nothing when nothing changed', async () => {
    const pages = [page([followUp(3), followUp(2)], 'after-2'), page([followUp(1)])];
    const { model, said, numbers } = prepared(...pages, ...pages);
    await model.show(OPEN, followUp(1).followUpId);
    const before = said.length;
    const again = model.refresh();
    expect(model.state.value?.kind).toBe('reading');
    expect(numbers()).toEqual([3, 2, 1]);
    await again;
    expect(numbers()).toEqual([3, 2, 1]);
    expect(model.chosen.value?.number).toBe(1);
    expect(said).toHaveLength(before);
  });

  test('is read further for one that the address names', async () => {
    const { model, numbers } = prepared(
      page([followUp(9)], 'a'),
      page([followUp(8)], 'b'),
      page([followUp(7)], 'c'),
    );
    await model.show(OPEN, followUp(8).followUpId);
    expect(numbers()).toEqual([9, 8]);
    expect(model.chosen.value?.number).toBe(8);
  });

  test('keeps what is there when reading fails, and says why', async () => {
    const { model, numbers } = prepared(page([followUp(2)]), LOST, page([followUp(3), followUp(2)]));
    await model.show(OPEN, undefined);
    await model.refresh();
    expect(model.state.value).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('no answer'),
    });
    expect(numbers()).toEqual([2]);
    await model.refresh();
    expect(model.state.value?.kind).toBe('read');
    expect(numbers()).toEqual([3, 2]);
  });

  test('that could not be read at all can be read later', async () => {
    const { model, numbers } = prepared(LOST, page([followUp(1)]));
    await model.show(OPEN, undefined);
    expect(model.state.value?.kind).toBe('failed');
    await model.refresh();
    expect(numbers()).toEqual([1]);
  });

  test('forgets an answer that was overtaken by another list', async () => {
    const closed = followUp(1, { closed: { at: T0, by: 'Priya' } });
    const { model, numbers } = prepared(page([followUp(2)]), page([closed]));
    await Promise.all([model.show(OPEN, undefined), model.show(CLOSED, undefined)]);
    expect(numbers()).toEqual([1]);
  });
});

test('while a mail is just being sent the list is read again, with growing pauses, and then no more', async () => {
  const underWay = followUp(2, {
    mails: [{ to: 'library', address: 'ask@n.example', state: 'pending', tries: 1, dueAt: T0 }],
  });
  const { model, asked, world } = prepared(page([underWay]), page([underWay]), page([followUp(2)]));
  await model.show(OPEN, underWay.followUpId);
  world.pass(3_500);
  await settled();
  expect(asked).toHaveLength(2);
  world.pass(3_500);
  await settled();
  expect(asked).toHaveLength(2);
  world.pass(3_500);
  await settled();
  expect(asked).toHaveLength(3);
  expect(model.chosen.value?.mails.map(({ state }) => state)).toEqual(['sent', 'sent']);
  world.pass(600_000);
  await settled();
  expect(asked).toHaveLength(3);
});

describe('with a follow-up', () => {
  const two = followUp(2);
  const closed = followUp(2, { closed: { at: T0, by: 'Priya' } });

  test('closing takes it off the list at once, also while the index still has it, and undoing puts it back', async () => {
    const { model, numbers, world, answers } = prepared(page([two, followUp(1)]), one(closed));
    await model.show(OPEN, two.followUpId);
    await model.close(two.followUpId, true);
    expect(numbers()).toEqual([1]);
    expect(model.chosen.value?.closed).toEqual({ at: T0, by: 'Priya' });
    expect(model.word.value).toMatchObject({ text: 'No. 2 is closed.', undo: { closed: false } });
    answers.push(page([two, followUp(1)]));
    await model.refresh();
    expect(numbers()).toEqual([1]);
    answers.push(one(two));
    await model.close(two.followUpId, false);
    expect(numbers()).toEqual([2, 1]);
    expect(model.word.value).toEqual({ kind: 'plain', text: 'No. 2 is open again.' });
    answers.push(page([followUp(1)]));
    world.pass(4_000);
    await settled();
    // By now the index has caught up, and what it says holds.
    expect(numbers()).toEqual([1]);
  });

  test('a double click is one', async () => {
    const { model, asked } = prepared(page([two]), one(closed));
    await model.show(OPEN, undefined);
    await Promise.all([model.close(two.followUpId, true), model.close(two.followUpId, true)]);
    expect(asked).toHaveLength(2);
    expect(model.doing.value).toBeUndefined();
  });

  test('what failed is said, and nothing is changed', async () => {
    const { model, numbers } = prepared(page([two]), LOST);
    await model.show(OPEN, two.followUpId);
    await model.close(two.followUpId, true);
    expect(model.word.value).toEqual({
      kind: 'urgent',
      text: 'Nothing was changed: there was no answer. Please try again.',
    });
    expect(numbers()).toEqual([2]);
  });

  test('a mail that failed counts as failed until it is sent again', async () => {
    const broken = followUp(2, { mails: [failedTo('library', 'ask@n.example', 'The address is unknown')] });
    const mended = followUp(2, { mails: [sentTo('library', 'ask@n.example')] });
    const { model, failed, said } = prepared(page([broken]), one(broken), one(mended));
    await model.show(OPEN, undefined);
    expect([failed.total.value, failed.of('reference')]).toEqual([1, 1]);
    await model.resend(two.followUpId, 'library');
    expect(model.word.value?.kind).toBe('urgent');
    expect(failed.total.value).toBe(1);
    await model.resend(two.followUpId, 'library');
    expect(said.at(-1)).toBe('Sent to ask@n.example.');
    expect(failed.total.value).toBe(0);
  });
});

test('the keys go from one to the next, and only to failed ones while only those are shown', async () => {
  const broken = followUp(1, { mails: [failedTo('patron', 'x@y.example', 'no')] });
  const { model } = prepared(page([followUp(3), followUp(2), broken]));
  await model.show(OPEN, undefined);
  let screen: Screen = { at: 'followUps', list: OPEN };
  const failedOnly = { value: false };
  const screens = {
    get current() {
      return { value: screen };
    },
    go: (to: Screen) => {
      screen = to;
    },
  };
  // Only what the shortcuts read is there.
  const shortcuts = followUpShortcuts({ model, screens: screens as never, failedOnly: failedOnly as never });
  const press = (id: string): boolean | undefined => shortcuts.find((each) => each.id === id)?.run();
  expect(press('nextFollowUp')).toBe(true);
  expect(screen).toEqual({ at: 'followUps', list: OPEN, followUpId: followUp(3).followUpId });
  expect(press('previousFollowUp')).toBe(false);
  press('nextFollowUp');
  expect(screen).toMatchObject({ followUpId: followUp(2).followUpId });
  failedOnly.value = true;
  press('nextFollowUp');
  expect(screen).toMatchObject({ followUpId: broken.followUpId });
  expect(press('closeFollowUp')).toBe(false);
});

test('failed mails are counted for every department, and a department that can’t be read is passed over', async () => {
  const broken = followUp(1, { mails: [failedTo('patron', 'x@y.example', 'no')] });
  const { failed, asked } = prepared(page([broken, followUp(2)]), LOST, page([broken]));
  await failed.read(['reference', 'access', 'music']);
  expect(asked).toHaveLength(3);
  expect([failed.total.value, failed.of('access'), failed.of('music')]).toEqual([2, 0, 1]);
});
