// The field below the log: Enter sends, Shift+Enter breaks the line; it grows with what is written.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { useTalk } from '../talk-widget.ts';
import { CharactersLeft } from './characters-left.tsx';

export function Composer({ hint }: { readonly hint: string }) {
  const { chat, language, memory } = useTalk();
  const { texts } = language;
  const [text, setText] = useState(() => memory.draft.get()?.text ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => fit(field.current), [text, hint]);
  const change = (fresh: string) => {
    setText(fresh);
    memory.draft.set({ text: fresh, name: '' });
    chat.ownTyping?.changed(fresh);
  };
  const send = () => {
    field.current?.focus();
    if (text.trim() === '') return;
    chat.say(text.trim());
    setText('');
    memory.draft.remove();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="row end">
        <textarea
          id="message"
          ref={field}
          class="input grow"
          dir="auto"
          rows={1}
          maxLength={MESSAGE_LENGTH}
          enterkeyhint="send"
          aria-label={hint}
          placeholder={hint}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
          onBlur={() => chat.ownTyping?.stopped()}
          onKeyDown={(event) => {
            // While an input method composes, Enter chooses a word and sends nothing.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="button primary">
          {texts.send}
        </button>
      </div>
      <CharactersLeft text={text} texts={texts} />
    </form>
  );
}

/** As tall as its text; the style sheet sets the most. */
function fit(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.blockSize = 'auto';
  const frame = field.offsetHeight - field.clientHeight;
  field.style.blockSize = `${field.scrollHeight + frame}px`;
}
