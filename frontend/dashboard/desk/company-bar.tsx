// Under the bar of the open chat: who else is in it and the way out, who looks in, and that one looks in oneself.
import { useDashboard } from '../dashboard-context.ts';
import { companyWords, onlookersInWords } from './company-words.ts';
import type { ShownChat } from './shown-chat.ts';
import { listed } from '../status/status-words.ts';

export function CompanyBar({ shown }: { readonly shown: ShownChat }) {
  const { session } = useDashboard();
  const { chat, role } = shown;
  const me = session.me.value?.id ?? '';
  const onlookers = onlookersInWords(chat, me);
  const others = role === 'own' ? companyWords(chat, me) : undefined;
  const isShown =
    chat.state === 'active' && (role === 'lookingIn' || onlookers !== undefined || others !== undefined);
  return (
    <div class={isShown ? 'company' : ''}>
      {/* It is there before there is anything in it, so that what comes into it is read out. */}
      <output class="grow">
        {isShown && role === 'lookingIn' && (
          <span>
            <b>You are looking in.</b> {knowingWords(chat.operators.map(({ name }) => name))} The patron
            doesn’t see you.
          </span>
        )}
        {isShown && others !== undefined && <span dir="auto">{others}</span>}
        {isShown && onlookers !== undefined && (
          <span class="pill wait" dir="auto">
            {onlookers}
          </span>
        )}
      </output>
      {isShown && <WayOut shown={shown} />}
    </div>
  );
}

function WayOut({ shown: { chat, role } }: { readonly shown: ShownChat }) {
  const { desk, company } = useDashboard();
  const isBusy = desk.busyWith.value === chat.chatId;
  if (role === 'lookingIn') {
    return (
      <button type="button" class="btn small" disabled={isBusy} onClick={() => void company.lookAway(chat)}>
        Stop looking in
      </button>
    );
  }
  if (role !== 'own' || !company.canLeave(chat)) return null;
  return (
    <button type="button" class="btn small" disabled={isBusy} onClick={() => company.askToLeave(chat)}>
      Leave the chat
    </button>
  );
}

const knowingWords = (names: readonly string[]): string =>
  `${listed(names)} ${names.length === 1 ? 'knows' : 'know'}.`;
