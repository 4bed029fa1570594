// The dialog that asks a colleague or a department to take the chat, or a colleague to join it.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Modal } from '../../ui/modal.tsx';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import { Field } from '../settings/field.tsx';
import type { Asking } from './asking.ts';
import { inShort } from './handing-words.ts';
import { TakerList } from './taker-list.tsx';

interface AskingProps {
  readonly asking: Asking;
}

export function AskingDialog({ asking }: AskingProps) {
  const { handing } = useDashboard();
  const patron = patronTitle(asking.chat);
  const title =
    asking.kind === 'transfer'
      ? `Transfer the chat with ${patron}`
      : `Invite a colleague to the chat with ${patron}`;
  return (
    <Modal title={title} onClose={() => handing.close()} class="asking">
      {asking.isSomebodyThere || asking.found.value.length > 0 ? (
        <Form asking={asking} />
      ) : (
        <NobodyThere asking={asking} />
      )}
    </Modal>
  );
}

function NobodyThere({ asking }: AskingProps) {
  const { handing } = useDashboard();
  return (
    <>
      <p>
        Nobody else is signed in.{' '}
        {asking.kind === 'transfer'
          ? 'The chat stays with you; you can also turn it into a follow-up, and a colleague answers by email.'
          : 'You can write to colleagues in internal chat; they read it on return.'}
      </p>
      <div class="buttons end">
        <button type="button" class="btn primary" autofocus onClick={() => handing.close()}>
          Back to the chat
        </button>
      </div>
    </>
  );
}

function Form({ asking }: AskingProps) {
  const { handing } = useDashboard();
  const form = useRef<HTMLFormElement>(null);
  const state = asking.state.value;
  const wrong = asking.wrong.value;
  // At once: a key that is pressed next belongs where the words point.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);
  const isSending = state.kind === 'sending';
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void asking.send();
      }}
    >
      <Search asking={asking} />
      {!asking.isSomebodyThere && (
        <p class="notice wait">
          Nobody else is available. You can write to those who are there in internal chat.
        </p>
      )}
      <TakerList asking={asking} />
      <Note asking={asking} />
      {asking.kind === 'transfer' && (
        <label class="check">
          <input
            type="checkbox"
            checked={asking.stays.value}
            onChange={({ currentTarget }) => (asking.stays.value = currentTarget.checked)}
          />
          <span>Stay in the chat</span>
        </label>
      )}
      <WhatHappens asking={asking} />
      {state.kind === 'failed' && (
        <p class="notice urgent" role="alert">
          {state.message}
        </p>
      )}
      <div class="buttons end">
        <button type="button" class="btn" aria-disabled={isSending} onClick={() => handing.close()}>
          Cancel
        </button>
        <button type="submit" class="btn primary" aria-disabled={isSending}>
          <SendWords asking={asking} />
        </button>
      </div>
    </form>
  );
}

function SendWords({ asking }: AskingProps) {
  const { taker } = asking;
  const { kind } = asking.state.value;
  if (kind === 'sending') return <>Asking…</>;
  const verb = asking.kind === 'transfer' ? 'Ask' : 'Invite';
  if (taker === undefined) return <>{asking.kind === 'transfer' ? 'Ask to take the chat' : 'Invite'}</>;
  return (
    <span class="clip">
      {kind === 'failed' ? 'Try again: ' : ''}
      {verb} <bdi>{taker.name}</bdi>
    </span>
  );
}

/** Typing finds and chooses the first who fits; the arrow keys go on to the list. */
function Search({ asking }: AskingProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const able = asking.found.value.filter(({ cannot }) => cannot === undefined).length;
  const { taker } = asking;
  const chosen = taker === undefined ? '' : `, ${taker.name} is chosen`;
  return (
    <div>
      <Field
        label={asking.kind === 'transfer' ? 'Who is to take it' : 'Who is to join'}
        wrong={asking.wrong.value.taker}
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={field}
            class="input"
            type="search"
            dir="auto"
            autocomplete="off"
            placeholder={asking.kind === 'transfer' ? 'Name or department' : 'Name'}
            value={asking.query.value}
            onInput={({ currentTarget }) => asking.look(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
              event.preventDefault();
              toList(event.currentTarget, event.key === 'ArrowDown');
            }}
          />
        )}
      </Field>
      <output class="only-heard">
        {asking.query.value.trim() !== '' && `${plural(able, 'choice')}${chosen}.`}
      </output>
    </div>
  );
}

/** The list is one group of radio buttons: from there the arrow keys walk by themselves. */
function toList(field: HTMLElement, isDown: boolean): void {
  const all = [
    ...(field.closest('form')?.querySelectorAll<HTMLInputElement>('input[type="radio"]:not(:disabled)') ??
      []),
  ];
  const at = all.findIndex(({ checked }) => checked);
  const next = at === -1 ? (isDown ? all[0] : all.at(-1)) : all[at];
  next?.focus();
  if (at === -1) next?.click();
}

function Note({ asking }: AskingProps) {
  const left = asking.lettersLeft;
  return (
    <Field
      label="Note"
      help={
        <>
          {left < 0 ? `${plural(-left, 'character')} too long` : `${plural(left, 'character')} left`}. The
          patron does not see this.
        </>
      }
      wrong={asking.wrong.value.note}
    >
      {(wiring) => (
        <textarea
          {...wiring}
          class="input"
          rows={2}
          dir="auto"
          value={asking.note.value}
          onInput={({ currentTarget }) => (asking.note.value = currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
            event.preventDefault();
            void asking.send();
          }}
        />
      )}
    </Field>
  );
}

function WhatHappens({ asking: { kind, chat } }: AskingProps) {
  const dashboard = useDashboard();
  const settings = dashboard.departmentSettings(chat.departmentId);
  const within = settings === undefined ? '' : `, and has ${inShort(settings.transferSeconds)}`;
  if (kind === 'invitation')
    return <p class="muted">Whoever is asked can read the chat before joining{within}.</p>;
  return (
    <p class="muted">
      Whoever is asked can read the chat before taking it{within}. Until then it is yours.{' '}
      {settings?.transferConsent === 'asked' ? 'The patron is asked first.' : 'The patron is told.'}
    </p>
  );
}
