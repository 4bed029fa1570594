// The words for a patron who lost the connection: reconnecting, with the time running, then left.
import type { ComponentChildren } from 'preact';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { stopwatch } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { patronPresence } from './patron-presence.ts';

/** Nothing while the patron is there; `after` follows the words. */
export function PatronGone({
  chat,
  after,
}: {
  readonly chat: OperatorChat;
  readonly after?: ComponentChildren;
}) {
  const dashboard = useDashboard();
  const settings = dashboard.departmentSettings(chat.departmentId);
  const presence = patronPresence(chat, settings, dashboard.clock.time.value);
  if (presence.kind === 'here') return null;
  return (
    <>
      <span class={`${presence.kind === 'left' ? '' : 'gone '}figures`}>
        {presence.kind === 'left'
          ? `left ${dashboard.time.clock(presence.since)}`
          : `reconnecting ${stopwatch(presence.for)}`}
      </span>
      {after}
    </>
  );
}
