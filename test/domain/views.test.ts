// What patrons and staff are shown of a chat and its entries.
import * as v from 'valibot';
import { nextEntry } from '../../lambdas/domain/chat-log.ts';
import { dropConnection, returnPatron } from '../../lambdas/domain/chat-presence.ts';
import {
  departmentView,
  entryView,
  operatorChatView,
  patronChatView,
  publicEntryView,
} from '../../lambdas/domain/views.ts';
import { operatorChat, patronChat } from '../../lambdas/protocol/chat-view.ts';
import { entry, publicEntry } from '../../lambdas/protocol/entry.ts';
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { department } from '../../lambdas/protocol/settings.ts';
import { START, active, changed, ended, operatorHere, said, waiting } from '../support/chat-views.ts';

const id = 'subject-of-the-token';
const own = { id, name: 'Ada', connection: { id: 'ada-1', until: START + 600_000 } };

test('P1: a patron is told names, never ids, connections or hashes', () => {
  const view = active(own);
  const { view: after, entry: message } = said(view, 'ada-1', 'desk-aaaa.1');

  const shown = JSON.stringify([
    patronChatView(after.chat),
    publicEntryView(view.last),
    publicEntryView(message),
  ]);

  expect(shown).toContain('Ada');
  for (const secret of [id, 'ada-1', 'patron-1', 'hash-of-the-token']) expect(shown).not.toContain(secret);
});

test('a patron is not shown who dropped out and returned', () => {
  const dropped = changed(dropConnection(active(own), 'ada-1', START + 70_000));

  expect(publicEntryView(dropped.entry)).toBeUndefined();
  expect(entryView(dropped.entry)).toMatchObject({ kind: 'dropped', after: 2 });
});

test('H80: a patron is told that somebody is asked to take over, until when and whether they may say no, not why', () => {
  const { chat, last } = active(own);
  const ada = { role: 'operator', id, name: 'Ada' } as const;
  const until = START + 120_000;
  const asked = { kind: 'requested', request: 'transfer', to: 'Ben', note: 'Difficult', until } as const;
  const offered = nextEntry(last, ada, { ...asked, asks: true }, START + 60_000);
  const agreed = nextEntry(offered, { role: 'patron' }, { kind: 'transferAgreed', until }, START + 70_000);
  const ben = { role: 'operator', id: 'id-of-ben', name: 'Ben' } as const;
  const owner = { id, name: 'Ada' };
  const declined = {
    kind: 'requestEnded',
    request: 'transfer',
    why: 'declined',
    reason: 'Lunch',
    owner,
  } as const;
  const over = nextEntry(agreed, ben, declined, START + 80_000);
  const taken = nextEntry(agreed, ben, { kind: 'transferred', from: owner, stays: true }, START + 80_000);

  const views = [offered, agreed, over, taken].map(publicEntryView);

  expect(views).toMatchObject([
    { kind: 'transferOffered', by: { name: 'Ada' }, other: 'Ben', until, asks: true, after: last.place },
    { kind: 'transferAgreed', by: { role: 'patron' }, until, after: offered.place },
    { kind: 'transferEnded', by: { name: 'Ada' }, after: agreed.place },
    { kind: 'transferred', by: { name: 'Ben' }, other: 'Ada', stays: true, after: agreed.place },
  ]);
  for (const view of views) expect(v.parse(publicEntry, view)).toEqual(view);
  for (const secret of ['Difficult', 'Lunch', 'declined', id, 'id-of-ben', chat.chatId]) {
    expect(JSON.stringify(views)).not.toContain(secret);
  }
});

test('staff are not shown what only the server needs', () => {
  const shown = JSON.stringify([operatorChatView(active(own).chat), entryView(active(own).last)]);

  for (const secret of ['hash-of-the-token', 'patron-1', 'outboxes', 'changedAt', 'publicAfter']) {
    expect(shown).not.toContain(secret);
  }
});

test.each([
  ['waiting', waiting()],
  ['active', active(own)],
  ['ended', ended(active(own))],
  ['ended while it waited', ended(waiting())],
])('the views of a chat that is %s are of the protocol', (_, { chat, last }) => {
  expect(v.safeParse(v.strictObject(patronChat.entries), patronChatView(chat)).success).toBe(true);
  expect(v.safeParse(v.strictObject(operatorChat.entries), operatorChatView(chat)).success).toBe(true);
  expect(v.parse(entry, entryView(last))).toEqual(entryView(last));
  expect(v.parse(publicEntry, publicEntryView(last))).toEqual(publicEntryView(last));
});

test('the list tells who has the chat, who is connected, and since when the patron is gone', () => {
  const gone = changed(dropConnection(active(operatorHere('ada')), 'patron-1', START + 90_000));

  expect(operatorChatView(gone.chat)).toMatchObject({
    owner: { id: 'ada', name: 'Operator ADA' },
    operators: [{ id: 'ada', connected: true }],
    patronGoneSince: START + 90_000,
  });
});

test('a guest has the same number wherever the chat is shown, and others have others', () => {
  const numbers = ['a', 'b', 'c', 'd'].map(
    (letter) => operatorChatView(waiting({ chatId: letter.repeat(22) }).chat).guestNumber,
  );

  expect(new Set(numbers).size).toBe(4);
  expect(numbers.every((number) => number >= 0 && number <= 999)).toBe(true);
  const claimed = active(own, { chatId: 'a'.repeat(22) });
  expect(operatorChatView(claimed.chat).guestNumber).toBe(numbers[0]);
});

test('a return to the same connection is of the protocol, too', () => {
  const { entry: returned } = changed(
    returnPatron(waiting(), { connectionId: 'patron-2', tokenHash: 'hash-of-the-token' }, START),
  );

  expect(v.parse(entry, entryView(returned))).toEqual(entryView(returned));
});

test('a department travels without the settings that are as Carrel has them, and arrives whole', () => {
  const settings = { ...DEFAULT_SETTINGS, transcriptDays: 7 };
  const music = { id: 'music', name: 'Music', settings, version: 3 };

  expect(departmentView(music)).toEqual({ ...music, settings: { transcriptDays: 7 } });
  expect(v.parse(department, departmentView(music))).toEqual(music);
});
