// Offers a patron the guided mode: at any time with words of one's own, and with one click when the connection keeps dropping.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { columnWish } from './column-wish.ts';
import { patronTitle } from './desk-lists.ts';
import { DROP_MINUTES, dropsToTell } from './guided-offers.ts';
import type { ShownChat } from './shown-chat.ts';

const READY_WORDS =
  'Shall we go on in guided mode? The library’s pages open beside our chat there, and the chat stays with you when you follow a link.';

export function OfferGuided({ chat }: { readonly chat: OperatorChat }) {
  const { desk } = useDashboard();
  const isOpen = useSignal(false);
  useSignalEffect(() => {
    if (columnWish(desk, chat.chatId, 'guided')) isOpen.value = true;
  });
  return (
    <>
      <button type="button" class="btn small" onClick={() => (isOpen.value = true)}>
        Offer guided mode
      </button>
      {isOpen.value && <Dialog chat={chat} close={() => (isOpen.value = false)} />}
    </>
  );
}

/** Stands over the field as long as the patron is worse off without it and nobody has offered. */
export function SuggestGuided({ shown: { chat, entries, pending } }: { readonly shown: ShownChat }) {
  const { desk, clock, departmentSettings } = useSuggestion();
  const drops = dropsToTell({
    entries,
    pending,
    settings: departmentSettings(chat.departmentId),
    now: clock.time.value,
  });
  return (
    <div class="suggestion" aria-live="polite">
      {drops !== undefined && (
        <>
          <p class="grow">
            <bdi>{patronTitle(chat)}</bdi>’s connection dropped {drops} times in {DROP_MINUTES} minutes.
          </p>
          <button
            type="button"
            class="btn small primary"
            onClick={() => {
              desk.own.say(chat.chatId, READY_WORDS, { kind: 'guided' });
              desk.focusWish.value = 'composer';
            }}
          >
            Offer guided mode now
          </button>
        </>
      )}
    </div>
  );
}

function useSuggestion() {
  const dashboard = useDashboard();
  const { desk, clock } = dashboard;
  return { desk, clock, departmentSettings: (id: string) => dashboard.departmentSettings(id) };
}

interface DialogProps {
  readonly chat: OperatorChat;
  readonly close: () => void;
}

function Dialog({ chat, close }: DialogProps) {
  const { desk } = useDashboard();
  const text = useSignal(READY_WORDS);
  const field = useId();
  const isEmpty = text.value.trim() === '';
  const offer = (): void => {
    if (isEmpty) return;
    desk.own.say(chat.chatId, text.value.trim(), { kind: 'guided' });
    close();
    desk.focusWish.value = 'composer';
  };
  return (
    <Modal title={`Offer ${patronTitle(chat)} guided mode`} onClose={close}>
      <div class="field">
        <label htmlFor={field}>What the patron reads</label>
        <textarea
          id={field}
          class="input"
          rows={4}
          dir="auto"
          maxLength={MESSAGE_LENGTH}
          value={text.value}
          aria-invalid={isEmpty}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        <p class={isEmpty ? 'wrong' : 'muted'}>
          {isEmpty
            ? 'Write a few words for the patron.'
            : 'A button to go there stands below, in the patron’s language.'}
        </p>
      </div>
      <div class="buttons end">
        <button type="button" class="btn" onClick={close}>
          Cancel
        </button>
        <button type="button" class="btn primary" autofocus aria-disabled={isEmpty} onClick={offer}>
          Send the offer
        </button>
      </div>
    </Modal>
  );
}
