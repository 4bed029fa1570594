// A word about what was just done with a follow-up, with the way to undo it, until it is dismissed.
import { Icon } from '../../ui/icon.tsx';
import type { FollowUpsModel } from './follow-ups-model.ts';

export interface WordBarProps {
  readonly model: FollowUpsModel;
  /** The buttons of the word go with it, so the focus must. */
  readonly onGone: () => void;
}

export function WordBar({ model, onGone }: WordBarProps) {
  const word = model.word.value;
  if (word === undefined) return null;
  const { undo } = word;
  return (
    <div class="word-bar">
      <div class={`notice ${word.kind}`}>
        <span class="grow">{word.text}</span>
        {undo !== undefined && (
          <button
            type="button"
            class="link"
            onClick={() => {
              onGone();
              void model.close(undo.followUpId, undo.closed);
            }}
          >
            Undo
          </button>
        )}
        <button
          type="button"
          class="dismiss"
          aria-label="Dismiss"
          onClick={() => {
            onGone();
            model.word.value = undefined;
          }}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
