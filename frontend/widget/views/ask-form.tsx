// Where a chat begins: the question first and large, the name apart from it and optional.
import { useRef, useState } from 'preact/hooks';
import { MESSAGE_LENGTH, NAME_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { absence } from '../absence.ts';
import { later, loadLater } from '../later-part.ts';
import { useStore, useWidget } from '../widget.ts';

export function AskForm() {
  const { chat, state, language, memory } = useWidget();
  const { texts } = language;
  const { part } = useStore(later);
  const { Note } = useStore(absence);
  const [draft, setDraft] = useState(() => memory.draft.get() ?? { text: '', name: '' });
  const [isMissing, setMissing] = useState(false);
  const question = useRef<HTMLTextAreaElement>(null);
  const change = (changed: Partial<typeof draft>) => {
    const fresh = { ...draft, ...changed };
    setDraft(fresh);
    memory.draft.set(fresh);
    void loadLater(language);
    if (fresh.text.trim() !== '') setMissing(false);
  };
  const start = () => {
    if (draft.text.trim() === '') {
      setMissing(true);
      question.current?.focus();
      return;
    }
    memory.draft.remove();
    chat.start(draft.text.trim(), draft.name.trim());
  };
  const days = state.service?.transcriptDays;
  const { notice } = state;
  return (
    <form
      class="ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div class="body form">
        {Note && <Note />}
        {notice && (
          <p class="tell" role="alert">
            {notice === 'chatGone' ? texts.chatGone : texts.startFailed}
          </p>
        )}
        <div class="field">
          <label for="question">{texts.questionLabel}</label>
          <textarea
            id="question"
            ref={question}
            class="input large"
            dir="auto"
            rows={5}
            required
            maxLength={MESSAGE_LENGTH}
            placeholder={texts.questionHint}
            aria-invalid={isMissing}
            aria-describedby={isMissing ? 'question-missing' : undefined}
            value={draft.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
          {isMissing && (
            <p id="question-missing" class="wrong">
              {texts.questionMissing}
            </p>
          )}
          {part && <part.CharactersLeft text={draft.text} texts={language.withLater(part.words).texts} />}
        </div>
        <div class="field">
          <label for="name">
            {texts.nameLabel} <span>{texts.optional}</span>
          </label>
          <input
            id="name"
            class="input"
            dir="auto"
            autoComplete="name"
            maxLength={NAME_LENGTH}
            placeholder={texts.nameHint}
            value={draft.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </div>
        <p class="muted retention">{days !== undefined && texts.retention(days)}</p>
      </div>
      <div class="foot">
        <button type="submit" class="button primary wide">
          {texts.startChat}
        </button>
      </div>
    </form>
  );
}
