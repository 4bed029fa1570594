// The follow-up in the chat's place: its form, then the number under which the library has the question.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { takesPlace } from '../offers.ts';
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';
import { useStore } from '../widget.ts';
import { FollowUpForm } from './follow-up-form.tsx';
import { MailInstead } from './mail-instead.tsx';

export function FollowUpScreen() {
  const { followUp } = useStandIn();
  const { texts } = useTalk().language;
  const { step, form } = useStore(followUp.store);
  switch (step.kind) {
    case 'left':
      return (
        <Received title={texts.leftTitle(String(step.number))}>
          <p>{texts.leftText(step.email)}</p>
        </Received>
      );
    case 'kept':
      return (
        <Received title={texts.keptTitle}>
          <p class="tell">{texts.keptText}</p>
          <blockquote class="said" dir="auto">
            {form.question}
          </blockquote>
          <MailInstead question={form.question} />
        </Received>
      );
    default:
      return <FollowUpForm />;
  }
}

interface ReceivedProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

function Received({ title, children }: ReceivedProps) {
  const { followUp, desk } = useStandIn();
  const { texts } = useTalk().language;
  const { state } = useTalk();
  const { hindrance } = useStore(desk.store);
  const heading = useRef<HTMLHeadingElement>(null);
  // What the patron waited for: it is read out, and the keys go on from here.
  useEffect(() => heading.current?.focus(), [title]);
  const another = { text: texts.askAnother, act: () => followUp.another() };
  const back = { text: texts.backToChat, act: () => followUp.close() };
  const choices = takesPlace(state.stage, hindrance)
    ? [another]
    : state.stage.kind === 'asking'
      ? [another, back]
      : [back];
  return (
    <>
      <div class="body form received">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
      <div class="foot">
        {choices.map(({ text, act }, index) => (
          <button
            key={text}
            type="button"
            class={index === 0 ? 'button primary wide' : 'button wide'}
            onClick={act}
          >
            {text}
          </button>
        ))}
      </div>
    </>
  );
}
