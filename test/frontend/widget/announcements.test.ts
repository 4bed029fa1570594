// What is announced, and that it is announced once.
import { announcementsOf } from '../../../frontend/widget/announcements.ts';
import { type ChatState, NO_CHAT } from '../../../frontend/widget/chat-state.ts';
import { catalogue } from '../../../frontend/widget/texts/languages/en.ts';
import { textsOf } from '../../../frontend/widget/texts/texts.ts';
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';

const en = textsOf(catalogue, 'en');
const dana = { role: 'operator', name: 'Dana' } as const;
const patron = { role: 'patron' } as const;
const own: PublicEntry = {
  kind: 'message',
  place: 1,
  after: 0,
  at: 1,
  by: patron,
  name: 'outbox-1.1',
  text: 'Hi',
};
const joined: PublicEntry = { kind: 'joined', place: 2, after: 1, at: 2, by: dana };
const answer: PublicEntry = { ...own, place: 3, after: 2, by: dana, text: 'Hello Rosa' };
const ended: PublicEntry = { kind: 'ended', place: 4, after: 3, at: 4, by: dana };

const waiting: ChatState = {
  ...NO_CHAT,
  stage: { kind: 'waiting', since: 1 },
  connection: { kind: 'open' },
  entries: [own],
};
const active: ChatState = {
  ...waiting,
  stage: { kind: 'active', operators: ['Dana'] },
  entries: [own, joined, answer],
};

test('who joined and what they wrote, in order', () => {
  expect(announcementsOf(waiting, active, en)).toEqual(['Dana joined.', 'Dana: Hello Rosa']);
});

test('nothing twice, and nothing of one’s own', () => {
  expect(announcementsOf(active, { ...active, writers: ['Dana'] }, en)).toEqual([]);
  const more = { ...own, place: 4, after: 3 };
  expect(announcementsOf(active, { ...active, entries: [...active.entries, more] }, en)).toEqual([]);
});

test('what a new page finds was heard on the page before', () => {
  const returning: ChatState = { ...NO_CHAT, stage: { kind: 'returning' } };
  expect(announcementsOf(returning, active, en)).toEqual([]);
});

test('that one is in line', () => {
  const starting: ChatState = { ...waiting, entries: [], stage: { kind: 'starting', since: 1 } };
  expect(announcementsOf(starting, waiting, en)).toEqual([`${en.waitingTitle}. ${en.waitingText}`]);
});

test('that the line dropped once, however often it is tried, and that it is back', () => {
  const down: ChatState = {
    ...active,
    connection: { kind: 'waiting', until: 1, tries: 1, offline: false },
  };
  const trying: ChatState = { ...active, connection: { kind: 'connecting', tries: 1 } };
  expect(announcementsOf(active, down, en)).toEqual([en.dropped]);
  expect(announcementsOf(down, trying, en)).toEqual([]);
  expect(announcementsOf(trying, down, en)).toEqual([]);
  expect(announcementsOf(trying, active, en)).toEqual([en.connectedAgain]);
});

test('how it ended', () => {
  const after: ChatState = { ...active, entries: [...active.entries, ended] };
  expect(announcementsOf(active, after, en)).toEqual(['Dana ended the chat.']);
  const byPatron = { ...active, entries: [...active.entries, { ...ended, by: patron }] };
  expect(announcementsOf(active, byPatron, en)).toEqual(['You ended the chat.']);
});
