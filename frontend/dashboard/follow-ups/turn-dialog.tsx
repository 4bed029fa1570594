// The dialog that turns a chat into a follow-up: the address, a note, what is sent to whom, and the number.
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import { Field } from '../settings/field.tsx';
import type { Turning, TurningState } from './turning.ts';

interface TurnProps {
  readonly turning: Turning;
}

export function TurnDialog({ turning }: TurnProps) {
  const { turnings, desk, screens } = useDashboard();
  const state = turning.state.value;
  const close = (): void => {
    turnings.close();
    // Where the chat has left the desk, so has the button that opened this.
    if (state.kind === 'left' && state.end === 'ended' && screens.current.value.at === 'desk') {
      desk.focusWish.value = desk.openChatId === undefined ? 'list' : 'composer';
    }
  };
  const title =
    state.kind === 'left'
      ? `It is follow-up no. ${state.number}`
      : `Turn the chat with ${patronTitle(turning.chat)} into a follow-up`;
  return (
    <Modal title={title} onClose={close}>
      {state.kind === 'left' ? (
        <Left turning={turning} left={state} onClose={close} />
      ) : (
        <Form turning={turning} onClose={close} />
      )}
    </Modal>
  );
}

function Form({ turning, onClose }: TurnProps & { readonly onClose: () => void }) {
  const { email, note, andEnd, chat } = turning;
  const state = turning.state.value;
  const wrong = turning.wrong.value;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);
  const isSending = state.kind === 'sending';
  return (
    <form
      ref={form}
      class="turn"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void turning.send();
      }}
    >
      <Field label="The patron’s email address" wrong={wrong.email}>
        {(wiring) => (
          <input
            {...wiring}
            class="input"
            type="email"
            dir="ltr"
            autocomplete="off"
            autofocus
            value={email.value}
            onInput={({ currentTarget }) => (email.value = currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Note for whoever answers"
        help="May stay empty. The patron doesn’t see it."
        wrong={wrong.note}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            class="input"
            rows={3}
            dir="auto"
            value={note.value}
            onInput={({ currentTarget }) => (note.value = currentTarget.value)}
          />
        )}
      </Field>
      <WhatIsSent turning={turning} />
      {chat.followUpNumber !== undefined && (
        <p class="notice wait">Follow-up no. {chat.followUpNumber} was left from this chat already.</p>
      )}
      {chat.state === 'active' && (
        <label class="check">
          <input
            type="checkbox"
            checked={andEnd.value}
            onChange={({ currentTarget }) => (andEnd.value = currentTarget.checked)}
          />
          <span>And end the chat</span>
        </label>
      )}
      {state.kind === 'failed' && (
        <p class="notice urgent" role="alert">
          {state.message}
        </p>
      )}
      <div class="buttons end">
        <button type="button" class="btn" aria-disabled={isSending} onClick={onClose}>
          Cancel
        </button>
        <button type="submit" class="btn primary" aria-disabled={isSending}>
          {isSending ? 'Storing it…' : state.kind === 'failed' ? 'Try again' : 'Make it a follow-up'}
        </button>
      </div>
    </form>
  );
}

function WhatIsSent({ turning }: TurnProps) {
  const { chat } = turning;
  return (
    <section class="what-is-sent" aria-label="What is sent">
      <p>
        <b>The Ask-A-Librarian address</b> gets the question, the transcript
        {chat.page === undefined ? ' ' : ', the page '}
        and your note.
      </p>
      <p class="muted clip-2 said">{chat.question}</p>
      <p>
        <b>The patron</b> gets a confirmation with a number.
      </p>
    </section>
  );
}

interface LeftProps extends TurnProps {
  readonly left: Extract<TurningState, { kind: 'left' }>;
  readonly onClose: () => void;
}

function Left({ turning, left: { email, number, end }, onClose }: LeftProps) {
  const isOther = email !== turning.email.value.trim();
  const done = useRef<HTMLButtonElement>(null);
  const words = useId();
  useEffect(() => done.current?.focus(), []);
  return (
    <>
      <div class="turned" id={words}>
        <p class="mail-state sent">
          <Icon name="tick" /> <span>Number {number} is stored, and its mails are on their way.</span>
        </p>
        <p>
          {isOther ? 'It was stored at the first try already. ' : ''}The answer and the confirmation go to{' '}
          <bdi class="to">{email}</bdi>.
        </p>
        {end === 'ended' && <p>The chat has ended.</p>}
        {end === 'failed' && (
          <p class="notice urgent">The chat could not be ended just now. End it at the desk.</p>
        )}
      </div>
      <div class="buttons end">
        <button ref={done} type="button" class="btn primary" aria-describedby={words} onClick={onClose}>
          Done
        </button>
      </div>
    </>
  );
}
