// What every record's form has around its fields: heading, way back, problems, saving, unsaved marks.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import type { SettingsPart } from '../screen.ts';
import type { RecordForm } from './record-form.ts';
import type { SettingsModel } from './settings-model.ts';

export interface FormFrameProps<R extends { readonly version: number }> {
  readonly model: SettingsModel;
  readonly form: RecordForm<R>;
  readonly part: SettingsPart;
  readonly title: string;
  readonly children: ComponentChildren;
}

export function FormFrame<R extends { readonly version: number }>(props: FormFrameProps<R>) {
  const { model, form, part, title, children } = props;
  const { screens, announcer } = useDashboard();
  const element = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const save = async (): Promise<void> => {
    if ((!form.isDirty.value && !form.isNew) || (await form.save())) return;
    const wrong = Object.keys(form.wrong.value).length;
    if (wrong === 0) return;
    announcer.say(`Not saved: ${plural(wrong, 'field needs', 'fields need')} another value.`);
    // The fields are drawn with what is wrong by then, so the first of them can be found and focused.
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
          onClick={() => screens.up({ at: 'settings', part })}
        >
          <Icon name="back" points />
        </button>
        <h2 ref={heading} tabIndex={-1} class="grow" dir="auto">
          {title}
        </h2>
      </header>
      <Problem model={model} form={form} />
      {children}
      <SaveRow form={form} />
    </form>
  );
}

function Problem<R extends { readonly version: number }>(props: Pick<FormFrameProps<R>, 'model' | 'form'>) {
  const { model, form } = props;
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
        Somebody else changed this record while you had it open, so it was not saved. Look at the newer
        version, then make your change again.
      </span>
      <button type="button" class="link" onClick={() => void model.reloadOpen()}>
        Show the newer version
      </button>
    </div>
  );
}

function SaveRow<R extends { readonly version: number }>({ form }: { readonly form: RecordForm<R> }) {
  const isSaving = form.state.value.kind === 'saving';
  const isDirty = form.isDirty.value;
  return (
    <div class="save-row">
      <button type="submit" class="btn primary" aria-disabled={(!isDirty && !form.isNew) || isSaving}>
        {isSaving ? 'Saving…' : 'Save'}
      </button>
      {isDirty && !form.isNew && (
        <button type="button" class="btn" onClick={() => form.discard()}>
          Undo changes
        </button>
      )}
      <span class={isDirty ? 'unsaved' : 'muted'}>
        {isDirty ? 'Unsaved changes' : form.state.value.kind === 'saved' ? 'Saved' : ''}
      </span>
    </div>
  );
}
