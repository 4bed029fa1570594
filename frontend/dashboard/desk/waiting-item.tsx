// A waiting chat in the list: who, how long, the question, to whom it is offered, and the button that claims it.
import { useDashboard } from '../dashboard-context.ts';
import { Item, type ItemProps } from './chat-items.tsx';
import { patronTitle } from './desk-lists.ts';
import { offerOf } from './offer.ts';
import { PatronGone } from './patron-gone.tsx';
import { OfferWords, WaitPill } from './waiting-words.tsx';

export function WaitingItem(props: ItemProps) {
  const { desk, clock, session, team } = useDashboard();
  const { chat } = props.known;
  const { kind } = offerOf(chat, session.me.value?.id ?? '', clock.time.value);
  const from = team.helpedOut(chat);
  return (
    <Item
      {...props}
      class={kind === 'mine' ? 'waiting for-me' : 'waiting'}
      end={<WaitPill chat={chat} />}
      line={
        <>
          <PatronGone chat={chat} after=" · " />
          <bdi>{chat.question}</bdi>
        </>
      }
      foot={
        <>
          {from && (
            <span class="from clip" title={`Your department helps out ${from.name}`}>
              Help for <bdi>{from.name}</bdi>
            </span>
          )}
          <OfferWords chat={chat} />
        </>
      }
      beside={
        <button
          type="button"
          class={kind === 'theirs' ? 'btn small quiet' : 'btn small'}
          tabIndex={props.isStop ? 0 : -1}
          aria-label={`Claim ${patronTitle(chat)}`}
          disabled={desk.busyWith.value === chat.chatId}
          onClick={() => void desk.claim(chat.chatId)}
        >
          Claim
        </button>
      }
    />
  );
}
