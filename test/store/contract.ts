// What the stores promise, on whatever engine: one suite, run on each engine that is supported.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ChatView } from '../../lambdas/domain/chat.ts';
import type { Change } from '../../lambdas/domain/chat-change.ts';
import { endChat, startChat } from '../../lambdas/domain/chat-commands.ts';
import { claim } from '../../lambdas/domain/chat-owner.ts';
import { returnPatron } from '../../lambdas/domain/chat-presence.ts';
import { nextEntry } from '../../lambdas/domain/chat-log.ts';
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { FIRST_DEPARTMENT, FIRST_WIDGET } from '../../lambdas/domain/first-settings.ts';
import { cursorOf } from '../../lambdas/store/chat-item.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import { SettingsStore } from '../../lambdas/store/settings-store.ts';
import type { EngineKind } from '../../local/engine/choice.ts';
import {
  DAY,
  HOUR,
  START,
  changed,
  newChat,
  operatorHere,
  patron,
  said,
  viewOf,
} from '../support/chat-views.ts';
import { Library } from '../support/library.ts';
import { internalChatContract } from './internal-chat-contract.ts';
import { followUpContract } from './follow-up-contract.ts';
import { mailContract } from './mail-contract.ts';
import { cannedContract } from './canned-contract.ts';
import { deskContract } from './desk-contract.ts';
import type { TestEngine, TestTable } from '../support/table.ts';
import { startTestEngine } from '../support/table.ts';

const LATER = START + 60_000;

export function storeContract(kind: EngineKind): void {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startTestEngine(kind);
  }, 60_000);
  afterAll(() => engine.stop());
  const newTable = () => engine.newTable();

  describe('chats', () => chatContract(newTable));
  describe('lists of chats', () => listContract(newTable));
  describe('connections', () => connectionContract(newTable));
  describe('desks', () => deskContract(newTable));
  describe('settings', () => settingsContract(newTable));
  describe('internal chat', () => internalChatContract(newTable));
  describe('mails', () => mailContract(newTable));
  describe('follow-ups', () => followUpContract(newTable));
  describe('canned messages', () => cannedContract(newTable));
  describe('races', () => raceContract(() => Library.open(engine)));
}

type NewTable = () => Promise<TestTable>;

async function startedChat(
  newTable: NewTable,
): Promise<{ chats: ChatStore; view: ChatView; test: TestTable }> {
  const test = await newTable();
  const chats = new ChatStore(test.table);
  const change = changed(startChat(newChat(), START));
  expect(await chats.change(change)).toBe('written');
  return { chats, view: viewOf(change), test };
}

const claimed = (view: ChatView, id = 'ada'): Change => changed(claim(view, operatorHere(id), LATER));

