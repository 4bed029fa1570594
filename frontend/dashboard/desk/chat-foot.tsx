// The foot of the open chat: the composer, or why there is none and what can be done instead.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { AskedFoot } from '../handing/asked-foot.tsx';
import { columnWish } from './column-wish.ts';
import { lostSince, lostWords } from './company-words.ts';
import { Composer, NoteComposer } from './composer.tsx';
import { OfferGuided, SuggestGuided } from './offer-guided.tsx';
import { patronTitle } from './desk-lists.ts';
import { noteDraft } from './drafts.ts';
import { offerOf } from './offer.ts';
import { ShowPage } from './show-page.tsx';
import { OfferWords, WaitPill, WhyHere } from './waiting-words.tsx';
import type { ShownChat } from './shown-chat.ts';

export function ChatFoot({ shown }: { readonly shown: ShownChat }) {
  const { handing } = useDashboard();
  const { chat, role } = shown;
  const asked = handing.asked.of(chat.chatId);
  if (chat.state === 'waiting') return <ClaimFoot chat={chat} />;
  if (chat.state === 'ended') return <EndedFoot chat={chat} isOwn={role === 'own'} />;
  if (asked !== undefined && role === 'onlooker') return <AskedFoot asked={asked} />;
  if (role === 'lookingIn') return <NoteComposer chat={chat} />;
  if (role !== 'own') return <OthersFoot shown={shown} />;
  return (
    <>
      <SuggestGuided shown={shown} />
      <div class="offers">
        <ShowPage shown={shown} />
        <OfferGuided chat={chat} />
      </div>
      <Composer chat={chat} />
    </>
  );
}

/** The foot's one button takes the focus that a composer would have had. */
function useComposerWish(chatId: string) {
  const { desk } = useDashboard();
  const button = useRef<HTMLButtonElement>(null);
  useSignalEffect(() => {
    if (button.current !== null && columnWish(desk, chatId, 'composer')) button.current.focus();
  });
  return button;
}

function ClaimFoot({ chat }: { readonly chat: OperatorChat }) {
  const { desk, session, clock } = useDashboard();
  const offer = offerOf(chat, session.me.value?.id ?? '', clock.time.value);
  const button = useComposerWish(chat.chatId);
  return (
    <div class="foot-words">
      <div class="grow">
        <p>
          <OfferWords chat={chat} /> <WaitPill chat={chat} />
        </p>
        <WhyHere chat={chat} />
      </div>
      <button
        ref={button}
        type="button"
        class={offer.kind === 'theirs' ? 'btn' : 'btn primary'}
        disabled={desk.busyWith.value === chat.chatId}
        onClick={() => void desk.claim(chat.chatId)}
      >
        Claim {patronTitle(chat)}
      </button>
    </div>
  );
}

function OthersFoot({ shown }: { readonly shown: ShownChat }) {
  const { company } = useDashboard();
  return company.canTakeOver(shown.chat) ? <LostFoot shown={shown} /> : <ColleagueFoot chat={shown.chat} />;
}

/** A laptop that died must not take its patron with it. */
function LostFoot({ shown: { chat, entries } }: { readonly shown: ShownChat }) {
  const { desk, time, clock } = useDashboard();
  const button = useComposerWish(chat.chatId);
  const since = lostSince(entries);
  return (
    <div class="foot-words">
      <p class="grow">
        {lostWords(chat, since === undefined ? undefined : time.moment(since, clock.time.value))}. Whoever
        takes over answers <bdi>{patronTitle(chat)}</bdi> from then on.
      </p>
      <LookInButton chat={chat} />
      <button
        ref={button}
        type="button"
        class="btn primary"
        disabled={desk.busyWith.value === chat.chatId}
        onClick={() => void desk.claim(chat.chatId)}
      >
        Take over
      </button>
    </div>
  );
}

function LookInButton({ chat }: { readonly chat: OperatorChat }) {
  const { company, desk } = useDashboard();
  if (!company.canLookIn(chat)) return null;
  return (
    <button
      type="button"
      class="btn"
      disabled={desk.busyWith.value === chat.chatId}
      onClick={() => void company.lookIn(chat)}
    >
      Look in
    </button>
  );
}

function ColleagueFoot({ chat }: { readonly chat: OperatorChat }) {
  const { screens } = useDashboard();
  const button = useComposerWish(chat.chatId);
  return (
    <div class="foot-words">
      <p class="grow">
        <b dir="auto">{chat.owner?.name ?? 'A colleague'}</b> is answering this chat. You are reading along;
        nobody sees that, and what is new shows after some seconds.
      </p>
      <LookInButton chat={chat} />
      <button ref={button} type="button" class="btn" onClick={() => screens.up({ at: 'desk' })}>
        Close
      </button>
    </div>
  );
}

function EndedFoot({ chat, isOwn }: { readonly chat: OperatorChat; readonly isOwn: boolean }) {
  const { desk, screens, time, clock } = useDashboard();
  const button = useComposerWish(chat.chatId);
  const unsent = [desk.drafts.of(chat.chatId), desk.drafts.of(noteDraft(chat.chatId))].filter(
    (draft) => draft !== '',
  );
  const by = chat.endedBy === 'patron' ? patronTitle(chat) : 'The library';
  const when = chat.endedAt === undefined ? '' : ` at ${time.moment(chat.endedAt, clock.time.value)}`;
  return (
    <div class="foot-words">
      <div class="grow">
        <p>
          {by} ended this chat{when}. It stays readable under Transcripts.
        </p>
        {unsent.map((draft) => (
          <p key={draft} class="muted said">
            <b>Not sent:</b> {draft}
          </p>
        ))}
      </div>
      <button
        ref={button}
        type="button"
        class="btn primary"
        onClick={() => (isOwn ? desk.putAway(chat.chatId) : screens.up({ at: 'desk' }))}
      >
        {isOwn ? 'Put away' : 'Close'}
      </button>
    </div>
  );
}
