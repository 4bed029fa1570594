// What is said of a waiting chat: how long it has waited, to whom it is offered, and why it is shown here.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { span, stopwatch } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { offerOf } from './offer.ts';

/** How long somebody has waited: amber, and red with a word and a sign once it is over the department's target. */
export function WaitPill({ chat }: { readonly chat: OperatorChat }) {
  const { clock, team } = useDashboard();
  const now = clock.time.value;
  const waited = stopwatch(now - chat.startedAt);
  if (!team.isUrgent(chat, now)) {
    return (
      <span class="pill figures wait">
        <span class="only-heard">waiting for </span>
        {waited}
      </span>
    );
  }
  return (
    <span class="pill figures urgent">
      <Icon name="clock" />
      Urgent<span class="only-heard">, waiting for</span> {waited}
    </span>
  );
}

/** To whom the chat is offered, and for how many seconds yet; it stands where the claim button is. */
export function OfferWords({ chat }: { readonly chat: OperatorChat }) {
  const { clock, session } = useDashboard();
  const offer = offerOf(chat, session.me.value?.id ?? '', clock.time.value);
  switch (offer.kind) {
    case 'mine':
      return (
        <b class="offered figures">
          For you · {offer.secondsLeft} s<span class="only-heard"> left</span>
        </b>
      );
    case 'theirs':
      return (
        <span class="offered figures">
          <span class="clip" title={offer.name}>
            Offered to <bdi>{offer.name}</bdi>
          </span>
          <span> · {offer.secondsLeft} s</span>
        </span>
      );
    case 'open':
      return <span class="offered">Open to all</span>;
  }
}

/** Of a chat of others that has waited too long: whose it is, and why it is here. */
export function WhyHere({ chat }: { readonly chat: OperatorChat }) {
  const { team } = useDashboard();
  const from = team.helpedOut(chat);
  if (from === undefined || chat.fallback === undefined) return null;
  return (
    <p class="why-here muted">
      From <bdi>{from.name}</bdi>, where nobody has taken it for {span(chat.fallback.at - chat.startedAt)}:
      your department helps out.
    </p>
  );
}
