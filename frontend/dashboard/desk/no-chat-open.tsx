// The middle of the desk while no chat is open: the one next step.
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { offDutySaid } from '../status/status-words.ts';
import { HelpLink } from '../help/help-link.tsx';
import { nextToClaim, patronTitle } from './desk-lists.ts';
import { offerOf } from './offer.ts';
import { OfferWords, WaitPill, WhyHere } from './waiting-words.tsx';

export function NoChatOpen() {
  const { session, desk, clock } = useDashboard();
  const { waiting, mine } = desk.lists.value;
  const [me, now] = [session.me.value?.id ?? '', clock.time.value];
  const next = nextToClaim(desk.lists.value, me, now);
  if (!isOnDuty(session.status.value)) return <OffDuty waiting={waiting.length} />;
  if (next !== undefined) {
    return (
      <div class="calm">
        <h2>{plural(waiting.length, 'chat is', 'chats are')} waiting</h2>
        <p class="said clamp">{next.question}</p>
        <p>
          <OfferWords chat={next} /> <WaitPill chat={next} />
        </p>
        <WhyHere chat={next} />
        <button
          type="button"
          class={offerOf(next, me, now).kind === 'theirs' ? 'btn' : 'btn primary'}
          disabled={desk.busyWith.value === next.chatId}
          onClick={() => void desk.claim(next.chatId)}
        >
          Claim {patronTitle(next)}
        </button>
      </div>
    );
  }
  return (
    <div class="calm">
      <h2>{mine.length === 0 ? 'All quiet' : 'Nobody is waiting'}</h2>
      <p>{mine.length === 0 ? <Expect /> : 'Choose one of your chats at the left to go on with it.'}</p>
      <AskForNotifications />
      <HelpLink step="claim">How a chat goes</HelpLink>
    </div>
  );
}

function OffDuty({ waiting }: { readonly waiting: number }) {
  const { desk, session, status } = useDashboard();
  return (
    <div class="calm">
      <h2>{offDutySaid(session.status.value)}</h2>
      <p>
        {waiting === 0
          ? 'New chats are listed, but don’t ring here until you are available.'
          : `${plural(waiting, 'chat is', 'chats are')} waiting. You can claim them now, or go on duty.`}
      </p>
      <button
        type="button"
        class="btn primary"
        onClick={() => {
          // This button will be gone.
          desk.focusWish.value = 'list';
          void status.go('available');
        }}
      >
        Go available
      </button>
    </div>
  );
}

function Expect() {
  const { sounds } = useDashboard();
  return (
    <>
      {sounds.on.value
        ? 'A new chat appears at the left, with a sound.'
        : 'A new chat appears at the left. Sounds are off: turn them on in the menu at the top.'}
    </>
  );
}

function AskForNotifications() {
  const { notifications } = useDashboard();
  if (notifications.state.value !== 'notAsked') return null;
  return (
    <button type="button" class="btn" onClick={() => void notifications.ask()}>
      Also tell me outside of the browser…
    </button>
  );
}
