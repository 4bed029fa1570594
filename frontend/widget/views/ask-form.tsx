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
        <Retention />
      </div>
      <div class="foot">
        <button type="submit" class="button primary wide">
          {texts.startChat}
        </button>
      </div>
    </form>
  );
}

/** What is kept and for how long, in a line; the rest is a click away. */
function Retention() {
  const { state, language } = useWidget();
  const { part } = useStore(later);
  const [isAsked, setAsked] = useState(false);
  const { service } = state;
  if (service === undefined) return <p class="muted retention" />;
  const days = service.transcriptDays;
  const ask = () => {
    void loadLater(language);
    setAsked(true);
  };
  return (
    <p class="muted retention">
      {language.texts.retention(days)}{' '}
      <button type="button" class="link" onClick={ask}>
        {language.texts.privacy}
      </button>
      {isAsked && part && (
        <part.Privacy
          texts={language.withLater(part.words).texts}
          days={days}
          address={service.widget.privacyAddress}
          close={() => setAsked(false)}
        />
      )}
    </p>
  );
}
