// What stands below the last message: the line one waits in, who is writing, a dropped connection, the end.
import { absence } from '../absence.ts';
import { useTalk } from '../talk-widget.ts';
import { useNow, useStore } from '../widget.ts';

/** After so long (ms) without an operator, the patron hears that nobody forgot them. */
const LONG_WAIT_MS = 60_000;

export function Meanwhile() {
  const { Note } = useStore(absence);
  return (
    <>
      <Standing />
      {Note && <Note />}
    </>
  );
}

function Standing() {
  const { state, language } = useTalk();
  const { texts } = language;
  const { connection, stage } = state;
  const { hindrance } = useStore(absence);
  const isDown = connection.kind === 'waiting' || (connection.kind === 'connecting' && connection.tries > 0);
  if (isDown && stage.kind !== 'ended') {
    // The note says it then, with what can be done.
    return hindrance === 'unreachable' ? null : <p class="tell">{texts.dropped}</p>;
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
  const { hindrance } = useStore(absence);
  // What is usual isn't so now.
  const promise = hindrance ? undefined : state.service?.widget.promise;
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
