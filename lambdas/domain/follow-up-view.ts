// A follow-up with its mails as coordinators see it. Pure.
import type { FollowUpView, MailView } from '../protocol/follow-up-frames.ts';
import type { FollowUp } from './follow-up.ts';
import { mailIdOf } from './follow-up.ts';
import type { Mail } from './mail.ts';

/** `mails` may hold those of other follow-ups too. */
export function followUpView(followUp: FollowUp, mails: readonly Mail[]): FollowUpView {
  const { language: _, version: __, ...stored } = followUp;
  const own = (['library', 'patron'] as const).flatMap((to) => {
    const mail = mails.find(({ mailId }) => mailId === mailIdOf(followUp.followUpId, to));
    return mail ? [mailView(mail, to)] : [];
  });
  if (stored.state === 'open') {
    const { state: ___, ...facts } = stored;
    return { ...facts, mails: own };
  }
  const { state: ___, closedAt: at, closedBy: by, ...facts } = stored;
  return { ...facts, closed: { at, by }, mails: own };
}

function mailView(mail: Mail, to: MailView['to']): MailView {
  const { address, tries } = mail;
  switch (mail.state) {
    case 'pending': {
      const { state, dueAt, reason } = mail;
      return { to, address, tries, state, dueAt, ...(reason !== undefined && { reason }) };
    }
    case 'sent':
      return { to, address, tries, state: mail.state, sentAt: mail.sentAt };
    case 'failed':
      return { to, address, tries, state: mail.state, failedAt: mail.failedAt, reason: mail.reason };
  }
}
