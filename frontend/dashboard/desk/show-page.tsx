// Puts a page in front of the patron: an address, or one of those that the conversation has.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { shortAddress } from '../../ui/links.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { columnWish } from './column-wish.ts';
import { patronTitle } from './desk-lists.ts';
import { pagesToShow, readAddress } from './guided-offers.ts';
import type { ShownChat } from './shown-chat.ts';

export function ShowPage({ shown }: { readonly shown: ShownChat }) {
  const { desk } = useDashboard();
  const isOpen = useSignal(false);
  useSignalEffect(() => {
    if (columnWish(desk, shown.chat.chatId, 'page')) isOpen.value = true;
  });
  return (
    <>
      <button type="button" class="btn small" onClick={() => (isOpen.value = true)}>
        Show a page
      </button>
      {isOpen.value && <Dialog shown={shown} close={() => (isOpen.value = false)} />}
    </>
  );
}

interface DialogProps {
  readonly shown: ShownChat;
  readonly close: () => void;
}

function Dialog({ shown: { chat, entries }, close }: DialogProps) {
  const { desk } = useDashboard();
  const text = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const [label, said] = [useId(), useId()];
  const show = (written: string): void => {
    const read = readAddress(written);
    if (read.kind === 'wrong') {
      problem.value = read.sentence;
      field.current?.focus();
      return;
    }
    desk.own.say(chat.chatId, read.address, { kind: 'page', address: read.address });
    close();
    desk.focusWish.value = 'composer';
  };
  const pages = pagesToShow(chat, entries);
  return (
    <Modal title={`Show ${patronTitle(chat)} a page`} onClose={close}>
      <form
        class="show-page"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          show(text.value);
        }}
      >
        <div class="field">
          <label htmlFor={label}>Address</label>
          <input
            id={label}
            ref={field}
            class="input"
            type="text"
            inputMode="url"
            dir="ltr"
            autoComplete="off"
            spellcheck={false}
            placeholder="library.example/hours"
            value={text.value}
            aria-invalid={problem.value !== undefined}
            aria-describedby={said}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
              problem.value = undefined;
            }}
          />
          <p id={said} class={problem.value === undefined ? 'muted' : 'wrong'}>
            {problem.value ?? 'It opens beside the chat of a patron in guided mode; others get it as a link.'}
          </p>
        </div>
        {pages.length > 0 && <Suggestions pages={pages} show={show} />}
        <div class="buttons end">
          <button type="button" class="btn" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="btn primary">
            Show this page
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface SuggestionsProps {
  readonly pages: readonly string[];
  readonly show: (address: string) => void;
}

function Suggestions({ pages, show }: SuggestionsProps) {
  const heading = useId();
  return (
    <div class="field">
      <p id={heading}>From this chat</p>
      <ul class="pages-to-show" aria-labelledby={heading}>
        {pages.map((address) => (
          <li key={address}>
            <button
              type="button"
              class="btn small clip"
              title={address}
              aria-label={`Show ${shortAddress(address)}`}
              onClick={() => show(address)}
            >
              <bdi dir="ltr">{shortAddress(address)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