function chatContract(newTable: NewTable): void {
  test('G3: page checks are counted up to the most of an hour, and are no part of the log', async () => {
    const { chats, view } = await startedChat(newTable);
    const { chatId } = view.chat;
    const count = (hour: number) => chats.countPageCheck(chatId, hour, 2);
    expect([await count(7), await count(7), await count(7), await count(8)]).toEqual([
      'written',
      'written',
      'lost',
      'written',
    ]);
    expect(await chats.readChat(chatId)).toEqual(view);
    expect((await chats.readEntries(chatId, 0)).entries).toHaveLength(1);
  });

  test('a chat is read back as it was written, with the last entry of its log', async () => {
    const { chats, view } = await startedChat(newTable);

    expect(await chats.readChat(view.chat.chatId)).toEqual(view);
    expect(await chats.readHead(view.chat.chatId)).toEqual(view.chat);
    expect(await chats.readEntries(view.chat.chatId, 0)).toEqual({ entries: [view.last], more: false });
  });

  test('every shape of a chat and of an entry comes back', async () => {
    const { chats, view } = await startedChat(newTable);
    const { chatId } = view.chat;
    const page = { address: 'https://library.example/', title: '語 "quoted"' };
    const back = { connectionId: 'patron-2', tokenHash: 'hash-of-the-token', page };
    const steps = [
      (before: ChatView) => changed(returnPatron(before, back, LATER)),
      (before: ChatView) => claimed(before),
      (before: ChatView) => changed(endChat(before, 'ada-1', LATER)),
    ];
    let last = view;
    for (const step of steps) {
      const change = step(last);
      expect(await chats.change(change)).toBe('written');
      last = viewOf(change);
      expect(await chats.readChat(chatId)).toEqual(last);
    }
    const { entries } = await chats.readEntries(chatId, 0);
    expect(entries.map(({ place, kind }) => [place, kind])).toEqual([
      [1, 'message'],
      [2, 'returned'],
      [3, 'joined'],
      [4, 'ended'],
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype', '--------'])(
    'an outbox called %s comes back',
    async (outbox) => {
      const { chats, view } = await startedChat(newTable);
      const { entry } = said(view, 'patron-1', `${outbox}.1`);

      expect(await chats.addEntry(view.chat, entry)).toBe('written');
      expect((await chats.readChat(view.chat.chatId))?.last).toEqual(entry);
    },
  );

  test('texts come back letter for letter, empty of nothing', async () => {
    const { chats, view } = await startedChat(newTable);
    const text = '👩🏽‍🔬 a\u0000b\u0007\r\n\t مرحبا "quoted" \\ ' + 'ü'.repeat(3_900);
    const entry = nextEntry(view.last, patron, { kind: 'message', name: 'widget-1.2', text }, LATER);

    await chats.addEntry(view.chat, entry);

    expect((await chats.readChat(view.chat.chatId))?.last).toMatchObject({ text });
  });

  test('M1: a place is taken once, by a message or by a change', async () => {
    const { chats, view } = await startedChat(newTable);
    const { chatId } = view.chat;
    const message = said(view, 'patron-1', 'widget-1.2').entry;

    expect(await chats.change(claimed(view))).toBe('written');
    expect(await chats.addEntry(view.chat, message)).toBe('lost');
    expect(await chats.change(claimed(view, 'ben'))).toBe('lost');
    expect(await chats.change(changed(startChat(newChat({ tokenHash: 'other' }), LATER)))).toBe('lost');

    expect(await chats.readHead(chatId)).toMatchObject({ ownerId: 'ada', tokenHash: 'hash-of-the-token' });
    expect((await chats.readEntries(chatId, 0)).entries).toHaveLength(2);
  });

  test('a change and what belongs to it are written together or not at all', async () => {
    const { chats, view, test } = await startedChat(newTable);
    const connections = new ConnectionStore(test.table);
    const nobodys = connections.staffInChat('never-greeted', view.chat.chatId);

    expect(await chats.change(claimed(view), [nobodys])).toBe('lost');

    expect(await chats.readChat(view.chat.chatId)).toEqual(view);
    expect(await connections.whoIs('never-greeted')).toBeUndefined();
  });

  test('entries are read page by page, from any place', async () => {
    const { chats, view } = await startedChat(newTable);
    const { chatId } = view.chat;
    let last = view;
    for (let number = 2; number <= 12; number += 1) {
      last = said(last, 'patron-1', `widget-1.${number}`).view;
      await chats.addEntry(last.chat, last.last);
    }

    const first = await chats.readEntries(chatId, 3, 5);
    const rest = await chats.readEntries(chatId, 8, 5);

    expect([first.entries.map(({ place }) => place), first.more]).toEqual([[4, 5, 6, 7, 8], true]);
    expect(rest.entries.map(({ place }) => place)).toEqual([9, 10, 11, 12]);
    expect(await chats.readEntries(chatId, 12)).toEqual({ entries: [], more: false });
    expect(await chats.readEntries(chatId, 9_999_999)).toEqual({ entries: [], more: false });
    expect((await chats.readChat(chatId))?.last.place).toBe(12);
  });

  test('what is not there is not there', async () => {
    const chats = new ChatStore((await newTable()).table);

    expect(await chats.readChat('nothing')).toBeUndefined();
    expect(await chats.readHead('nothing')).toBeUndefined();
    expect(await chats.readEntries('nothing', 0)).toEqual({ entries: [], more: false });
  });

  test('P2: everything about a patron is deleted in time', async () => {
    const { chats, view, test } = await startedChat(newTable);
    const connections = new ConnectionStore(test.table);
    await connections.addPatron({ connectionId: 'patron-1', widgetId: 'reference' }, START);
    const inChat = { connectionId: 'patron-1', widgetId: 'reference', chatId: view.chat.chatId };
    const active = claimed(view);
    await chats.change(active, [connections.patronInChat(inChat, START)]);
    await chats.addEntry(active.chat, said(viewOf(active), 'ada-1', 'desk-aaaa.1', LATER).entry);

    // The one Scan of the tests: nothing may be in the table that they don't know of.
    const { Items = [] } = await test.client.send(new ScanCommand({ TableName: test.name }));
    const items = Items.map((item) => unmarshall(item));

    const byKind = (prefix: string) => items.filter(({ pk }) => String(pk).startsWith(prefix));
    expect(byKind('CHAT#')).toHaveLength(4);
    for (const item of byKind('CHAT#')) expect(item['expiresAt']).toBe((START + 30 * DAY) / 1_000);
    expect(byKind('CONNECTION#')).toMatchObject([{ expiresAt: (START + 3 * HOUR) / 1_000 }]);
    expect(byKind('CHAT#').length + byKind('CONNECTION#').length).toBe(items.length);
  });

  test('a read that sees a change half done is repeated, so that nothing is decided on it', async () => {
    const { chats, view, test } = await startedChat(newTable);
    const { chatId } = view.chat;
    let oldHead: Record<string, AttributeValue> | undefined;
    let reads = 0;
    test.client.middlewareStack.add(
      (next, context) => async (given) => {
        const answer = await next(given);
        if (context.commandName !== 'QueryCommand') return answer;
        reads += 1;
        const { output } = answer;
        if (!('Items' in output) || !Array.isArray(output.Items)) return answer;
        if (reads === 1) oldHead = output.Items[0];
        // What read-committed isolation allows: the head of before, the entry of after.
        else if (reads === 2 && oldHead) output.Items[0] = oldHead;
        return answer;
      },
      { step: 'initialize' },
    );
    await chats.readChat(chatId);
    await chats.change(claimed(view));

    const read = await chats.readChat(chatId);

    expect(reads).toBe(3);
    expect(read).toMatchObject({ chat: { state: 'active' }, last: { kind: 'joined' } });
  });
}

function listContract(newTable: NewTable): void {
  const many = async (count: number, finish?: (view: ChatView, index: number) => Change) => {
    const { table } = await newTable();
    const chats = new ChatStore(table);
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const chatId = `chat-${String(index).padStart(17, '0')}`;
        const start = changed(startChat(newChat({ chatId }), START + index * 1_000));
        await chats.change(start);
        if (finish) await chats.change(finish(viewOf(start), index));
      }),
    );
    return chats;
  };
  const numbers = (list: readonly { readonly chatId: string }[]): number[] =>
    list.map(({ chatId }) => Number(chatId.slice(5)));
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  test('open chats stand in the order of their start, page after page', async () => {
    const chats = await many(130);

    const first = await chats.openChats('reference', { now: LATER });
    const second = await chats.openChats('reference', { now: LATER, after: first.next ?? 'none' });

    expect(numbers([...first.chats, ...second.chats])).toEqual(upTo(130));
    expect(first.chats).toHaveLength(100);
    expect(second.next).toBeUndefined();
    expect(await chats.openChats('access', { now: LATER })).toEqual({ chats: [] });
  });

  test('an ended chat leaves the open ones and stands among the ended ones, newest end first', async () => {
    const chats = await many(5, (view, index) =>
      changed(endChat(view, 'patron-1', START + (10 - index) * HOUR)),
    );
    const find = { words: [], now: START + DAY, limit: 10 };

    const { chats: found, next } = await chats.endedChats('reference', find);

    expect(numbers(found)).toEqual([0, 1, 2, 3, 4]);
    expect(next).toBeUndefined();
    expect(await chats.openChats('reference', { now: LATER })).toEqual({ chats: [] });
    const [second] = found.slice(1);
    const after = second ? cursorOf(second) : '';
    expect(numbers((await chats.endedChats('reference', { ...find, after })).chats)).toEqual([2, 3, 4]);
  });

  test('a search that finds nothing for long answers with where to go on', async () => {
    const chats = await many(530, (view) => changed(endChat(view, 'patron-1', view.last.at)));
    const find = { words: ['nothing like it'], now: START + DAY, limit: 10 };

    const first = await chats.endedChats('reference', find);
    const second = await chats.endedChats('reference', { ...find, after: first.next ?? '' });

    expect(first).toMatchObject({ chats: [], next: expect.any(String) });
    expect(second).toEqual({ chats: [] });
  });

  test('chats past their time are in no list', async () => {
    const chats = await many(3, (view) => changed(endChat(view, 'patron-1', view.last.at)));
    const open = await many(3);
    const now = START + 30 * DAY + 1_000;

    expect(numbers((await chats.endedChats('reference', { words: [], now, limit: 10 })).chats)).toEqual([2]);
    expect(numbers((await open.openChats('reference', { now })).chats)).toEqual([2]);
  });
}

