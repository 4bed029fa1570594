// The transcripts that were found, newest first, with what to do when there are none or reading failed.
import { useDashboard } from '../dashboard-context.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { scoreWords } from '../desk/after-chat-words.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import { hashOf } from '../screen.ts';
import type { Found, TranscriptsModel } from './transcripts-model.ts';

export interface FoundListProps {
  readonly model: TranscriptsModel;
  readonly openChatId: string | undefined;
  /** Shows all of the department again. */
  readonly onAll: () => void;
}

export function FoundList({ model, openChatId, onAll }: FoundListProps) {
  const state = model.state.value;
  if (state === undefined) return null;
  const found = state.kind === 'found' ? state.found : state.sofar;
  return (
    <div class="found" aria-busy={state.kind === 'finding'}>
      {found !== undefined && <Results found={found} openChatId={openChatId} onAll={onAll} />}
      {state.kind === 'finding' && <div class="busy" aria-hidden="true" />}
      {state.kind === 'failed' && (
        <p class="notice urgent">
          <span>{state.message}</span>
          <button
            type="button"
            class="link"
            onClick={() => (found === undefined ? onAll() : void model.more())}
          >
            Try again
          </button>
        </p>
      )}
      {state.kind === 'found' && state.found.next !== undefined && (
        <button type="button" class="btn more" onClick={() => void model.more()}>
          Load more
        </button>
      )}
    </div>
  );
}

function Results({ found, openChatId, onAll }: Omit<FoundListProps, 'model'> & { readonly found: Found }) {
  if (found.chats.length === 0 && found.next === undefined) {
    return found.words === '' ? (
      <p class="none">No chat of this department has ended yet, or all of them are past their time.</p>
    ) : (
      <p class="none">
        Nothing found for “{found.words}”.{' '}
        <button type="button" class="link" onClick={onAll}>
          Show all
        </button>
      </p>
    );
  }
  return (
    <ul>
      {found.chats.map((chat) => (
        <FoundItem key={chat.chatId} chat={chat} isOpen={chat.chatId === openChatId} />
      ))}
    </ul>
  );
}

function FoundItem({ chat, isOpen }: { readonly chat: OperatorChat; readonly isOpen: boolean }) {
  const { screens, time, clock } = useDashboard();
  const screen = { at: 'transcripts', chatId: chat.chatId } as const;
  const answered = chat.operators.map(({ name }) => name).join(', ');
  const later = [
    ...(chat.followUpNumber === undefined ? [] : [`follow-up no. ${chat.followUpNumber}`]),
    ...(chat.rating === undefined ? [] : [`rated: ${scoreWords(chat.rating)}`]),
  ];
  return (
    <li class="item" data-open={isOpen}>
      <a
        class="open"
        href={hashOf(screen)}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          screens.go(screen);
        }}
      >
        <span class="name clip">
          <bdi>{patronTitle(chat)}</bdi>
        </span>
        <time class="muted figures when" dateTime={new Date(chat.startedAt).toISOString()}>
          {time.moment(chat.startedAt, clock.time.value)}
        </time>
        <span class="line clip">
          <bdi>{chat.question}</bdi>
        </span>
        <span class="line muted clip">
          <bdi>{answered === '' ? 'not answered' : `with ${answered}`}</bdi>
        </span>
        {later.length > 0 && <span class="line muted clip">{later.join(' · ')}</span>}
      </a>
    </li>
  );
}
