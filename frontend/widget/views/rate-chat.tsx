// A rating of four steps, sent by the choice itself, and then a comment for whoever has more to say.
import { useState } from 'preact/hooks';
import type { Rating } from '../../../lambdas/protocol/rating.ts';
import { COMMENT_LENGTH, RATINGS } from '../../../lambdas/protocol/limits.ts';
import { askAfterwards } from '../after-chat.ts';
import { useTalk } from '../talk-widget.ts';

type Score = Rating['score'];
type Fate = 'none' | 'sending' | 'sent' | 'failed';

export function RateChat() {
  const { chat, language } = useTalk();
  const { texts } = language;
  const [score, setScore] = useState<Score | undefined>(undefined);
  const [comment, setComment] = useState('');
  const [fate, setFate] = useState<Fate>('none');
  const [isSaid, setSaid] = useState(false);
  const words = { 1: texts.rate1, 2: texts.rate2, 3: texts.rate3, 4: texts.rate4 };
  const send = async (rating: Rating): Promise<boolean> => {
    setFate('sending');
    const answer = await askAfterwards(chat, { action: 'rateChat', rating });
    setFate(answer === 'done' ? 'sent' : 'failed');
    return answer === 'done';
  };
  const choose = (chosen: Score) => {
    setScore(chosen);
    void send({ score: chosen });
  };
  const say = async () => {
    if (score !== undefined) setSaid(await send({ score, comment: comment.trim() }));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fate !== 'sending') void say();
      }}
    >
      <fieldset class="rate">
        <legend>{texts.rateQuestion}</legend>
        <div class="steps">
          {RATINGS.map((each) => (
            <label key={each} class="step">
              <input type="radio" name="rating" checked={score === each} onChange={() => choose(each)} />
              <span>{words[each]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <output class="muted">
        {fate === 'sent' && texts.rateThanks}
        {fate === 'failed' && texts.afterFailed}
      </output>
      {score !== undefined && !isSaid && (
        <div class="field">
          <label for="comment">
            {texts.rateComment} <span>{texts.optional}</span>
          </label>
          <textarea
            id="comment"
            class="input"
            dir="auto"
            rows={2}
            maxLength={COMMENT_LENGTH}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          {(comment.trim() !== '' || fate === 'failed') && (
            <button type="submit" class="button">
              {texts.send}
            </button>
          )}
        </div>
      )}
    </form>
  );
}
