// What stands below the last message: the line one waits in, who is writing, a dropped connection, the end.
import { useTalk } from '../talk-widget.ts';
import { useNow } from '../widget.ts';

/** After so long (ms) without an operator, the patron hears that nobody forgot them. */
const LONG_WAIT_MS = 60_000;

/** So many failed tries, and it's no longer a passing thing. */
const MANY_TRIES = 4;

export function Meanwhile() {
  const { state, language } = useTalk();
  const { texts } = language;
  const { connection, stage } = state;
  const isDown = connection.kind === 'waiting' || (connection.kind === 'connecting' && connection.tries > 0);
  if (isDown && stage.kind !== 'ended') {
    const isLong = connection.tries >= MANY_TRIES;
    return (
      <div class="tell">
        {isLong && <h2>{texts.unreachableTitle}</h2>}
        <p>{isLong ? texts.unreachableText : texts.dropped}</p>
      </div>
    );
  }
  if (state.isEnding) return <p class="event">{texts.ending}</p>;
  switch (stage.kind) {
    case 'starting':
      return <Waiting title={texts.startingTitle} />;
    case 'waiting':
      return <Waiting title={texts.waitingTitle} since={stage.since} />;
    case 'active':
      return <Writers />;
    case 'ended':
      return (
        <div class="calm">
          <h2>{texts.endedTitle}</h2>
          <p>{texts.endedText}</p>
        </div>
      );
    default:
      return null;
  }
}

function Waiting({ title, since }: { readonly title: string; readonly since?: number }) {
  const { state, language } = useTalk();
  const now = useNow();
  const { texts } = language;
  const isLong = since !== undefined && now - since > LONG_WAIT_MS;
  const promise = state.service?.widget.promise;
  return (
    <div class="calm">
      <h2>
        <span class="pulse" aria-hidden="true" /> {title}
      </h2>
      {promise && !isLong && <p>{promise}</p>}
      <p>{isLong ? texts.stillWaiting : texts.waitingText}</p>
    </div>
  );
}

function Writers() {
  const { state, language } = useTalk();
  const { texts } = language;
  const names = state.writers;
  const list = language.list(names);
  return (
    <p class="writers muted clip">
      {names.length === 0 ? '' : names.length === 1 ? texts.isWriting(list) : texts.areWriting(list)}
    </p>
  );
}
