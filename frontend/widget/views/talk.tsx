// The chat itself: the log, the field to write in, and the way to end it or to begin anew.
import { useEffect, useState } from 'preact/hooks';
import { Modal } from '../../ui/modal.tsx';
import { absence } from '../absence.ts';
import { announce } from '../announce.ts';
import { announcementsOf } from '../announcements.ts';
import { numberLeft } from '../offers.ts';
import { TalkProvider, useTalk } from '../talk-widget.ts';
import type { LaterWords } from '../texts/catalogue.ts';
import { useStore, useWidget } from '../widget.ts';
import { Composer } from './composer.tsx';
import { Log } from './log.tsx';
import { TransferQuestion } from './transfer-question.tsx';

/** talk.css, minified; set by the build. */
declare const TALK_STYLE: string;

const sheet = new CSSStyleSheet();
sheet.replaceSync(TALK_STYLE);
document.adoptedStyleSheets.push(sheet);

export function Talk({ words }: { readonly words: LaterWords }) {
  const { language } = useWidget();
  return (
    <TalkProvider value={language.withLater(words)}>
      <Conversation />
    </TalkProvider>
  );
}

function Conversation() {
  const { state, language } = useTalk();
  const { texts } = language;
  const { stage } = state;
  useAnnouncements();
  return (
    <>
      <Log />
      <div class="foot">
        {stage.kind === 'ended' ? (
          <Ended />
        ) : (
          <>
            <TransferQuestion />
            <Composer hint={stage.kind === 'active' ? texts.writeMessage : texts.addToQuestion} />
            {(stage.kind === 'active' || stage.kind === 'waiting') && <EndChat />}
          </>
        )}
      </div>
    </>
  );
}

function Ended() {
  const { chat, state, language } = useTalk();
  const { texts } = language;
  const { leave } = useStore(absence);
  const isLeft = numberLeft(state.entries) !== undefined;
  return (
    <>
      <button id="new-chat" type="button" class="button primary wide" onClick={() => chat.startAnew()}>
        {texts.newChat}
      </button>
      {leave && !isLeft && (
        <button type="button" class="button quiet wide" onClick={leave}>
          {texts.leaveByMail}
        </button>
      )}
    </>
  );
}

function EndChat() {
  const { chat, state, language } = useTalk();
  const { texts } = language;
  const [isAsking, setAsking] = useState(false);
  const { stage } = state;
  const end = () => {
    setAsking(false);
    chat.end();
  };
  return (
    <div class="row">
      <button type="button" class="button quiet" disabled={state.isEnding} onClick={() => setAsking(true)}>
        {texts.endChat}
      </button>
      {isAsking && (
        <Modal title={texts.endQuestion} onClose={() => setAsking(false)}>
          <p>
            {stage.kind === 'active' ? texts.endWarning(language.list(stage.operators)) : texts.leaveWarning}
          </p>
          <div class="choices">
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {texts.keepChatting}
            </button>
            <button type="button" class="button danger" onClick={end}>
              {texts.endChat}
            </button>
          </div>
        </Modal>
      )}
    </div>
  );
}

/** Says aloud what changes, for as long as the chat is on the screen. */
function useAnnouncements(): void {
  const { chat, language } = useTalk();
  useEffect(() => {
    let before = chat.state;
    return chat.store.listen((after) => {
      for (const sentence of announcementsOf(before, after, language.texts)) announce(sentence);
      before = after;
    });
  }, [chat, language]);
}
