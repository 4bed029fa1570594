// The form of a canned message: title, text with the words in braces at hand, how it will read, saving, removing.
import { useEffect, useRef } from 'preact/hooks';
import { CANNED_TEXT_LENGTH, CANNED_TITLE_LENGTH } from '../../../lambdas/protocol/canned-frames.ts';
import { Icon } from '../../ui/icon.tsx';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { Field, TextField } from '../settings/field.tsx';
import { VARIABLE_HELP, VARIABLES } from './canned-filling.ts';
import { type CannedModel, listOf, type OpenCanned } from './canned-model.ts';
import { CannedPreview } from './canned-preview.tsx';

interface CannedFormProps {
  readonly model: CannedModel;
  readonly open: OpenCanned;
}

export function CannedForm({ model, open }: CannedFormProps) {
  const { screens, announcer } = useDashboard();
  const { form, whose } = open;
  const element = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { title, text } = form.draft.value;
  const wrong = form.wrong.value;
  const save = async (): Promise<void> => {
    if (!form.isDirty.value || (await form.save())) return;
    const count = Object.keys(form.wrong.value).length;
    if (count === 0) return;
    announcer.say(`Not saved: ${plural(count, 'field needs', 'fields need')} another value.`);
    // The fields are drawn with what is wrong by then.
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };
  return (
    <form
      ref={element}
      class="record"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <header>
        <button
          type="button"
          class="btn quiet square up"
          aria-label="Back to the list"
          onClick={() => screens.up(listOf(whose))}
        >
          <Icon name="back" points />
        </button>
        <h2 ref={heading} tabIndex={-1} class="grow" dir="auto">
          {open.title ?? 'New message'}
        </h2>
      </header>
      <Problem model={model} open={open} />
      <TextField
        label="Title"
        help="What you find it by."
        value={title}
        maxLength={CANNED_TITLE_LENGTH}
        wrong={wrong['title']}
        onWrite={(written) => form.change({ title: written })}
      />
      <TextPart text={text} wrong={wrong['text']} onWrite={(written) => form.change({ text: written })} />
      <CannedPreview text={text} whose={whose} />
      <SaveRow model={model} open={open} />
    </form>
  );
}

interface TextPartProps {
  readonly text: string;
  readonly wrong: string | undefined;
  readonly onWrite: (text: string) => void;
}

function TextPart({ text, wrong, onWrite }: TextPartProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: string): void => {
    const element = field.current;
    if (element === null) return;
    element.setRangeText(`{${variable}}`, element.selectionStart, element.selectionEnd, 'end');
    onWrite(element.value);
    element.focus();
  };
  return (
    <>
      <Field label="Text" wrong={wrong}>
        {(wiring) => (
          <textarea
            {...wiring}
            ref={field}
            class="input canned-text"
            rows={6}
            dir="auto"
            maxLength={CANNED_TEXT_LENGTH}
            value={text}
            onInput={({ currentTarget }) => onWrite(currentTarget.value)}
          />
        )}
      </Field>
      <div class="field">
        <span class="label">Filled in when you take it</span>
        <ul class="variables">
          {VARIABLES.map((variable) => (
            <li key={variable}>
              <button
                type="button"
                class="btn small"
                aria-label={`Insert {${variable}}`}
                onClick={() => insert(variable)}
              >
                {`{${variable}}`}
              </button>
              <span class="muted">{VARIABLE_HELP[variable]}</span>
            </li>
          ))}
        </ul>
        <span class="help">Other words in braces stay as they are.</span>
      </div>
    </>
  );
}

function Problem({ model, open: { form } }: CannedFormProps) {
  const state = form.state.value;
  if (state.kind === 'refused') {
    return (
      <p class="notice urgent" role="alert">
        {state.message}
      </p>
    );
  }
  if (state.kind !== 'changedMeanwhile') return null;
  return (
    <div class="notice wait" role="alert">
      <span>
        Somebody else changed this message while you had it open, so it was not saved. Look at the newer
        version, then make your change again.
      </span>
      <button type="button" class="link" onClick={() => void model.reloadOpen()}>
        Show the newer version
      </button>
    </div>
  );
}

function SaveRow({ model, open: { form, whose, title } }: CannedFormProps) {
  const isSaving = form.state.value.kind === 'saving';
  const isDirty = form.isDirty.value;
  return (
    <div class="save-row">
      <button type="submit" class="btn primary" aria-disabled={!isDirty || isSaving}>
        {isSaving ? 'Saving…' : 'Save'}
      </button>
      {isDirty && !form.isNew && (
        <button type="button" class="btn" onClick={() => form.discard()}>
          Undo changes
        </button>
      )}
      <span class={isDirty ? 'unsaved grow' : 'muted grow'}>
        {isDirty ? 'Unsaved changes' : form.state.value.kind === 'saved' ? 'Saved' : ''}
      </span>
      {title !== undefined && (
        <button
          type="button"
          class="btn quiet danger"
          onClick={() => void model.remove(whose, form.stored.value)}
        >
          Remove
        </button>
      )}
    </div>
  );
}
