// The button that begins to turn a chat into a follow-up, at the desk and in a transcript.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { useDashboard } from '../dashboard-context.ts';

export interface TurnButtonProps {
  readonly chat: OperatorChat;
  /** Called when it was left: the log has one entry more. */
  readonly onLeft?: () => void;
}

export function TurnButton({ chat, onLeft }: TurnButtonProps) {
  const dashboard = useDashboard();
  return (
    <button type="button" class="btn" onClick={() => dashboard.turn(chat, onLeft)}>
      Turn into a follow-up…
    </button>
  );
}
