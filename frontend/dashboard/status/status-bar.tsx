// The bar under the header while the operator is away: what goes on meanwhile, and the way back.
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { unattendedSaid } from './status-words.ts';

/** `onGone`: the button with the focus is no more. */
export function StatusBar({ onGone }: { readonly onGone: () => void }) {
  const { session, status } = useDashboard();
  const notice = status.notice.value;
  const departments = status.unattended.value;
  if (notice !== undefined) {
    return (
      <section class={`status-bar ${notice.kind}`} aria-label="About your status">
        <span dir="auto">{notice.text}</span>
        <button
          type="button"
          class="dismiss"
          aria-label="Dismiss"
          onClick={() => {
            status.notice.value = undefined;
            onGone();
          }}
        >
          <Icon name="close" />
        </button>
      </section>
    );
  }
  if (status.signedOffWords !== undefined) return <SignedOffBar onGone={onGone} />;
  if (session.status.value !== 'away') return null;
  return (
    <section class="status-bar away" aria-label="About your status">
      <span dir="auto">
        {departments === undefined ? 'New chats still come in and ring here.' : unattendedSaid(departments)}
      </span>
      <button
        type="button"
        class="btn small"
        onClick={() => {
          onGone();
          void status.go('available');
        }}
      >
        I am back
      </button>
    </section>
  );
}

function SignedOffBar({ onGone }: { readonly onGone: () => void }) {
  const { status } = useDashboard();
  return (
    <section class="status-bar plain" aria-label="About your status">
      <span class="figures" dir="auto">
        {status.signedOffWords}
      </span>
      <button
        type="button"
        class="btn small"
        onClick={() => {
          onGone();
          void status.go('available');
        }}
      >
        Go available
      </button>
      <button
        type="button"
        class="dismiss"
        aria-label="Dismiss"
        onClick={() => {
          status.signedOff.dismiss();
          onGone();
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
