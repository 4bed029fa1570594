// One line of the log: a message with its time or its fate, an event, or a new day.
import { MessageText } from '../../ui/message-text.tsx';
import { eventWords } from '../event-words.ts';
import type { Line } from '../log-lines.ts';
import { OfferCard } from './offer-card.tsx';
import { useTalk } from '../talk-widget.ts';

type MessageLine = Extract<Line, { kind: 'message' }>;

export function LogLine({ line }: { readonly line: Line }) {
  const { language } = useTalk();
  switch (line.kind) {
    case 'day':
      return <li class="event">{language.day(line.at)}</li>;
    case 'event':
      return (
        <li class="event">
          <bdi dir={language.direction}>{eventWords(line.entry, language.texts)}</bdi>
          {language.texts.comma} <Time at={line.entry.at} />
        </li>
      );
    case 'message':
      return <Message line={line} />;
  }
}

function Message({ line }: { readonly line: MessageLine }) {
  const { language } = useTalk();
  const { texts } = language;
  const isOwn = line.name === undefined;
  const classes = ['message', isOwn && 'own', line.goesOn && 'goes-on', line.pending && 'pending'];
  return (
    <li class={classes.filter(Boolean).join(' ')}>
      <span class="only-heard">{line.name ?? texts.you}: </span>
      {!(line.offer?.kind === 'page' && line.offer.address === line.text) && (
        <div class="bubble said" dir="auto">
          <MessageText text={line.text} />
        </div>
      )}
      {line.offer && <OfferCard offer={line.offer} name={line.name} />}
      {line.pending ? <Fate line={line} /> : !line.goesOn && <Signature line={line} />}
    </li>
  );
}

/** Below the last message of a group: who and when. */
function Signature({ line }: { readonly line: MessageLine }) {
  const { language } = useTalk();
  if (line.name === undefined) {
    return (
      <p class="muted" title={language.moment(line.at)}>
        {language.texts.sentAt(language.clock(line.at))}
      </p>
    );
  }
  return (
    <p class="muted row tight">
      <bdi class="clip" aria-hidden="true">
        {line.name}
      </bdi>
      <span aria-hidden="true">·</span>
      <Time at={line.at} />
    </p>
  );
}

/** What becomes of a message that isn't in the log yet. */
function Fate({ line }: { readonly line: MessageLine }) {
  const { chat, state, language } = useTalk();
  const { texts } = language;
  const { pending } = line;
  if (pending?.kind !== 'refused') {
    if (line.goesOn) return null;
    const isOpen = state.connection.kind === 'open';
    return <p class="muted">{isOpen ? texts.sending : texts.willBeSent}</p>;
  }
  return (
    <p class="failed row tight">
      <span>{texts.notSent}</span>
      {state.stage.kind !== 'ended' && (
        <button type="button" class="link" onClick={() => chat.tryAgain(pending.id)}>
          {texts.tryAgain}
        </button>
      )}
      <button type="button" class="link" onClick={() => chat.discard(pending.id)}>
        {texts.discard}
      </button>
    </p>
  );
}

function Time({ at }: { readonly at: number }) {
  const { language } = useTalk();
  return (
    <time dateTime={new Date(at).toISOString()} title={language.moment(at)}>
      {language.clock(at)}
    </time>
  );
}
