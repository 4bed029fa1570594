// A page of a chat's log, cut to what fits into a frame, as staff or the patron may see it.
import type { LogEntry } from '../domain/chat.ts';
import { entryView, publicEntryView } from '../domain/views.ts';
import type { Entry, PublicEntry } from '../protocol/entry.ts';
import { fitting } from './delivery.ts';
import type { Service } from './service.ts';

/** For staff: every entry after a place, as far as they fit into one frame with the rest of it. */
export async function staffLog(
  service: Service,
  chatId: string,
  after: number,
  rest?: unknown,
): Promise<{ entries: Entry[]; more: boolean }> {
  const page = await service.chats.readEntries(chatId, after);
  const entries = fitting(page.entries.map(entryView), rest);
  return { entries, more: page.more || entries.length < page.entries.length };
}

/**
 * For the patron: the public entries after a place. An empty page means that there are no more, or, with `more`, that
 * none fitted beside the rest: who asks for it alone gets it.
 */
export async function patronLog(
  service: Service,
  chatId: string,
  after: number,
  rest?: unknown,
): Promise<{ entries: PublicEntry[]; more: boolean }> {
  let from = after;
  for (;;) {
    const page = await service.chats.readEntries(chatId, from);
    const shown = page.entries.map(publicEntryView).filter((entry) => entry !== undefined);
    if (shown.length === 0 && page.more) {
      from = lastPlace(page.entries, from);
      continue;
    }
    const entries = fitting(shown, rest, rest === undefined ? 1 : 0);
    return { entries, more: page.more || entries.length < shown.length };
  }
}

const lastPlace = (entries: readonly LogEntry[], otherwise: number): number =>
  entries.at(-1)?.place ?? otherwise;