const staffConnection = (connectionId: string, more: Partial<StaffConnection> = {}): StaffConnection => ({
  connectionId,
  operatorId: 'ada',
  name: 'Ada',
  roles: ['operator'],
  departmentIds: ['reference'],
  status: 'available',
  since: START,
  seenAt: START,
  signedInUntil: START + HOUR,
  chatIds: [],
  ...more,
});

function connectionContract(newTable: NewTable): void {
  const connectionId = 'L0SM9cOFvHcCIhw=';

  test('K1, K2: who said hello is known from then on, and says it once', async () => {
    const connections = new ConnectionStore((await newTable()).table);
    expect(await connections.whoIs(connectionId)).toBeUndefined();

    expect(await connections.addPatron({ connectionId, widgetId: 'reference' }, START)).toBe('written');
    expect(await connections.addPatron({ connectionId, widgetId: 'other' }, START)).toBe('lost');
    expect(await connections.addStaff(staffConnection('staff-1'), START)).toBe('written');
    expect(await connections.addStaff(staffConnection('staff-1', { name: 'Other' }), START)).toBe('lost');

    expect(await connections.whoIs(connectionId)).toEqual({
      kind: 'patron',
      connectionId,
      widgetId: 'reference',
    });
    expect(await connections.whoIs('staff-1')).toEqual({ kind: 'staff', ...staffConnection('staff-1') });
  });

  test('everybody signed in is listed, with what was changed since', async () => {
    const connections = new ConnectionStore((await newTable()).table);
    for (const id of ['one', 'two', 'three']) await connections.addStaff(staffConnection(id), START);

    await connections.seen('one', LATER);
    await connections.setStatus('two', { status: 'offline', since: LATER });
    await connections.setDepartments('three', []);
    await connections.signedIn('three', {
      signedInUntil: START + DAY,
      roles: ['coordinator'],
      seenAt: LATER,
    });

    const staff = await connections.staff();
    expect(staff.toSorted((a, b) => (a.connectionId < b.connectionId ? -1 : 1))).toEqual([
      staffConnection('one', { seenAt: LATER }),
      staffConnection('three', {
        departmentIds: [],
        signedInUntil: START + DAY,
        roles: ['coordinator'],
        seenAt: LATER,
      }),
      staffConnection('two', { status: 'offline', since: LATER }),
    ]);
  });

  test('A5: the end of being away is stored with it, and goes with it', async () => {
    const connections = new ConnectionStore((await newTable()).table);
    await connections.addStaff(staffConnection('one'), START);
    const away = { status: 'away', since: START, awayUntil: LATER } as const;

    await connections.setStatus('one', away);
    expect(await connections.staff()).toEqual([staffConnection('one', away)]);
    expect(await connections.awayIsOver('one', LATER - 1, START)).toBe('lost');
    expect(await connections.awayIsOver('one', LATER, START)).toBe('written');
    expect(await connections.staff()).toEqual([staffConnection('one', { since: LATER, chosenAt: START })]);
    expect(await connections.awayIsOver('one', LATER, START)).toBe('lost');
  });

  test('D8: signing off is off where the status was changed meanwhile', async () => {
    const connections = new ConnectionStore((await newTable()).table);
    const stored = staffConnection('one', { since: START });
    await connections.addStaff(stored, START);
    await connections.setStatus('one', { status: 'available', since: LATER });

    expect(await connections.signOff(stored, LATER + 1)).toBe('lost');
    const newer = { ...stored, since: LATER };
    expect(await connections.signOff(newer, LATER + 1)).toBe('written');
    expect(await connections.staff()).toEqual([
      staffConnection('one', { status: 'offline', since: LATER + 1 }),
    ]);
  });

  test('a connection that was forgotten is not brought back by a heartbeat', async () => {
    const connections = new ConnectionStore((await newTable()).table);
    await connections.addStaff(staffConnection('one'), START);
    await connections.removeStaff(staffConnection('one'));

    expect(await connections.seen('one', LATER)).toBe('lost');
    expect(await connections.setStatus('one', { status: 'offline', since: LATER })).toBe('lost');
    expect(await connections.staff()).toEqual([]);
  });

  test('a connection is forgotten only as it was read: one that came into a chat meanwhile stays', async () => {
    const { table } = await newTable();
    const connections = new ConnectionStore(table);
    await connections.addStaff(staffConnection('one'), START);
    await connections.addPatron({ connectionId, widgetId: 'reference' }, START);
    await table.transact([
      connections.staffInChat('one', 'chat-b'),
      connections.patronInChat({ connectionId, widgetId: 'reference', chatId: 'chat-b' }, START),
    ]);
    await table.transact([connections.staffInChat('one', 'chat-a')]);
    await table.transact([connections.staffInChat('one', 'chat-a')]);

    expect(await connections.removeStaff(staffConnection('one'))).toBe('lost');
    expect(await connections.removeStaff(staffConnection('one', { chatIds: ['chat-a'] }))).toBe('lost');
    expect(await connections.removePatron({ connectionId, widgetId: 'reference' })).toBe('lost');

    const staff = await connections.whoIs('one');
    expect(staff).toMatchObject({ kind: 'staff' });
    if (staff?.kind !== 'staff') return;
    expect(staff.chatIds.toSorted()).toEqual(['chat-a', 'chat-b']);
    expect(await connections.removeStaff(staff)).toBe('written');
    expect(await connections.removeStaff(staff)).toBe('written');
    expect(await connections.removePatron({ connectionId, widgetId: 'reference', chatId: 'chat-b' })).toBe(
      'written',
    );
    expect(await connections.whoIs('one')).toBeUndefined();
    expect(await connections.whoIs(connectionId)).toBeUndefined();
  });
}

