// Under the bar of the open chat: who is being asked about it and for how long yet, or why nobody took it.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';
import type { ShownChat } from '../desk/shown-chat.ts';
import { timeLeft, standingWords } from './handing-words.ts';
import type { RequestNow } from './own-requests.ts';

export function RequestBar({ shown: { chat, role } }: { readonly shown: ShownChat }) {
  const { handing } = useDashboard();
  const now = role === 'own' ? handing.own.of(chat.chatId) : undefined;
  if (now === undefined) return null;
  return now.kind === 'standing' ? <Standing chat={chat} now={now} /> : <Over chat={chat} now={now} />;
}

interface StandingProps {
  readonly chat: OperatorChat;
  readonly now: Extract<RequestNow, { kind: 'standing' }>;
}

function Standing({ chat, now: { request, mayWithdraw } }: StandingProps) {
  const { handing, desk, clock, session } = useDashboard();
  const me = session.me.value?.id ?? '';
  return (
    <section class="request-bar" aria-label="Request">
      <p class="grow">
        <span dir="auto">{standingWords(request, chat, me)}</span>{' '}
        <span class="muted figures">· {timeLeft(request.until, clock.time.value)}</span>
      </p>
      {mayWithdraw && (
        <button
          type="button"
          class="btn small"
          disabled={desk.busyWith.value === chat.chatId}
          onClick={() => void handing.own.withdraw(chat)}
        >
          Withdraw
        </button>
      )}
    </section>
  );
}

interface OverProps {
  readonly chat: OperatorChat;
  readonly now: Extract<RequestNow, { kind: 'over' }>;
}

function Over({ chat, now: { text, again } }: OverProps) {
  const { handing } = useDashboard();
  return (
    <section class="request-bar over" aria-label="Request">
      <p class="grow" dir="auto">
        {text}
      </p>
      {again && (
        <button type="button" class="btn small" onClick={() => handing.again(chat, again.note)}>
          Transfer to somebody else
        </button>
      )}
      <button
        type="button"
        class="dismiss"
        aria-label="Dismiss"
        onClick={() => handing.own.dismiss(chat.chatId)}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
