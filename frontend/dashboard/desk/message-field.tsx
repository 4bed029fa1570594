// A field to write messages in: Enter sends, Shift+Enter breaks the line, and nothing begun is lost.
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { OwnTyping } from '../../connection/typing.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { CannedChoices, useCannedChoice } from './canned-choices.tsx';

/** From here on the characters left are shown. */
const NEARLY_FULL = 300;

export interface MessageFieldProps {
  /** Whom one writes to: "Write to Rosa". */
  readonly to: string;
  /** The chat or room, by which drafts are kept. */
  readonly id: string;
  /** What staff write among themselves in a patron's chat: nobody else sees that somebody writes. */
  readonly isNote?: boolean;
  readonly tellTyping?: (writing: boolean) => void;
  readonly onSend: (text: string) => void;
  /** Escape goes back to where one came from. */
  readonly onEscape?: () => void;
  /** Takes the focus when the wish is for this field, and takes the wish away. */
  readonly focusWish: Pick<Signal<string | undefined>, 'value'>;
  readonly wish: string;
  /** The same, where this field is meant and not whichever is there. */
  readonly ownWish?: string;
  /** The patron's chat, in which canned messages can be taken. */
  readonly chat?: OperatorChat;
}

export function MessageField(props: MessageFieldProps) {
  const { to, id, isNote = false, tellTyping = () => undefined, onSend, onEscape } = props;
  const { focusWish, wish, ownWish, chat } = props;
  const label = isNote ? `Note to staff about ${to}` : `Write to ${to}`;
  const { desk, session, surroundings } = useDashboard();
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useMemo(() => new OwnTyping({ tell: tellTyping, now: surroundings.now }), [id]);
  const text = useSignal(desk.drafts.of(id));
  const hint = useId();
  const left = MESSAGE_LENGTH - text.value.length;
  const isConnected = session.connection.value.kind === 'open';
  const canSend = text.value.trim() !== '' && left >= 0;
  useSignalEffect(() => {
    if (focusWish.value === undefined || ![wish, ownWish].includes(focusWish.value)) return;
    focusWish.value = undefined;
    field.current?.focus();
  });
  useEffect(() => () => typing.stopped(), []);
  const write = (written: string): void => {
    text.value = written;
    desk.drafts.keep(id, written);
    typing.changed(written);
  };
  const canned = useCannedChoice({ chat, field, write });
  const send = (): void => {
    field.current?.focus();
    if (!canSend) return;
    typing.sent();
    desk.drafts.keep(id, '');
    onSend(text.value.trim());
    text.value = '';
    canned?.choice.changed('', 0);
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
        {canned && <CannedChoices choosing={canned} />}
        <textarea
          ref={field}
          rows={2}
          dir="auto"
          value={text.value}
          aria-label={label}
          aria-describedby={hint}
          placeholder={label}
          {...canned?.wiring}
          onInput={({ currentTarget }) => {
            write(currentTarget.value);
            canned?.follow();
          }}
          onSelect={canned?.follow}
          onBlur={() => canned?.choice.leave()}
          onKeyDown={(event) => {
            if (canned?.press(event)) return;
            if (event.key === 'Escape' && !event.isComposing) onEscape?.();
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.altKey) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      <div class="row">
        <span class="muted grow" id={hint}>
          {left < 0 ? (
            <b class="too-long">
              {plural(-left, 'character')} too long. Send it in two {isNote ? 'notes' : 'messages'}.
            </b>
          ) : left < NEARLY_FULL ? (
            `${plural(left, 'character')} left`
          ) : isConnected ? (
            <span class="keys-hint">
              Enter {isNote ? 'adds the note' : 'sends'}, Shift+Enter breaks the line
              {canned && ', / finds canned messages'}
              {onEscape && ', Esc goes back to messages'}
            </span>
          ) : (
            'Not connected. What you send leaves as soon as you are back.'
          )}
        </span>
        {canned && (
          <button type="button" class="btn quiet" aria-label="Canned messages" onClick={canned.open}>
            Canned
          </button>
        )}
        <button type="submit" class="btn primary" aria-disabled={!canSend}>
          {isNote ? 'Add note' : 'Send'}
        </button>
      </div>
    </form>
  );
}
