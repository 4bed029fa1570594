// The form of a follow-up: the question, where the answer goes, and what happens with both.
import { useEffect, useRef } from 'preact/hooks';
import { MESSAGE_LENGTH, NAME_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { announce } from '../announce.ts';
import { refusalSentence } from '../follow-up-words.ts';
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';
import { hasKeys, useStore } from '../widget.ts';
import { CharactersLeft } from './characters-left.tsx';
import { EmailField } from './email-field.tsx';
import { FollowUpHeading } from './follow-up-heading.tsx';
import { FollowUpFoot } from './follow-up-foot.tsx';
import { WrittenField } from './written-field.tsx';

export function FollowUpForm() {
  const { followUp, now } = useStandIn();
  const { state, language } = useTalk();
  const { texts } = language;
  const { form, step } = useStore(followUp.store);
  const trap = useRef<HTMLInputElement>(null);
  const isSending = step.kind === 'sending';
  const fault = step.kind === 'writing' ? step.fault : undefined;
  useFirstFocus();
  useFaultFocus();
  useEffect(() => {
    // Filled in by a browser that meant well: nobody sees it, to empty it.
    if (fault && trap.current) trap.current.value = '';
  }, [fault]);
  useEffect(() => {
    if (isSending) announce(texts.leaving);
  }, [isSending]);
  const days = state.service?.transcriptDays;
  return (
    <form
      class="ask"
      noValidate
      aria-labelledby="follow-up"
      onSubmit={(event) => {
        event.preventDefault();
        followUp.submit(trap.current?.value);
      }}
    >
      <div class="body form">
        <FollowUpHeading />
        {fault && fault.field === undefined && (
          <p id="refusal" class="tell" role="alert" tabIndex={-1}>
            {refusalSentence(fault, language, now())}
          </p>
        )}
        <WrittenField
          id="question"
          label={texts.questionLabel}
          wrong={fault?.field === 'question' ? texts.leaveMissing : undefined}
        >
          {(attributes) => (
            <>
              <textarea
                {...attributes}
                class="input large"
                dir="auto"
                rows={5}
                required
                readOnly={isSending}
                maxLength={MESSAGE_LENGTH}
                placeholder={texts.questionHint}
                value={form.question}
                onInput={({ currentTarget }) => followUp.change({ question: currentTarget.value })}
              />
              <CharactersLeft text={form.question} texts={texts} />
            </>
          )}
        </WrittenField>
        <EmailField
          id="email"
          value={form.email}
          fault={fault?.field === 'email' ? fault.is : undefined}
          isFixed={isSending}
          write={(email) => followUp.change({ email })}
        />
        <WrittenField id="name" label={texts.nameLabel} remark={texts.optional}>
          {(attributes) => (
            <input
              {...attributes}
              class="input"
              dir="auto"
              autoComplete="name"
              readOnly={isSending}
              maxLength={NAME_LENGTH}
              value={form.name}
              onInput={({ currentTarget }) => followUp.change({ name: currentTarget.value })}
            />
          )}
        </WrittenField>
        <p class="trap" aria-hidden="true">
          <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </p>
        <p class="muted">{days !== undefined && texts.leaveRetention(days)}</p>
      </div>
      <FollowUpFoot />
    </form>
  );
}

/** Into the field that is next, if what had the focus went with the screen before. */
function useFirstFocus(): void {
  const { followUp } = useStandIn();
  useEffect(() => {
    followUp.takeOver();
    if (!document.hasFocus() || document.activeElement !== document.body) return;
    const { question, email, isOpen } = followUp.store.state.form;
    // Where the form came by itself, the patron was perhaps writing the question: on from its end.
    const field = isOpen && question.trim() !== '' && email === '' ? 'email' : 'question';
    const element = document.getElementById(hasKeys() ? field : 'follow-up');
    element?.focus();
    if (element instanceof HTMLTextAreaElement) element.setSelectionRange(question.length, question.length);
  }, []);
}

/** To what is wrong, each time that the form could not be sent. */
function useFaultFocus(): void {
  const { followUp } = useStandIn();
  const { faults, step } = useStore(followUp.store);
  const seen = useRef(faults);
  useEffect(() => {
    if (seen.current === faults) return;
    seen.current = faults;
    const fault = step.kind === 'writing' ? step.fault : undefined;
    if (fault) document.getElementById(fault.field ?? 'refusal')?.focus();
  }, [faults]);
}
