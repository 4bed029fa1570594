// The bar under the header while there is no connection, in red, and what it says when that is over.
import { useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { Icon } from '../ui/icon.tsx';
import { backWords, connectionWords } from './connection-words.ts';
import { useDashboard } from './dashboard-context.ts';

/** `onGone`: the button with the focus is no more. */
export function ConnectionBar({ onGone }: { readonly onGone: () => void }) {
  const { session, clock, time, announcer } = useDashboard();
  const said = useRef<string | undefined>(undefined);
  const props = () => ({
    connection: session.connection.value,
    now: clock.time.value,
    lostSince: session.lostSince.value,
    time,
  });
  useSignalEffect(() => {
    const spoken = connectionWords(props())?.spoken;
    if (spoken !== undefined && spoken !== said.current) announcer.say(spoken);
    said.current = spoken;
  });
  const words = connectionWords(props());
  if (words === undefined) return <BackBar onGone={onGone} />;
  return (
    <section class="connection lost" aria-label="Connection">
      <span class="figures">{words.text}</span>
      {words.canTryNow && (
        <button
          type="button"
          class="link"
          onClick={() => {
            onGone();
            session.wire.tryNow();
          }}
        >
          Try now
        </button>
      )}
      <span class="meaning">{words.meaning}</span>
    </section>
  );
}

function BackBar({ onGone }: { readonly onGone: () => void }) {
  const { returns, time, announcer } = useDashboard();
  useSignalEffect(() => {
    const missed = returns.missed.value;
    if (missed !== undefined) announcer.say(`${backWords(missed, time)}.`);
  });
  const missed = returns.missed.value;
  if (missed === undefined) return null;
  return (
    <section class="connection back" aria-label="Connected again">
      <span class="figures">{backWords(missed, time)}</span>
      <button
        type="button"
        class="dismiss"
        aria-label="Dismiss"
        onClick={() => {
          returns.missed.value = undefined;
          onGone();
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
