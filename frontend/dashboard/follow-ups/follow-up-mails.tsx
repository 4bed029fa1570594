// The mails of a follow-up: whom each goes to, where it stands, why it failed, and sending it again.
import type { FollowUpView, MailView } from '../../../lambdas/protocol/follow-up-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { MAIL_NAMES, mailInstant, mailWords, reasonOf } from './follow-up-words.ts';
import type { FollowUpsModel } from './follow-ups-model.ts';
import { MailState } from './mail-state.tsx';

export interface FollowUpMailsProps {
  readonly model: FollowUpsModel;
  readonly followUp: FollowUpView;
}

export function FollowUpMails({ model, followUp }: FollowUpMailsProps) {
  return (
    <section class="mails" aria-labelledby="follow-up-mails">
      <h3 id="follow-up-mails">Mails</h3>
      <ul>
        {followUp.mails.map((mail) => (
          <Mail key={mail.to} model={model} followUp={followUp} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function Mail({ model, followUp, mail }: FollowUpMailsProps & { readonly mail: MailView }) {
  const { time, clock } = useDashboard();
  const doing = model.doing.value;
  const reason = reasonOf(mail);
  const isSending = doing?.followUpId === followUp.followUpId && doing.what === mail.to;
  return (
    <li class={`mail ${mail.state}`}>
      <div class="grow">
        <b>{MAIL_NAMES[mail.to]}</b> <bdi class="muted to">{mail.address}</bdi>
        <div title={time.whole(mailInstant(mail))}>
          <MailState mail={mail} words={mailWords(mail, { time, now: clock.time.value })} />
        </div>
        {reason !== undefined && <p class="reason">{reason.words}</p>}
        {reason?.original !== undefined && (
          <p class="muted">
            The mail service said: <bdi>{reason.original}</bdi>
          </p>
        )}
      </div>
      <button
        type="button"
        class="btn"
        aria-disabled={doing !== undefined}
        aria-label={isSending ? undefined : `${verb(mail)}: ${MAIL_NAMES[mail.to].toLowerCase()}`}
        onClick={() => void model.resend(followUp.followUpId, mail.to)}
      >
        {isSending ? 'Sending…' : verb(mail)}
      </button>
    </li>
  );
}

const verb = (mail: MailView): string => (mail.state === 'pending' ? 'Send now' : 'Send again');
