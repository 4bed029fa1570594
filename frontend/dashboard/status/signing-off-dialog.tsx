// Asks about the open chats of whoever goes off duty or signs out: names them, leads to each, and lets them be kept.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Modal } from '../../ui/modal.tsx';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { Leaving } from './signing-off.ts';

export function SigningOffDialog({ to }: { readonly to: Leaving }) {
  const { signingOff } = useDashboard();
  const chats = signingOff.chats.value;
  const count = chats.length;
  const going = to === 'signOut' ? 'Sign out' : 'Sign off';
  return (
    <Modal
      title={count === 0 ? 'You have no open chats any more' : `You have ${plural(count, 'open chat')}`}
      onClose={() => signingOff.stay()}
    >
      {count > 0 && <p>{meaning(to, count)}</p>}
      {count > 0 && (
        <ul class="kept-chats" aria-label="Your open chats">
          {chats.map((chat) => (
            <KeptChat key={chat.chatId} chat={chat} />
          ))}
        </ul>
      )}
      <div class="buttons end">
        <button type="button" class="btn" autofocus onClick={() => signingOff.stay()}>
          Stay
        </button>
        <button type="button" class="btn primary" onClick={() => signingOff.keep()}>
          {count === 0 ? going : `${going} and keep ${count === 1 ? 'it' : 'them'}`}
        </button>
      </div>
    </Modal>
  );
}

function meaning(to: Leaving, count: number): string {
  const [it, its] = count === 1 ? ['it', 'Its patron'] : ['them', 'Their patrons'];
  return to === 'signOut'
    ? `End or transfer ${it} first. ${its} would wait, with nobody there, until you sign in again or a colleague takes over.`
    : `End or transfer ${it} first, or keep ${it}: ${its.toLowerCase()} can still write to you here.`;
}

function KeptChat({ chat }: { readonly chat: OperatorChat }) {
  const { signingOff, desk } = useDashboard();
  const title = patronTitle(chat);
  return (
    <li class="row">
      <span class="grow">
        <b class="clip" title={title}>
          <bdi>{title}</bdi>
        </b>
        <span class="muted clip">
          {chat.patronGoneSince !== undefined && 'Not connected · '}
          <bdi>{chat.question}</bdi>
        </span>
      </span>
      <button
        type="button"
        class="btn small"
        onClick={() => {
          signingOff.stay();
          desk.open(chat.chatId);
          desk.focusWish.value = 'composer';
        }}
      >
        Go to it <span class="only-heard">(the chat with {title})</span>
      </button>
    </li>
  );
}
