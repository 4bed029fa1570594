// The foot of a chat that a colleague asks one to take: who asks, with what note, and the buttons that take or decline it.
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { columnWish } from '../desk/column-wish.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { AskedRequest } from './asked-requests.ts';
import { askedWords, timeLeft } from './handing-words.ts';

export function AskedFoot({ asked }: { readonly asked: AskedRequest }) {
  const { desk } = useDashboard();
  const foot = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    if (columnWish(desk, asked.chat.chatId, 'composer')) foot.current?.querySelector('button')?.focus();
  });
  const { request } = asked;
  return (
    <div ref={foot} class="foot-words">
      <div class="grow">
        <p>
          <b dir="auto">{askedWords(request)}.</b> <AskedFor request={request} />
        </p>
        {request.note !== '' && (
          <p class="asked-note" dir="auto">
            {request.note}
          </p>
        )}
      </div>
      <AskedButtons asked={asked} isLarge />
    </div>
  );
}

/** How long there is yet. */
export function AskedFor({ request: { until } }: { readonly request: StandingRequest }) {
  const { clock } = useDashboard();
  return (
    <span class="pill wait figures">
      {timeLeft(until, clock.time.value)}
      <span class="only-heard"> left</span>
    </span>
  );
}

export function AskedButtons({
  asked,
  isLarge = false,
}: {
  readonly asked: AskedRequest;
  readonly isLarge?: boolean;
}) {
  const { handing, desk } = useDashboard();
  const { chat, request } = asked;
  const patron = patronTitle(chat);
  const isPatronAsked = request.patron === 'asked';
  const isBusy = desk.busyWith.value === chat.chatId;
  const size = isLarge ? '' : ' small';
  const verb = request.kind === 'transfer' ? 'Accept' : 'Join';
  return (
    <div class="buttons">
      {isPatronAsked ? (
        <p class="muted">
          <bdi>{patron}</bdi> is asked first. You can accept once they agree.
        </p>
      ) : (
        <button
          type="button"
          class={`btn primary${size}`}
          aria-label={`${verb} ${patron}`}
          disabled={isBusy}
          onClick={() => void handing.asked.accept(asked)}
        >
          {verb}
        </button>
      )}
      <button
        type="button"
        class={`btn${size}`}
        aria-label={`${'operatorId' in request.to ? 'Decline' : 'Not me for'} ${patron}`}
        disabled={isBusy}
        onClick={() => handing.asked.askToDecline(asked)}
      >
        {'operatorId' in request.to ? 'Decline' : 'Not me'}
      </button>
    </div>
  );
}
