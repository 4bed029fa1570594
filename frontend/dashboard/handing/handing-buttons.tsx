// The buttons over the open chat that hand it over and invite a colleague.
import type { RequestKind } from '../../../lambdas/protocol/desk-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import type { ShownChat } from '../desk/shown-chat.ts';

export function HandingButtons({ shown: { chat, role } }: { readonly shown: ShownChat }) {
  const { handing } = useDashboard();
  if (role !== 'own' || !handing.may('invitation', chat)) return null;
  const isAsking = handing.own.of(chat.chatId)?.kind === 'standing';
  const button = (kind: RequestKind, words: string) => (
    <button
      type="button"
      class="btn"
      aria-haspopup="dialog"
      aria-disabled={isAsking}
      onClick={() => handing.begin(kind, chat)}
    >
      {words}
    </button>
  );
  return (
    <div class="handing-buttons">
      {handing.may('transfer', chat) && button('transfer', 'Transfer')}
      {button('invitation', 'Invite')}
    </div>
  );
}
