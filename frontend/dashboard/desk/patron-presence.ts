// Whether the patron of a chat is there, reconnecting, or has left: told from the absence and the department's setting.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { DEFAULT_SETTINGS, type DepartmentSettings } from '../../../lambdas/protocol/department-settings.ts';

const MINUTE_MS = 60_000;

export type PatronPresence =
  | { readonly kind: 'here' }
  /** Without a connection for so long (ms). */
  | { readonly kind: 'reconnecting'; readonly for: number }
  /** Gone since then (ms since 1970), for longer than the department waits. */
  | { readonly kind: 'left'; readonly since: number };

export function patronPresence(
  chat: Pick<OperatorChat, 'state' | 'patronGoneSince'>,
  settings: Pick<DepartmentSettings, 'patronLeftMinutes'> = DEFAULT_SETTINGS,
  now: number,
): PatronPresence {
  const since = chat.patronGoneSince;
  if (since === undefined || chat.state === 'ended') return { kind: 'here' };
  const gone = now - since;
  return gone < settings.patronLeftMinutes * MINUTE_MS
    ? { kind: 'reconnecting', for: gone }
    : { kind: 'left', since };
}
