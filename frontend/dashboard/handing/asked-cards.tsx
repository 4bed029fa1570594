// Above the list of chats: what colleagues ask this operator, and what became of chats that they handed over.
import { Icon } from '../../ui/icon.tsx';
import { ago } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { AskedRequest } from './asked-requests.ts';
import { AskedButtons, AskedFor } from './asked-foot.tsx';
import type { HandingWord } from './handing-news.ts';
import { askedWords } from './handing-words.ts';

export function AskedCards() {
  const { handing } = useDashboard();
  const asked = handing.asked.all.value;
  const words = handing.news.words.value;
  if (asked.length === 0 && words.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, so the keyboard must reach it
    <section class="asked" aria-label="Asked of you" tabIndex={0}>
      {asked.map((each) => (
        <Card key={each.chat.chatId} asked={each} />
      ))}
      {words.map((word) => (
        <Word key={word.id} word={word} />
      ))}
    </section>
  );
}

function Card({ asked }: { readonly asked: AskedRequest }) {
  const { handing, desk, clock, time } = useDashboard();
  const { chat, request } = asked;
  const now = clock.time.value;
  // What is open has all of it, and the buttons, at its foot.
  const isOpen = desk.openChatId === chat.chatId;
  return (
    <article class="asked-card" aria-label={`${askedWords(request)}, with ${patronTitle(chat)}`}>
      <p class="row">
        <b class="grow" dir="auto">
          {askedWords(request)}
        </b>
        <AskedFor request={request} />
      </p>
      {request.note !== '' && !isOpen && (
        <p class="asked-note" dir="auto">
          {request.note}
        </p>
      )}
      <p class="clamp">
        <b>
          <bdi>{patronTitle(chat)}</bdi>
        </b>
        : <bdi>{chat.question}</bdi>
      </p>
      {!isOpen && (
        <>
          <p class="muted" title={time.whole(chat.startedAt)}>
            began {ago(now - chat.startedAt)}
          </p>
          <button type="button" class="link" onClick={() => handing.asked.read(asked)}>
            Read the whole chat
          </button>
          <AskedButtons asked={asked} />
        </>
      )}
    </article>
  );
}

function Word({ word: { id, text, chatId, unsent } }: { readonly word: HandingWord }) {
  const { handing, desk } = useDashboard();
  return (
    <div class="asked-card word">
      <div class="grow">
        <p dir="auto">{text}</p>
        {unsent !== undefined && (
          <p class="muted said">
            <b>Not sent:</b> {unsent}
          </p>
        )}
        {chatId !== undefined && (
          <button
            type="button"
            class="link"
            onClick={() => {
              handing.news.dismiss(id);
              desk.open(chatId);
              desk.focusWish.value = 'chat';
            }}
          >
            Read it
          </button>
        )}
      </div>
      <button
        type="button"
        class="dismiss"
        aria-label={`Dismiss: ${text}`}
        onClick={() => {
          handing.news.dismiss(id);
          desk.focusWish.value = 'list';
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** On a phone the list is a screen of its own: over another chat this tells that somebody asks. */
export function AskedElsewhere({ openChatId }: { readonly openChatId: string | undefined }) {
  const { handing, screens } = useDashboard();
  const first = handing.asked.all.value.find(({ chat }) => chat.chatId !== openChatId);
  if (first === undefined) return null;
  return (
    <div class="request-bar elsewhere">
      <p class="grow clip" dir="auto">
        {askedWords(first.request)}
      </p>
      <AskedFor request={first.request} />
      <button type="button" class="btn small" onClick={() => screens.up({ at: 'desk' })}>
        Show
      </button>
    </div>
  );
}
