// Other tabs with the same chat: what one has in its log, it tells the others, as the server pushes it only once.
import * as v from 'valibot';
import { type PublicEntry, publicEntry } from '../../lambdas/protocol/entry.ts';

export interface OtherTabs {
  tell(entries: readonly PublicEntry[]): void;
  leave(): void;
}

const message = v.array(publicEntry);

/** Joins the other tabs at a chat; where the browser has no channel, each tab keeps to itself. */
export function otherTabs(chatId: string, heard: (entries: readonly PublicEntry[]) => void): OtherTabs {
  try {
    const channel = new BroadcastChannel(`carrel:${chatId}`);
    channel.addEventListener('message', ({ data }) => {
      const parsed = v.safeParse(message, data);
      if (parsed.success) heard(parsed.output);
    });
    return {
      tell: (entries) => channel.postMessage(entries),
      leave: () => channel.close(),
    };
  } catch {
    return { tell: () => {}, leave: () => {} };
  }
}
