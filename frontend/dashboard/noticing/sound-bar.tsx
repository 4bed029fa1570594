// The bar under the header while the browser keeps the page quiet, so that no chat would ring.
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { SoundsLocked } from './sounds-part.tsx';

/** `onGone`: the button with the focus is no more. */
export function SoundBar({ onGone }: { readonly onGone: () => void }) {
  const { session, sounds } = useDashboard();
  if (!isOnDuty(session.status.value) || !sounds.on.value || !sounds.locked.value) return null;
  return (
    <section class="sound-bar" aria-label="Sound">
      <SoundsLocked onGone={onGone} />
    </section>
  );
}
