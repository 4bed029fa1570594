// The panel's head: who one talks to, the state of the line in words, and the way out.
import type { SocketState } from '../../connection/socket.ts';
import { absence } from '../absence.ts';
import type { Stage } from '../stage.ts';
import { useNow, useStore, useWidget } from '../widget.ts';
import { HeadButton } from './head-button.tsx';

export function Head() {
  const { state, language, close, popOut, beside } = useWidget();
  const { texts } = language;
  const { stage } = state;
  const own = state.service?.widget.title || texts.title;
  return (
    <header class="head" aria-labelledby="title">
      <div class="grow">
        <h1 id="title" tabIndex={-1}>
          <bdi>{stage.kind === 'active' ? language.list(stage.operators) : own}</bdi>
        </h1>
        <StatusLine stage={stage} connection={state.connection} />
      </div>
      <HeadButton icon="beside" label={texts.guidedOpen} act={beside && (() => beside())} />
      <HeadButton icon="open" label={texts.popOut} act={popOut} />
      <HeadButton icon="close" label={texts.close} act={close} />
    </header>
  );
}

interface StatusLineProps {
  readonly stage: Stage;
  readonly connection: SocketState;
}

function StatusLine({ stage, connection }: StatusLineProps) {
  const { chat, language } = useWidget();
  const { texts } = language;
  if (connection.kind === 'waiting') {
    return (
      <p class="figures">
        {connection.offline ? texts.offline : <Countdown until={connection.until} />}
        <span aria-hidden="true"> · </span>
        <button type="button" class="link" onClick={() => chat.tryNow()}>
          {texts.tryNow}
        </button>
      </p>
    );
  }
  const isSlow = connection.kind === 'connecting' && (connection.tries > 0 || stage.kind === 'returning');
  return <p class="clip">{isSlow ? texts.connecting : <Subtitle stage={stage} />}</p>;
}

function Countdown({ until }: { readonly until: number }) {
  const { language } = useWidget();
  const now = useNow();
  const { texts } = language;
  const seconds = Math.max(1, Math.ceil((until - now) / 1_000));
  return <>{texts.reconnecting(texts.seconds(seconds))}</>;
}

/** What the library says of itself here; a line that stays, so that nothing jumps when it arrives. */
function Subtitle({ stage }: { readonly stage: Stage }) {
  const { state, serviceName } = useWidget();
  const { service } = state;
  // What is usual isn't so while nobody is there.
  const { hindrance } = useStore(absence);
  if (!hindrance && stage.kind === 'asking' && service?.widget.promise) return <>{service.widget.promise}</>;
  return <>{[service?.department.name, serviceName].filter(Boolean).join(' · ')}</>;
}
