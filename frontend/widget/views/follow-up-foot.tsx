// Below the form of a follow-up: sending it, and the way back to the chat where there is one.
import { takesPlace } from '../offers.ts';
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';
import { useStore } from '../widget.ts';

export function FollowUpFoot() {
  const { followUp, desk } = useStandIn();
  const { state, language } = useTalk();
  const { texts } = language;
  const { step } = useStore(followUp.store);
  const { hindrance } = useStore(desk.store);
  const isSending = step.kind === 'sending';
  return (
    <div class="foot">
      {/* Not disabled: that would take the focus away. The follow-up itself is sent once. */}
      <button type="submit" class="button primary wide" aria-disabled={isSending}>
        {isSending ? texts.leaving : texts.leaveQuestion}
      </button>
      {!takesPlace(state.stage, hindrance) && (
        <button type="button" class="button quiet wide" onClick={() => followUp.close()}>
          {texts.backToChat}
        </button>
      )}
    </div>
  );
}
