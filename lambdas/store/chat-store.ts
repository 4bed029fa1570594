// Chats in the table: read one, add a message at the next place, change one at the next place, list a department's.
import type { Chat, ChatView, EndedChat, LogEntry, OpenChat } from '../domain/chat.ts';
import type { Change } from '../domain/chat-change.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';
import { entryItemOf, headChangedAt, headItem, isHead, parseChat, parseEntry } from './chat-item.ts';
import { DEPARTMENT_INDEX, departmentKeys, keys, TTL_ATTRIBUTE } from './table.ts';

/** How many items one page of a list reads at most. */
const PAGE = 100;

/** How many pages a search for words reads before it answers with what it has. */
const SEARCH_PAGES = 5;

/** How often a chat is read until the read is not torn. */
const READS = 5;

const HOUR_SECONDS = 3_600;

const FREE = { expression: 'attribute_not_exists(pk)' } as const;

export class ChatStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /**
   * The chat and the last entry of its log, in one read. A Query may see a transaction half done: then the
   * head is not the one that the last entry knows, and what was decided on it could undo that transaction.
   */
  async readChat(chatId: string): Promise<ChatView | undefined> {
    for (let reads = 0; reads < READS; reads += 1) {
      const { items } = await this.#table.query({
        condition: '#pk = :pk',
        names: { '#pk': 'pk' },
        values: { ':pk': keys.chatPartition(chatId) },
        forward: false,
        limit: 2,
      });
      const [head, entry] = items;
      if (!head || !entry || !isHead(head)) return undefined;
      const last = parseEntry(entry);
      if (headChangedAt(head) === last.changedAt) return { chat: parseChat(head), last };
    }
    // It stays so only where the time to live has deleted a part of the chat.
    return undefined;
  }

  /** The chat alone: who is in it. */
  async readHead(chatId: string): Promise<Chat | undefined> {
    const item = await this.#table.get(keys.head(chatId));
    return item && parseChat(item);
  }

  /** Entries after a place in their order, at most `limit`; one that is not there yet has no place yet either. */
  async readEntries(
    chatId: string,
    after: number,
    limit = PAGE,
  ): Promise<{ entries: LogEntry[]; more: boolean }> {
    const { from, to } = keys.entriesAfter(after);
    const page = await this.#table.query({
      condition: '#pk = :pk AND #sk BETWEEN :from AND :to',
      names: { '#pk': 'pk', '#sk': 'sk' },
      values: { ':pk': keys.chatPartition(chatId), ':from': from, ':to': to },
      forward: true,
      limit,
    });
    return { entries: page.items.map(parseEntry), more: page.next !== undefined };
  }

  /** Adds a message at its place, if that is still free. */
  async addEntry(chat: Chat, entry: LogEntry): Promise<Written> {
    return this.#table.put(entryItemOf(chat, entry), FREE);
  }

  /** Counts a page check in an hour (its number since 1970), unless there were as many as may be. */
  async countPageCheck(chatId: string, hour: number, most: number): Promise<Written> {
    return this.#table.update({
      key: keys.pageChecks(chatId, hour),
      expression: 'SET #ttl = :ttl ADD #checks :one',
      condition: 'attribute_not_exists(#checks) OR #checks < :most',
      names: { '#checks': 'checks', '#ttl': TTL_ATTRIBUTE },
      values: { ':one': 1, ':most': most, ':ttl': (hour + 2) * HOUR_SECONDS },
    });
  }

  /** Stores a chat's new shape with the entry that says why, if the place is still free. */
  async change(change: Change, also: readonly Write[] = []): Promise<Written> {
    const head = headItem(change);
    return this.#table.transact([
      { put: entryItemOf(change.chat, change.entry), condition: FREE },
      change.entry.place === 1 ? { put: head, condition: FREE } : { put: head },
      ...also,
    ]);
  }

  /**
   * A department's waiting and active chats, oldest first, behind the cursor of the last one known; `next` says
   * where to go on. Chats past their time are left out, whether or not they have been deleted already.
   */
  async openChats(
    departmentId: string,
    { after, now }: { after?: string; now: number },
  ): Promise<{ chats: OpenChat[]; next?: string }> {
    const page = await this.#table.query({
      index: DEPARTMENT_INDEX.name,
      condition: '#d = :d AND #s > :after',
      names: { '#d': DEPARTMENT_INDEX.partition, '#s': DEPARTMENT_INDEX.sort },
      // A sort key is never empty, and nothing sorts before a space.
      values: { ':d': departmentKeys.openPartition(departmentId), ':after': after || ' ' },
      forward: true,
      limit: PAGE,
    });
    const chats = page.items
      .map(parseChat)
      .filter((chat) => chat.state !== 'ended')
      .filter(({ keptUntil }) => keptUntil > now);
    const last = page.items.at(-1);
    return { chats, ...(page.next && last && { next: String(last[DEPARTMENT_INDEX.sort]) }) };
  }

  /**
   * A department's ended chats, newest first, in which all the words occur; `next` says where to go on.
   * Chats past their time are left out, whether or not they have been deleted already.
   */
  async endedChats(
    departmentId: string,
    { words, after, now, limit }: { words: readonly string[]; after?: string; now: number; limit: number },
  ): Promise<{ chats: EndedChat[]; next?: string }> {
    const chats: EndedChat[] = [];
    // Digits and '#' sort before '~': the first page begins behind the newest chat there can be.
    let below = after || '~';
    for (let pages = 0; pages < SEARCH_PAGES; pages += 1) {
      const page = await this.#endedPage(departmentId, below);
      for (const item of page.items) {
        const chat = parseChat(item);
        below = String(item[DEPARTMENT_INDEX.sort]);
        if (chat.state !== 'ended' || chat.keptUntil <= now || !matches(item, words)) continue;
        chats.push(chat);
        if (chats.length === limit) return { chats, next: below };
      }
      if (!page.next) return { chats };
    }
    return { chats, next: below };
  }

  async #endedPage(departmentId: string, below: string) {
    return this.#table.query({
      index: DEPARTMENT_INDEX.name,
      condition: '#d = :d AND #s < :below',
      names: { '#d': DEPARTMENT_INDEX.partition, '#s': DEPARTMENT_INDEX.sort },
      values: { ':d': departmentKeys.endedPartition(departmentId), ':below': below },
      forward: false,
      limit: PAGE,
    });
  }
}

function matches({ words: text }: Item, words: readonly string[]): boolean {
  return words.every((word) => typeof text === 'string' && text.includes(word));
}
