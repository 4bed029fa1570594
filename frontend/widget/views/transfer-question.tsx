// Above the field, while the patron is asked whether a colleague may take over: the question, yes and no.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { answerTransfer } from '../answer-transfer.ts';
import { useTalk } from '../talk-widget.ts';
import type { Transfer } from '../transfers.ts';
import { hasKeys } from '../widget.ts';

export function TransferQuestion() {
  const { standing } = useTalk().state.transfers ?? {};
  return standing?.asks ? <Question key={standing.place} transfer={standing} /> : null;
}

type Progress = 'asking' | 'sending' | 'failed' | 'answered';

function Question({ transfer: { by, other } }: { readonly transfer: Transfer }) {
  const { chat, language } = useTalk();
  const { texts } = language;
  const [progress, setProgress] = useState<Progress>('asking');
  const card = useRef<HTMLFieldSetElement>(null);
  const releaseFocus = () => {
    if (card.current?.contains(document.activeElement))
      document.getElementById(hasKeys() ? 'message' : 'title')?.focus();
  };
  const answer = async (agrees: boolean) => {
    if (progress === 'sending') return;
    setProgress('sending');
    const outcome = await answerTransfer(chat, agrees);
    if (outcome === 'answered') releaseFocus();
    setProgress(outcome);
  };
  useLayoutEffect(() => releaseFocus, []);
  // What came of it is in the log, or will be in a moment.
  if (progress === 'answered') return null;
  return (
    <fieldset class="offer" aria-labelledby="transfer-question" ref={card}>
      <p id="transfer-question">
        <b>{texts.transferQuestion(other)}</b> {texts.transferIfNot(by)}
      </p>
      <div class="row">
        {[true, false].map((agrees) => (
          <button key={agrees} type="button" class="button small" onClick={() => void answer(agrees)}>
            {agrees ? texts.transferYes : texts.transferNo}
          </button>
        ))}
      </div>
      {progress === 'sending' && <p class="muted">{texts.sending}</p>}
      {progress === 'failed' && (
        <p class="wrong" role="alert">
          {texts.afterFailed}
        </p>
      )}
    </fieldset>
  );
}
