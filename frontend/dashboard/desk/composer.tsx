// Where the operator writes in the open chat: to the patron, or a note to staff; which of them is never in doubt.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { useDashboard } from '../dashboard-context.ts';
import { wishOf } from './column-wish.ts';
import type { ComposerMode } from './composer-modes.ts';
import { patronTitle } from './desk-lists.ts';
import { noteDraft } from './drafts.ts';
import { MessageField } from './message-field.tsx';

export function Composer({ chat }: { readonly chat: OperatorChat }) {
  const { desk, session, modes, announcer } = useDashboard();
  const { chatId } = chat;
  const patron = patronTitle(chat);
  const mode = modes.of(chatId);
  const change = (next: ComposerMode): void => {
    modes.set(chatId, next);
    desk.focusWish.value = next;
    announcer.say(next === 'note' ? 'You write a note. Only staff read it.' : `You write to ${patron}.`);
  };
  return (
    <div class={`composer ${mode}`}>
      <div class="modes">
        <fieldset class="mode-switch">
          <legend class="only-heard">What you write</legend>
          <Mode mode="message" now={mode} words="Message" change={change} />
          <Mode mode="note" now={mode} words="Note" change={change} />
        </fieldset>
        <span class="muted">
          {mode === 'note' ? (
            'Only staff read this'
          ) : (
            <>
              <bdi>{patron}</bdi> reads this
            </>
          )}
        </span>
      </div>
      {mode === 'note' ? (
        <NoteField chat={chat} onEscape={() => change('message')} />
      ) : (
        <MessageField
          key="message"
          to={patron}
          id={chatId}
          tellTyping={(writing) => void session.wire.tell({ action: 'typing', chatId, writing })}
          onSend={(text) => desk.say(chatId, text)}
          focusWish={wishOf(desk, chatId)}
          wish="composer"
          ownWish="message"
          chat={chat}
        />
      )}
    </div>
  );
}

/** For who looks in: there is nothing but notes. */
export function NoteComposer({ chat }: { readonly chat: OperatorChat }) {
  return (
    <div class="composer note">
      <p class="modes">
        <b>Note</b> <span class="muted">Only staff read this</span>
      </p>
      <NoteField chat={chat} />
    </div>
  );
}

function NoteField({ chat, onEscape }: { readonly chat: OperatorChat; readonly onEscape?: () => void }) {
  const { desk } = useDashboard();
  return (
    <MessageField
      key="note"
      to={patronTitle(chat)}
      id={noteDraft(chat.chatId)}
      isNote
      {...(onEscape && { onEscape })}
      onSend={(text) => desk.own.note(chat.chatId, text)}
      focusWish={wishOf(desk, chat.chatId)}
      wish="composer"
      ownWish="note"
    />
  );
}

interface ModeProps {
  readonly mode: ComposerMode;
  readonly now: ComposerMode;
  readonly words: string;
  readonly change: (mode: ComposerMode) => void;
}

function Mode({ mode, now, words, change }: ModeProps) {
  return (
    <button type="button" aria-pressed={mode === now} onClick={() => change(mode)}>
      {words}
    </button>
  );
}
