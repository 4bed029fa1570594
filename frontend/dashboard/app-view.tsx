// What the dashboard shows as a whole: the way in, what stands in the way, or the screens.
import { useSignalEffect } from '@preact/signals';
import type { RefusalCode } from '../../lambdas/protocol/refusal.ts';
import { REFUSALS } from '../../lambdas/protocol/refusal-sentences.ts';
import { connectionWords } from './connection-words.ts';
import { useDashboard } from './dashboard-context.ts';
import { FrameView } from './frame-view.tsx';
import { FullPage } from './full-page.tsx';
import type { SignInState } from './sign-in/sign-in.ts';

export function AppView() {
  const { signIn, session } = useDashboard();
  const state = signIn.state.value;
  const connection = session.connection.value;
  useSignalEffect(() => reloadWhenOutdated(session.connection.value));
  const isThere = session.me.value !== undefined;
  if (state.kind !== 'signedIn' && !(state.kind === 'ended' && isThere)) return <WayIn state={state} />;
  if (connection.kind === 'stopped' && connection.reason !== 'asked' && connection.reason !== 'notSignedIn') {
    return <Refused code={connection.reason} />;
  }
  return isThere ? <FrameView /> : <Connecting />;
}

function WayIn({ state }: { readonly state: Exclude<SignInState, { kind: 'signedIn' }> }) {
  const { signIn, config } = useDashboard();
  const { serviceName } = config;
  const button = (words: string) => (
    <button type="button" class="btn primary" onClick={() => void signIn.begin()}>
      {words}
    </button>
  );
  switch (state.kind) {
    case 'signingIn':
      return <FullPage title="Signing in…" serviceName={serviceName} busy />;
    case 'signedOut':
      return (
        <FullPage title="You are signed out" serviceName={serviceName}>
          <p>Nobody reaches you here until you sign in again.</p>
          {button('Sign in')}
        </FullPage>
      );
    case 'ended':
      return (
        <FullPage title="Your sign-in has ended" serviceName={serviceName}>
          <p>Sign in again to go on.</p>
          {button('Sign in again')}
        </FullPage>
      );
    case 'failed':
      return (
        <FullPage title="The sign-in didn’t work" serviceName={serviceName}>
          <p>{state.message}</p>
          <p class="muted">If it goes on like this, tell whoever looks after the chat service.</p>
          {button('Try again')}
        </FullPage>
      );
  }
}

function Refused({ code }: { readonly code: RefusalCode }) {
  const { signIn, config } = useDashboard();
  const { serviceName } = config;
  if (code === 'notStaff') {
    return (
      <FullPage title="This account can’t open the desk" serviceName={serviceName}>
        <p>
          You are signed in, but your account is in none of the groups operators, coordinators and
          administrators. Ask a coordinator of the chat service to have you added, then sign in again.
        </p>
        <button type="button" class="btn primary" onClick={() => void signIn.signOut()}>
          Sign out
        </button>
      </FullPage>
    );
  }
  return (
    <FullPage
      title={code === 'unsupportedVersion' ? 'There is a newer desk' : 'The desk can’t open'}
      serviceName={serviceName}
    >
      <p>{REFUSALS[code]}</p>
      <button type="button" class="btn primary" onClick={() => location.reload()}>
        Reload
      </button>
    </FullPage>
  );
}

function Connecting() {
  const { session, config, clock, time } = useDashboard();
  const connection = session.connection.value;
  const words = connectionWords({ connection, now: clock.time.value, lostSince: undefined, time });
  const isWaiting = connection.kind === 'waiting';
  return (
    <FullPage
      title={isWaiting ? 'No connection yet' : 'Opening the desk…'}
      serviceName={config.serviceName}
      busy={!isWaiting}
    >
      {isWaiting && (
        <>
          <p class="figures">{words?.text}</p>
          <button type="button" class="btn primary" onClick={() => session.wire.tryNow()}>
            Try now
          </button>
        </>
      )}
    </FullPage>
  );
}

const RELOADED = 'carrel.reloadedForVersion';

/** A newer server wants a newer page: fetched once by itself; if that was no help the page says so. */
function reloadWhenOutdated(connection: { kind: string; reason?: string }): void {
  if (connection.kind === 'open') sessionStorage.removeItem(RELOADED);
  if (connection.kind !== 'stopped' || connection.reason !== 'unsupportedVersion') return;
  if (sessionStorage.getItem(RELOADED) !== null) return;
  sessionStorage.setItem(RELOADED, 'yes');
  location.reload();
}
