// What is drawn from the first moment on: an empty panel, then the chat, or why there is none.
import type { FunctionComponent } from 'preact';
import { type Language, spoken } from '../texts/language.ts';
import type { Store } from '../store.ts';
import { useStore, type Widget, WidgetProvider } from '../widget.ts';
import { HeadButton } from './head-button.tsx';
import { Panel } from './panel.tsx';
import { Trouble } from './trouble.tsx';

export type Start =
  | { readonly kind: 'loading' }
  /** The site's settings could not be read. */
  | { readonly kind: 'unreachable'; readonly retry: () => void }
  /** There is no such widget, or this page may not show it. */
  | { readonly kind: 'unavailable' }
  /** Something that is fetched only when it is needed. */
  | { readonly kind: 'other'; readonly Screen: FunctionComponent }
  | { readonly kind: 'ready'; readonly widget: Widget };

export interface StartScreenProps {
  readonly store: Store<{ readonly start: Start }>;
  readonly language: Language;
  readonly close: (() => void) | undefined;
}

export function StartScreen({ store, language, close }: StartScreenProps) {
  const { texts } = language;
  const { start: now } = useStore(store);
  if (now.kind === 'ready') {
    return <ReadyPanel widget={now.widget} />;
  }
  return (
    <>
      <header class="head" aria-labelledby="title">
        <h1 class="grow" id="title">
          {texts.title}
        </h1>
        <HeadButton icon="close" label={texts.close} act={close} />
      </header>
      <main class="main" aria-labelledby="title">
        {now.kind === 'other' && <now.Screen />}
        {now.kind === 'unavailable' && (
          <Trouble title={texts.unavailableTitle} text={texts.unavailableText} />
        )}
        {now.kind === 'unreachable' && (
          <Trouble title={texts.unreachableTitle} text={texts.unreachableText}>
            <button type="button" class="button primary" onClick={now.retry}>
              {texts.tryNow}
            </button>
          </Trouble>
        )}
      </main>
    </>
  );
}

function ReadyPanel({ widget }: { readonly widget: Widget }) {
  const state = useStore(widget.chat.store);
  const pageState = useStore(widget.page);
  const language = spoken(widget.language, state.service);
  return (
    <WidgetProvider value={{ ...widget, language, state, pageState }}>
      <Panel />
    </WidgetProvider>
  );
}
