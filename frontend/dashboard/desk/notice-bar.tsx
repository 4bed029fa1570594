// A word about what the operator just did, until they dismiss it or go on.
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';

export function NoticeBar() {
  const { desk, screens } = useDashboard();
  const notice = desk.notice.value;
  if (notice === undefined) return null;
  const { transcript } = notice;
  return (
    <div class="notice-bar">
      <div class={`notice ${notice.kind}`}>
        <span class="grow" dir="auto">
          {notice.text}
        </span>
        {transcript !== undefined && (
          <button
            type="button"
            class="link"
            onClick={() => screens.go({ at: 'transcripts', chatId: transcript })}
          >
            Transcript
          </button>
        )}
        <button
          type="button"
          class="dismiss"
          aria-label="Dismiss"
          onClick={() => {
            desk.notice.value = undefined;
            desk.focusWish.value = desk.openChatId === undefined ? 'list' : 'composer';
          }}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
