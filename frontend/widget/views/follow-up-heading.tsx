// Above the form of a follow-up: why it stands there, when the library opens, or that somebody is here after all.
import { useEffect } from 'preact/hooks';
import { announce } from '../announce.ts';
import { takesPlace } from '../offers.ts';
import { openingWords } from '../opening-words.ts';
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';
import { useStore } from '../widget.ts';
import { MailInstead } from './mail-instead.tsx';

export function FollowUpHeading() {
  const standIn = useStandIn();
  const { state, language } = useTalk();
  const { texts } = language;
  const { hindrance } = useStore(standIn.desk.store);
  const { form } = useStore(standIn.followUp.store);
  const isInPlace = takesPlace(state.stage, hindrance);
  const isUnreachable = hindrance === 'unreachable';
  const title = !isInPlace ? texts.leaveTitle : isUnreachable ? texts.unreachableTitle : texts.nobodyTitle;
  const isHereAgain = hindrance === undefined;
  const news = isHereAgain ? texts.hereAgain : isInPlace ? title : undefined;
  useEffect(() => {
    if (news === undefined || (!isHereAgain && standIn.told === hindrance)) return;
    standIn.told = hindrance;
    announce(news);
  }, [news]);
  const opens =
    hindrance === 'offline' ? openingWords(state.service?.opensAt, standIn.now(), language) : undefined;
  return (
    <>
      <div class="heading">
        <h2 id="follow-up" tabIndex={-1}>
          {title}
        </h2>
        {opens && <p>{opens}</p>}
        {isInPlace && !isUnreachable && <p>{texts.nobodyText}</p>}
        {isUnreachable && <p>{texts.unreachableOffer}</p>}
      </div>
      {isHereAgain && <p class="tell here">{texts.hereAgain}</p>}
      {isUnreachable && <MailInstead question={form.question} />}
    </>
  );
}
