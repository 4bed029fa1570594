// Asks for the reason before a request is declined; it may stay empty.
import { useEffect, useRef } from 'preact/hooks';
import { REQUEST_NOTE_LENGTH } from '../../../lambdas/protocol/desk-frames.ts';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import { Field } from '../settings/field.tsx';
import type { AskedRequest } from './asked-requests.ts';

export function DeclineDialog({ asked }: { readonly asked: AskedRequest }) {
  const { handing, desk } = useDashboard();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { chat, request } = asked;
  const decline = (): void => void handing.asked.decline(asked);
  return (
    <Modal title={`Decline the chat with ${patronTitle(chat)}?`} onClose={() => handing.asked.goOn()}>
      <form
        class="asking-form"
        onSubmit={(event) => {
          event.preventDefault();
          decline();
        }}
      >
        <Field
          label="Why"
          help={
            <>
              May stay empty. <bdi>{request.by.name}</bdi> reads it, the patron doesn’t.
            </>
          }
        >
          {(wiring) => (
            <textarea
              {...wiring}
              ref={field}
              class="input"
              rows={2}
              dir="auto"
              maxLength={REQUEST_NOTE_LENGTH}
              value={handing.asked.reason.value}
              onInput={({ currentTarget }) => (handing.asked.reason.value = currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
                event.preventDefault();
                decline();
              }}
            />
          )}
        </Field>
        <div class="buttons end">
          <button type="button" class="btn" onClick={() => handing.asked.goOn()}>
            Cancel
          </button>
          <button type="submit" class="btn primary" disabled={desk.busyWith.value === chat.chatId}>
            Decline
          </button>
        </div>
      </form>
    </Modal>
  );
}
