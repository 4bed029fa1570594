// The log: it follows what is new as long as the patron reads at its end, and otherwise says how much came.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { logLines } from '../log-lines.ts';
import { isFromLibrary } from '../log-stage.ts';
import { useTalk } from '../talk-widget.ts';
import { AfterChat } from './after-chat.tsx';
import { LogLine } from './log-line.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { Sign } from './sign.tsx';

/** This close to the end (px) counts as reading at the end. */
const NEAR_PX = 60;

const dayOf = (at: number): string => new Date(at).toDateString();

export function Log() {
  const { state, pageState, language } = useTalk();
  const { texts } = language;
  const scroller = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const [leftAt, setLeftAt] = useState<number | undefined>(undefined);
  const { entries, pending } = state;
  const { isShown } = pageState;
  const last = entries.at(-1)?.place ?? 0;

  const toEnd = () => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setLeftAt(undefined);
  };
  // An own message belongs to what its writer wants to see, wherever they were reading.
  useLayoutEffect(toEnd, [pending.length > 0]);
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
  });
  useEffect(() => {
    if (isShown && isAtEnd.current) toEnd();
  }, [isShown]);
  // A keyboard that comes up, or a question above the field, leaves it less room.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
    });
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null || element.clientHeight === 0) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    if (isAtEnd.current) setLeftAt(undefined);
    else setLeftAt((known) => known ?? last);
  };
  const missed = leftAt === undefined ? 0 : newFrom(leftAt);
  function newFrom(place: number): number {
    return entries.filter((entry) => entry.place > place && isFromLibrary(entry)).length;
  }

  return (
    <div class="body-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the arrow keys scroll it */}
      <section class="body log" ref={scroller} onScroll={onScroll} aria-label={texts.chatLog} tabIndex={0}>
        {state.stage.kind === 'ended' && <PrintedHead />}
        <ol>
          {logLines(state.transfers?.told ?? entries, pending, dayOf).map((line) => (
            <LogLine key={line.key} line={line} />
          ))}
        </ol>
        <Meanwhile />
        {state.stage.kind === 'ended' && <AfterChat />}
      </section>
      {missed > 0 && (
        <button type="button" class="newest" title={texts.toNewest} onClick={toEnd}>
          {texts.newMessages(missed)} <Sign name="down" />
        </button>
      )}
    </div>
  );
}

/** Stands above the conversation on paper, where nothing else says whose it is. */
function PrintedHead() {
  const { state, language, serviceName } = useTalk();
  const begin = state.entries[0]?.at;
  return (
    <div class="only-printed">
      <p>
        <b>{[state.service?.department.name, serviceName].filter(Boolean).join(' · ')}</b>
      </p>
      {begin !== undefined && <p>{language.moment(begin)}</p>}
    </div>
  );
}
