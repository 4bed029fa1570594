// The bar under the header while there is no connection: what happens, in words, and a way to hurry it.
import { useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { backWords, connectionWords, WORTH_A_WORD_MS } from './connection-words.ts';
import { useDashboard } from './dashboard-context.ts';

export function ConnectionBar() {
  const { session, clock, time, announcer } = useDashboard();
  const said = useRef<{ spoken: string; since: number } | undefined>(undefined);
  const words = connectionWords({
    connection: session.connection.value,
    now: clock.time.value,
    lostSince: session.lostSince.value,
    time,
  });
  useSignalEffect(() => {
    const now = clock.time.value;
    const lostSince = session.lostSince.value;
    const current = connectionWords({ connection: session.connection.value, now, lostSince, time });
    if (current !== undefined && current.spoken !== said.current?.spoken) {
      announcer.say(current.spoken);
      said.current = { spoken: current.spoken, since: lostSince ?? now - WORTH_A_WORD_MS };
    } else if (said.current !== undefined && session.connection.value.kind === 'open') {
      announcer.say(backWords(now - said.current.since));
      said.current = undefined;
    }
  });
  if (words === undefined) return null;
  return (
    <section class={`connection ${words.kind}`} aria-label="Connection">
      <span class="figures">{words.text}</span>
      {words.canTryNow && (
        <button type="button" class="link" onClick={() => session.wire.tryNow()}>
          Try now
        </button>
      )}
      {words.meaning !== undefined && <span class="meaning">{words.meaning}</span>}
    </section>
  );
}
