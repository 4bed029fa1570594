// Puts the away message, the offer of a follow-up and its form into the panel, and takes them out again.
import type { FunctionComponent } from 'preact';
import type { Surroundings } from '../connection/surroundings.ts';
import { randomChatId } from '../connection/random-names.ts';
import { absence } from './absence.ts';
import { AbsenceDesk } from './absence-desk.ts';
import type { Attendance } from './attendance.ts';
import { FollowUp } from './follow-up.ts';
import { leftFrom, takesPlace } from './offers.ts';
import { type StandIn, StandInProvider } from './stand-in.ts';
import { TalkProvider } from './talk-widget.ts';
import type { LaterWords } from './texts/catalogue.ts';
import { AbsenceNote } from './views/absence-note.tsx';
import { FollowUpScreen } from './views/follow-up-screen.tsx';
import { useWidget, type Widget } from './widget.ts';

export interface AbsenceProps {
  readonly widget: Widget;
  readonly attendance: Attendance;
  readonly words: LaterWords;
  readonly after: Surroundings['after'];
}

export function showAbsence(props: AbsenceProps): void {
  const { widget, words } = props;
  const { chat } = widget;
  const standIn = standInFor(props);
  const { desk, followUp } = standIn;
  const Screen = inPanel(FollowUpScreen, standIn, words);
  const Note = inPanel(AbsenceNote, standIn, words);
  const leave = () => followUp.open();
  const follow = () => {
    const { hindrance } = desk.store.state;
    const { isOpen } = followUp.store.state.form;
    if (hindrance === undefined) standIn.told = undefined;
    absence.set({
      hindrance,
      Screen: isOpen || takesPlace(chat.state.stage, hindrance) ? Screen : undefined,
      Note: hindrance && Note,
      leave,
    });
  };
  desk.store.listen(follow);
  followUp.store.listen(follow);
  chat.store.listen(follow);
  follow();
}

function standInFor({ widget, attendance, after }: AbsenceProps): StandIn {
  const { chat, memory, widgetId, language } = widget;
  const { store, now } = attendance;
  const desk = new AbsenceDesk({ attendance: store, chat: chat.store, now, after });
  const followUp = new FollowUp({
    chat,
    memory,
    about: { widgetId, language: language.tag },
    from: () => leftFrom(chat.state.stage, desk.store.state.hindrance),
    newId: randomChatId,
  });
  return { desk, followUp, now, askAddress: memory.askAddress.get(), told: undefined };
}

/** The view as the panel can draw it: with the words and all else that it needs. */
function inPanel(View: FunctionComponent, standIn: StandIn, words: LaterWords): FunctionComponent {
  return () => {
    const { language } = useWidget();
    return (
      <TalkProvider value={language.withLater(words)}>
        <StandInProvider value={standIn}>
          <View />
        </StandInProvider>
      </TalkProvider>
    );
  };
}