function settingsContract(newTable: NewTable): void {
  test('departments come by name, widgets with them, each with its next version', async () => {
    const settings = new SettingsStore((await newTable()).table);
    expect(await settings.read()).toEqual({ departments: [], widgets: [] });

    for (const name of ['Reference', 'Access', 'Édition']) {
      await settings.saveDepartment({ ...FIRST_DEPARTMENT, id: `d-${name.length}`, name });
    }
    await settings.saveWidget(FIRST_WIDGET);

    const { departments, widgets } = await settings.read();
    expect(departments.map(({ name, version }) => [name, version])).toEqual([
      ['Access', 1],
      ['Édition', 1],
      ['Reference', 1],
    ]);
    expect(widgets).toEqual([{ ...FIRST_WIDGET, version: 1 }]);
  });

  test('T3: of many who save over the same version one wins', async () => {
    const settings = new SettingsStore((await newTable()).table);
    await settings.saveDepartment(FIRST_DEPARTMENT);

    const written = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        settings.saveDepartment({ ...FIRST_DEPARTMENT, name: `Name ${index}`, version: 1 }),
      ),
    );

    expect(written.filter((outcome) => outcome === 'written')).toHaveLength(1);
    const { departments } = await settings.read();
    expect(departments).toMatchObject([{ version: 2, name: `Name ${written.indexOf('written')}` }]);
    expect(await settings.saveDepartment(FIRST_DEPARTMENT)).toBe('lost');
  });

  test('a widget is removed over the version that was read, once', async () => {
    const settings = new SettingsStore((await newTable()).table);
    await settings.saveWidget(FIRST_WIDGET);

    expect(await settings.removeWidget(FIRST_WIDGET.id, 7)).toBe('lost');
    expect(await settings.removeWidget(FIRST_WIDGET.id, 1)).toBe('written');
    expect(await settings.removeWidget(FIRST_WIDGET.id, 1)).toBe('lost');
    expect((await settings.read()).widgets).toEqual([]);
  });

  test('operators are read one by one and page by page', async () => {
    const settings = new SettingsStore((await newTable()).table);
    const record = (id: string) =>
      ({ id, name: id, email: '', roles: ['operator'], departmentIds: ['reference'], version: 0 }) as const;
    const ids = Array.from({ length: 60 }, (_, index) => `operator-${String(index).padStart(2, '0')}`);
    await Promise.all(
      ids.map((id) => settings.saveOperator({ ...record(id), roles: ['operator'], departmentIds: [] })),
    );

    const first = await settings.operators();
    const second = await settings.operators(first.next);

    expect([...first.operators, ...second.operators].map(({ id }) => id)).toEqual(ids);
    expect(second).not.toHaveProperty('next');
    expect(await settings.readOperator('operator-07')).toMatchObject({ version: 1 });
    expect(await settings.readOperator('operator-99')).toBeUndefined();
  });
}

