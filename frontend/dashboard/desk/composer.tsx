// Where the operator writes: Enter sends, Shift+Enter breaks the line, and nothing begun is lost.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { OwnTyping } from '../../connection/typing.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { CannedChoices, useCannedChoice } from './canned-choices.tsx';
import { patronTitle } from './desk-lists.ts';

/** From here on the characters left are shown. */
const NEARLY_FULL = 300;

export function Composer({ chat }: { readonly chat: OperatorChat }) {
  const { desk, session, surroundings } = useDashboard();
  const { chatId } = chat;
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useMemo(() => {
    const tell = (writing: boolean): void => void session.wire.tell({ action: 'typing', chatId, writing });
    return new OwnTyping({ tell, now: surroundings.now });
  }, [chatId]);
  const text = useSignal(desk.drafts.of(chatId));
  const hint = useId();
  const left = MESSAGE_LENGTH - text.value.length;
  const isConnected = session.connection.value.kind === 'open';
  const canSend = text.value.trim() !== '' && left >= 0;
  useSignalEffect(() => {
    if (desk.focusWish.value !== 'composer') return;
    desk.focusWish.value = undefined;
    field.current?.focus();
  });
  useEffect(() => () => typing.stopped(), []);
  const write = (written: string): void => {
    text.value = written;
    desk.drafts.keep(chatId, written);
    typing.changed(written);
  };
  const canned = useCannedChoice({ chat, field, write });
  const send = (): void => {
    field.current?.focus();
    if (!canSend) return;
    typing.sent();
    desk.say(chatId, text.value.trim());
    text.value = '';
    canned.choice.changed('', 0);
  };
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="box">
        <CannedChoices choosing={canned} />
        <textarea
          ref={field}
          rows={2}
          dir="auto"
          value={text.value}
          aria-label={`Write to ${patronTitle(chat)}`}
          aria-describedby={hint}
          placeholder={`Write to ${patronTitle(chat)}`}
          {...canned.wiring}
          onInput={({ currentTarget }) => {
            write(currentTarget.value);
            canned.follow();
          }}
          onSelect={canned.follow}
          onBlur={() => canned.choice.leave()}
          onKeyDown={(event) => {
            if (canned.press(event)) return;
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.altKey) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      <div class="row">
        <span class="muted grow" id={hint}>
          {left < 0 ? (
            <b class="too-long">{plural(-left, 'character')} too long. Send it in two messages.</b>
          ) : left < NEARLY_FULL ? (
            `${plural(left, 'character')} left`
          ) : isConnected ? (
            <span class="keys-hint">Enter sends, Shift+Enter breaks the line, / finds canned messages</span>
          ) : (
            'Not connected. What you send leaves as soon as you are back.'
          )}
        </span>
        <button type="button" class="btn quiet" aria-label="Canned messages" onClick={canned.open}>
          Canned
        </button>
        <button type="submit" class="btn primary" aria-disabled={!canSend}>
          Send
        </button>
      </div>
    </form>
  );
}
