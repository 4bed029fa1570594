// A widget's form: who answers it, its words, the snippet for the library's pages, and taking it away.
import { useSignal } from '@preact/signals';
import type { Department, Widget } from '../../../lambdas/protocol/settings.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { Field, TextField } from './field.tsx';
import { FormFrame } from './form-frame.tsx';
import type { RecordForm } from './record-form.ts';
import type { SettingsModel } from './settings-model.ts';

export interface WidgetFormProps {
  readonly model: SettingsModel;
  readonly form: RecordForm<Widget>;
  readonly departments: readonly Department[];
}

export function WidgetForm({ model, form, departments }: WidgetFormProps) {
  const { id, departmentId, title, promise, privacyAddress } = form.draft.value;
  const wrong = form.wrong.value;
  return (
    <FormFrame model={model} form={form} part="widgets" title={form.isNew ? 'New widget' : `Widget “${id}”`}>
      {form.isNew && (
        <TextField
          label="Short name"
          help="Names the widget in the snippet: small letters, digits and hyphens. It can’t be changed later."
          value={id}
          wrong={wrong['id']}
          onWrite={(text) => form.change({ id: text })}
        />
      )}
      <Field label="Answered by" wrong={wrong['departmentId']} help="The department that its chats go to.">
        {(wiring) => (
          <select
            {...wiring}
            class="input"
            value={departmentId}
            onChange={({ currentTarget }) => form.change({ departmentId: currentTarget.value })}
          >
            {departments.map((department) => (
              <option key={department.id} value={department.id}>
                {department.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label="Title"
        help="The heading of the chat box. Left empty, it reads “Ask a librarian” in the patron’s language."
        value={title}
        wrong={wrong['title']}
        onWrite={(text) => form.change({ title: text })}
      />
      <TextField
        label="Promise"
        help="The line below the title, such as “Usually answers within a minute”. May be empty."
        value={promise}
        wrong={wrong['promise']}
        onWrite={(text) => form.change({ promise: text })}
      />
      <TextField
        label="Privacy page"
        help="The address of the library’s own words on privacy. Patrons reach it from the line that says how long a chat is kept. May be empty."
        value={privacyAddress}
        wrong={wrong['privacyAddress']}
        onWrite={(text) => form.change({ privacyAddress: text })}
      />
      {!form.isNew && <Snippet widgetId={id} />}
      {!form.isNew && <RemoveWidget model={model} form={form} />}
    </FormFrame>
  );
}

function Snippet({ widgetId }: { readonly widgetId: string }) {
  const { config, announcer, surroundings } = useDashboard();
  const words = useSignal('Copy');
  const snippet = `<script async src="${config.widgetOrigin}/loader.js" data-widget="${widgetId}"></script>`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(snippet);
      words.value = 'Copied';
      announcer.say('Snippet copied.');
    } catch {
      words.value = 'Copying is blocked';
      announcer.say('The browser blocked copying. Select the snippet instead.');
    }
    surroundings.after(3_000, () => {
      words.value = 'Copy';
    });
  };
  return (
    <section class="snippet">
      <div class="row">
        <h3 class="grow">Snippet for the library’s pages</h3>
        <button type="button" class="btn small" onClick={() => void copy()}>
          {words.value}
        </button>
      </div>
      <pre>{snippet}</pre>
      <p class="muted">Put it before the end of every page on which patrons should be able to ask.</p>
    </section>
  );
}

function RemoveWidget({ model, form }: Pick<WidgetFormProps, 'model' | 'form'>) {
  const asks = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const { id } = form.draft.value;
  const remove = async (): Promise<void> => {
    form.discard();
    problem.value = await model.removeWidget(form.draft.value);
    asks.value = false;
  };
  return (
    <>
      {problem.value !== undefined && (
        <p class="notice urgent" role="alert">
          {problem.value}
        </p>
      )}
      <button type="button" class="btn quiet danger remove" onClick={() => (asks.value = true)}>
        Remove this widget…
      </button>
      {asks.value && (
        <Modal title={`Remove the widget “${id}”?`} onClose={() => (asks.value = false)}>
          <p>The library’s pages that embed it show no chat any more. Its transcripts stay.</p>
          <div class="buttons end">
            <button type="button" class="btn" autofocus onClick={() => (asks.value = false)}>
              Keep it
            </button>
            <button type="button" class="btn danger" onClick={() => void remove()}>
              Remove
            </button>
          </div>
        </Modal>
      )}
    </>
  );
}
