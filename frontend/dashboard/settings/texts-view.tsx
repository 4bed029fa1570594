// A department's own texts: the languages, a search, and each text with Carrel's wording, one's own and a preview.
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { OWN_TEXT_LENGTH } from '../../../lambdas/protocol/widget-texts.ts';
import { useDashboard } from '../dashboard-context.ts';
import { hashOf, type Screen } from '../screen.ts';
import { FormFrame } from './form-frame.tsx';
import type { SettingsModel } from './settings-model.ts';
import { linesFound, previewOf, type TextLine, type TextsForm, textsId } from './texts-form.ts';

export interface TextsViewProps {
  readonly model: SettingsModel;
  readonly form: TextsForm;
  readonly languages: readonly string[];
}

export function TextsView({ model, form, languages }: TextsViewProps) {
  const words = useSignal('');
  const onlyChanged = useSignal(false);
  const { record, place, lines } = form;
  const own = record.draft.value.texts;
  const wrong = record.wrong.value;
  const wanted = { words: words.value, onlyChanged: onlyChanged.value };
  // What is wrong is always shown: it keeps the others from being saved.
  const found = new Set(linesFound(lines, own, wanted));
  const shown = lines.filter((line) => found.has(line) || wrong[`texts.${line.id}`] !== undefined);
  const changed = lines.filter(({ id }) => own[id] !== undefined).length;
  return (
    <FormFrame model={model} form={record} part="texts" title={`Texts of ${place.department.name}`}>
      <LanguageLinks form={form} languages={languages} />
      <p class="muted">
        What is left empty reads as Carrel words it. Words in braces, such as {'{name}'}, stay as they are:
        they are replaced when the text is shown. What is saved holds for whoever opens the chat from then on.
      </p>
      {wrong['texts'] !== undefined && (
        <p class="notice urgent" role="alert">
          All texts together {wrong['texts']}
        </p>
      )}
      <div class="field">
        <label htmlFor="find-texts">Find texts</label>
        <input
          id="find-texts"
          class="input"
          type="search"
          dir="auto"
          value={words.value}
          onInput={({ currentTarget }) => {
            words.value = currentTarget.value;
          }}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={onlyChanged.value}
          onChange={({ currentTarget }) => {
            onlyChanged.value = currentTarget.checked;
          }}
        />
        <span>Only the changed ones ({changed})</span>
      </label>
      <output class="muted">
        {shown.length === 0 ? 'Nothing found.' : `${shown.length} of ${lines.length} texts`}
      </output>
      <ul class="texts">
        {shown.map((line) => (
          <TextItem key={line.id} line={line} form={form} />
        ))}
      </ul>
    </FormFrame>
  );
}

function LanguageLinks({ form, languages }: Omit<TextsViewProps, 'model'>) {
  const { screens } = useDashboard();
  const { department, language } = form.place;
  return (
    <nav class="parts" aria-label="Languages">
      {languages.map((tag) => {
        const screen: Screen = { at: 'settings', part: 'texts', id: textsId(department.id, tag) };
        return (
          <a
            key={tag}
            href={hashOf(screen)}
            aria-current={tag === language ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              screens.go(screen);
            }}
          >
            {languageName(tag)}
          </a>
        );
      })}
    </nav>
  );
}

const languageName = (tag: string): string =>
  new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;

interface TextItemProps {
  readonly line: TextLine;
  readonly form: TextsForm;
}

function TextItem({ line, form }: TextItemProps) {
  const { record, place, direction } = form;
  const { id, label, carrels, placeholders } = line;
  const field = useId();
  const { texts } = record.draft.value;
  const text = texts[id];
  const problem = record.wrong.value[`texts.${id}`];
  const write = (written: string): void => {
    const { [id]: _, ...others } = texts;
    record.change({ texts: written === '' ? others : { ...others, [id]: written } });
  };
  const inLanguage = { lang: place.language, dir: direction };
  return (
    <li class="field">
      <div class="row">
        <label class="grow" htmlFor={field}>
          {label}
        </label>
        {text !== undefined && <span class="pill">Changed</span>}
        {text !== undefined && (
          <button
            type="button"
            class="btn small"
            aria-label={`Reset “${label}” to Carrel’s wording`}
            onClick={() => {
              write('');
              document.getElementById(field)?.focus();
            }}
          >
            Reset
          </button>
        )}
      </div>
      <p class="muted" id={`${field}-carrels`} {...inLanguage}>
        {carrels}
      </p>
      <input
        id={field}
        class="input"
        type="text"
        autocomplete="off"
        lang={place.language}
        // What is empty is written in the language's direction; what is there, in its own.
        dir={text === undefined ? direction : 'auto'}
        maxLength={OWN_TEXT_LENGTH}
        aria-describedby={`${field}-carrels ${field}-wrong ${field}-preview`}
        aria-invalid={problem !== undefined}
        value={text ?? ''}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
      <span class="wrong" id={`${field}-wrong`}>
        {problem && `This text ${problem}`}
      </span>
      <p class="help" id={`${field}-preview`}>
        {placeholders.length > 0 && (
          <>
            For example:{' '}
            <bdi {...inLanguage}>{previewOf(text ?? carrels, place.language, id.split('.')[1])}</bdi>
          </>
        )}
      </p>
    </li>
  );
}
