// The whole panel: its head, and below it the form, the chat, or what keeps both away.
import { useEffect, useRef } from 'preact/hooks';
import { absence } from '../absence.ts';
import { goesOn, type Stage } from '../stage.ts';
import { hasKeys, useStore, useWidget } from '../widget.ts';
import { AskForm } from './ask-form.tsx';
import { Head } from './head.tsx';
import { LazyTalk } from './lazy-talk.tsx';
import { Trouble } from './trouble.tsx';

export function Panel() {
  useFocus();
  return (
    <>
      <Head />
      <main class="main" aria-labelledby="title">
        <Screen />
      </main>
    </>
  );
}

function Screen() {
  const { state, language } = useWidget();
  const { texts } = language;
  const { stage, connection } = state;
  const instead = useStore(absence);
  if (connection.kind === 'stopped' && connection.reason === 'unsupportedVersion') {
    return (
      <Trouble title={texts.outOfDateTitle} text={texts.outOfDateText}>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {texts.reload}
        </button>
      </Trouble>
    );
  }
  if (connection.kind === 'stopped' && connection.reason !== 'asked')
    return <Trouble title={texts.unavailableTitle} text={texts.unavailableText} />;
  if (instead.Screen) return <instead.Screen />;
  return stage.kind === 'asking' ? <AskForm /> : <LazyTalk />;
}

/** Puts the focus where one expects it: when the patron opens the panel, and when a screen took it away. */
function useFocus(): void {
  const { state, pageState } = useWidget();
  const { Screen: instead } = useStore(absence);
  const { kind } = state.stage;
  const opened = pageState.openings;
  const seen = useRef(opened);
  useEffect(() => {
    const isOpening = seen.current !== opened;
    seen.current = opened;
    const isLost = document.hasFocus() && document.activeElement === document.body;
    if (isOpening) document.getElementById(hasKeys() ? fieldOf(kind) : 'title')?.focus();
    else if (isLost) document.getElementById(fieldOf(kind))?.focus();
  }, [opened, kind, instead]);
}

function fieldOf(kind: Stage['kind']): string {
  if (kind === 'asking') return 'question';
  return goesOn({ kind }) ? 'message' : 'new-chat';
}
