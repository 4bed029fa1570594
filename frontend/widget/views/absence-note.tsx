// A note on the form or below the chat's last message: why nobody answers just now, and the offer of a follow-up.
import { useEffect } from 'preact/hooks';
import { announce } from '../announce.ts';
import { type Hindrance, numberLeft } from '../offers.ts';
import { openingWords } from '../opening-words.ts';
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';
import type { Texts } from '../texts/texts.ts';
import { useStore } from '../widget.ts';

export function AbsenceNote() {
  const standIn = useStandIn();
  const { state, language } = useTalk();
  const { hindrance } = useStore(standIn.desk.store);
  const { texts } = language;
  const sentence = hindrance && sentenceFor(hindrance, texts);
  useEffect(() => {
    if (sentence === undefined || standIn.told === hindrance) return;
    standIn.told = hindrance;
    announce(sentence);
  }, [hindrance, sentence]);
  if (hindrance === undefined) return null;
  const opens =
    hindrance === 'offline' ? openingWords(state.service?.opensAt, standIn.now(), language) : undefined;
  return (
    <div class="absence">
      <div class={hindrance === 'waiting' ? 'calm' : 'tell'}>
        {hindrance === 'unreachable' && <h2>{texts.unreachableTitle}</h2>}
        {hindrance === 'unreachable' && <p>{texts.dropped}</p>}
        <p class="sentence">{sentence}</p>
        {opens && <p>{opens}</p>}
      </div>
      {numberLeft(state.entries) === undefined && (
        <button type="button" class="button" onClick={() => standIn.followUp.open()}>
          {texts.leaveByMail}
        </button>
      )}
    </div>
  );
}

function sentenceFor(hindrance: Hindrance, texts: Texts): string {
  switch (hindrance) {
    case 'away':
      return texts.awayMessage;
    case 'offline':
      return texts.nobodyInChat;
    case 'waiting':
      return texts.waitingOffer;
    case 'unreachable':
      return texts.unreachableOffer;
  }
}
