// The guided page as it is drawn: the chat at one side, the page at the other; on a phone one of the two.
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { GuidedPages, Shown } from './guided-pages.ts';
import { GuidedBar, hostOf } from './guided-bar.tsx';
import type { PageState } from './panel-page.ts';
import { unreadAfter } from './log-stage.ts';
import type { Store } from './store.ts';
import type { FullLanguage, Language } from './texts/language.ts';
import { type Start, StartScreen } from './views/start-screen.tsx';
import { OUTWARD } from '../ui/links.ts';
import { useStore } from './widget.ts';

/** Below this width chat and page take turns; guided.css has the same. */
const NARROW = '(width < 45rem)';

type Side = 'chat' | 'page';

export interface GuidedViewProps {
  readonly start: Store<{ readonly start: Start }>;
  readonly pages: GuidedPages;
  readonly page: Store<PageState>;
  readonly language: Language;
  readonly full: FullLanguage;
}

export function GuidedView({ start, pages, page, language, full }: GuidedViewProps) {
  const [side, setSide] = useState<Side>('chat');
  const isNarrow = useNarrow();
  const isChatShown = !isNarrow || side === 'chat';
  const { wishes } = useStore(pages.store);
  // At once: what comes a moment later was not seen.
  useLayoutEffect(() => page.set({ isShown: isChatShown }), [isChatShown]);
  useEffect(() => {
    if (wishes > 0) setSide('page');
  }, [wishes]);
  const follow = (event: MouseEvent) => {
    const { target, metaKey, ctrlKey, shiftKey } = event;
    const link = target instanceof Element ? target.closest('a[target=_blank]') : null;
    if (link === null || metaKey || ctrlKey || shiftKey) return;
    event.preventDefault();
    void pages.open(link.getAttribute('href') ?? '');
  };
  return (
    <div class={`guided on-${side}`}>
      {isNarrow && <Switch side={side} choose={setSide} start={start} full={full} />}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links in it are what is pressed */}
      <div class="chat-side" onClick={follow}>
        <StartScreen store={start} language={language} close={undefined} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- another tag would load the page anew */}
      <div class="page-side" role={isChatShown ? 'region' : 'main'} aria-label={full.texts.guidedFrame}>
        {!isChatShown && <h1 class="only-heard">{full.texts.guidedFrame}</h1>}
        <PageSide pages={pages} full={full} />
      </div>
    </div>
  );
}

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const follow = () => setNarrow(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isNarrow;
}

interface SwitchProps {
  readonly side: Side;
  readonly choose: (side: Side) => void;
  readonly start: Store<{ readonly start: Start }>;
  readonly full: FullLanguage;
}

function Switch({ side, choose, start, full }: SwitchProps) {
  const { texts } = full;
  const { start: now } = useStore(start);
  const unread = useUnread(now);
  return (
    <nav class="switch" aria-label={texts.guidedSwitch}>
      <button type="button" aria-pressed={side === 'chat'} onClick={() => choose('chat')}>
        {texts.guidedChat}
        {side !== 'chat' && unread > 0 && (
          <span class="badge">
            <span aria-hidden="true">{unread}</span>
            <span class="only-heard">, {texts.newMessages(unread)}</span>
          </span>
        )}
      </button>
      <button type="button" aria-pressed={side === 'page'} onClick={() => choose('page')}>
        {texts.guidedPage}
      </button>
    </nav>
  );
}

function useUnread(start: Start): number {
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    if (start.kind !== 'ready') return undefined;
    const { store } = start.widget.chat;
    const count = () => setUnread(unreadAfter(store.state.entries, store.state.readPlace));
    count();
    return store.listen(count);
  }, [start]);
  return unread;
}

interface PagesProps {
  readonly pages: GuidedPages;
  readonly full: FullLanguage;
}

function PageSide({ pages, full }: PagesProps) {
  const { shown, openings } = useStore(pages.store);
  const { texts } = full;
  if (shown.kind === 'nothing') {
    return (
      <div class="page-words">
        <h2>{texts.guidedEmptyTitle}</h2>
        <p>{texts.guidedEmptyText}</p>
      </div>
    );
  }
  const isOpening = shown.kind === 'checking' || (shown.kind === 'framed' && shown.loads === 0);
  return (
    <>
      <GuidedBar pages={pages} shown={shown} full={full} />
      <div class="told" aria-live="polite">
        {isOpening && <Opening address={shown.address} full={full} />}
        {shown.kind === 'refused' && <Refused shown={shown} full={full} />}
      </div>
      {shown.kind === 'framed' && (
        <iframe
          key={openings}
          // The page's own chat button stays away: the chat is beside it.
          name="carrel-chat"
          title={`${texts.guidedFrame}: ${hostOf(shown.address)}`}
          src={shown.address}
          // With its own origin a page works as it does in a tab; and that is never ours (GuidedPages, page check).
          // oxlint-disable-next-line react/iframe-missing-sandbox -- both are safe for pages of another origin
          sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
          referrerpolicy="no-referrer"
          onLoad={() => pages.loaded()}
        />
      )}
    </>
  );
}

function Opening({ address, full }: { readonly address: string; readonly full: FullLanguage }) {
  return (
    <p class="opening">
      <span class="pulse" aria-hidden="true" /> {full.texts.guidedOpening(hostOf(address))}
    </p>
  );
}

interface RefusedProps {
  readonly shown: Extract<Shown, { kind: 'refused' }>;
  readonly full: FullLanguage;
}

function Refused({ shown: { address, isInTab }, full }: RefusedProps) {
  const { texts } = full;
  return (
    <div class="page-words">
      <h2>{texts.guidedRefusedTitle}</h2>
      <p>{isInTab ? texts.guidedInTab : texts.guidedNoTab}</p>
      {!isInTab && (
        <a class="button primary" href={address} {...OUTWARD}>
          {texts.guidedTab}
        </a>
      )}
    </div>
  );
}