function raceContract(open: () => Promise<Library>): void {
  test('C6: of twenty claims at once exactly one wins; whoever reads meanwhile sees a whole chat', async () => {
    const library = await open();
    const ids = Array.from({ length: 20 }, (_, index) => `op-${index}`);
    for (const id of ids) await library.operator(id);
    const { chatId } = await library.patronAsks('one');
    const seen: ChatView[] = [];
    const over = new AbortController();
    const reader = (async () => {
      while (!over.signal.aborted) {
        const view = await library.service.chats.readChat(chatId);
        if (view) seen.push(view);
      }
    })();

    await Promise.all(ids.map((id) => library.says(`o-${id}`, { action: 'claim', ref: 'r1', chatId })));
    over.abort();
    await reader;

    expect(ids.filter((id) => library.sockets.of(`o-${id}`, 'chat').length > 0)).toHaveLength(1);
    expect((await library.log(chatId)).map(({ kind }) => kind)).toEqual(['message', 'joined']);
    expect(seen.length).toBeGreaterThan(0);
    for (const { chat, last } of seen) expect(chat.state).toBe(last.place === 1 ? 'waiting' : 'active');
  });

  test('M13: messages, returns and lost lines at once: places without gaps, the head true to the log', async () => {
    const library = await open();
    await library.operator('ada');
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-ada', chatId);
    const seen: ChatView[] = [];
    const say = async (connectionId: string, outbox: string, from: number): Promise<void> => {
      for (let number = from; number < from + 10; number += 1) {
        const name = `${outbox}.${number}`;
        while (library.sockets.of(connectionId, 'sent').every((sent) => sent.name !== name)) {
          await library.says(connectionId, { action: 'send', chatId, name, text: name });
          const view = await library.service.chats.readChat(chatId);
          if (view) seen.push(view);
        }
      }
    };
    const flap = async (tab: string): Promise<void> => {
      for (let round = 0; round < 4; round += 1) {
        await library.returns(`p-${tab}-${round}`, 'one', 0);
        await library.disconnects(`p-${tab}-${round}`);
      }
    };

    await Promise.all([
      say('p-one', 'patron-one', 2),
      say('o-ada', 'desk-adaa', 1),
      say('o-ada', 'desk-adab', 1),
      flap('a'),
      flap('b'),
    ]);

    const log = await library.log(chatId);
    expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter(({ kind }) => kind === 'message')).toHaveLength(31);
    expect(log.filter(({ kind }) => kind === 'returned').length).toBe(8);
    expect(log.filter(({ kind }) => kind === 'dropped').length).toBe(8);
    expect(await library.service.chats.readHead(chatId)).toMatchObject({ patronConnections: ['p-one'] });
    expect(seen.length).toBeGreaterThan(0);
    for (const { chat, last } of seen) {
      // The head that was read is the one that the log's last change left behind.
      const change = log[last.changedAt - 1];
      if (change?.kind !== 'joined')
        expect(change).toMatchObject({ connections: chat.patronConnections.length });
    }
  });

  test('a message is one Query and one PutItem, also in a department with many open chats', async () => {
    const library = await open();
    await library.operator('ada');
    for (const chat of ['one', 'two', 'three', 'four', 'five']) await library.patronAsks(chat);
    const { requests } = library.table;
    const chatId = `one${'c'.repeat(19)}`;
    await library.claims('o-ada', chatId);

    const before = requests.length;
    await library.sends('o-ada', chatId, 'desk-adaa.1');

    expect(requests.slice(before)).toEqual(['QueryCommand', 'PutItemCommand']);
  });
}
