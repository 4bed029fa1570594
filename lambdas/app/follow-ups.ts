// The coordinators' list of follow-ups: read, send a mail again, close and open again.
import type { FollowUp } from '../domain/follow-up.ts';
import { closeFollowUp, mailIdOf } from '../domain/follow-up.ts';
import type { Mail } from '../domain/mail.ts';
import { resentMail } from '../domain/mail.ts';
import { refused } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { followUpView } from '../domain/follow-up-view.ts';
import { followUpCursor } from '../store/follow-up-store.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { deliver, fitting, mailErrand, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

const onlyCoordinators = refused('notAllowed', { sentence: 'Follow-ups are for coordinators.' });
const TO = ['library', 'patron'] as const;

export async function listFollowUps(
  service: Service,
  caller: StaffConnection,
  frame: { ref: string; departmentId: string; show: 'open' | 'closed'; after?: string | undefined },
): Promise<Delivery[]> {
  const { ref, departmentId, show, after } = frame;
  const to = caller.connectionId;
  if (!may('seeFollowUps', caller)) return refuse(to, onlyCoordinators, { ref });
  const { departments } = await readConfig(service);
  if (!departments.some(({ id }) => id === departmentId))
    return refuse(to, refused('noSuchDepartment'), { ref });
  const now = service.now();
  const page = await service.followUps.list(departmentId, { state: show, after, now });
  const ids = page.followUps.flatMap(({ followUpId }) => TO.map((who) => mailIdOf(followUpId, who)));
  const mails = await service.mails.readSome(ids);
  const views = page.followUps.map((each) => followUpView(each, mails));
  const fit = fitting(views);
  const last = page.followUps[fit.length - 1];
  const next = fit.length < views.length && last ? followUpCursor(last) : page.next;
  return [
    deliver(to, {
      type: 'followUps',
      ref,
      departmentId,
      followUps: fit,
      ...(next !== undefined && { next }),
    }),
  ];
}

/** A mail that somebody is sending at this moment isn't sent again: what they bring about is answered. */
export async function resendMail(
  service: Service,
  caller: StaffConnection,
  { ref, followUpId, to }: { ref: string; followUpId: string; to: 'library' | 'patron' },
): Promise<Outcome[]> {
  const anew: Mail[] = [];
  const answered = await withFollowUp(service, caller, { ref, followUpId }, async (followUp) => {
    const mail = await service.mails.read(mailIdOf(followUpId, to));
    const again = mail && resentMail(mail, service.now());
    if (again && (await service.mails.change(again)) === 'written') anew.push(again);
    return followUp;
  });
  return [...answered, mailErrand(anew)];
}

export async function setFollowUpClosed(
  service: Service,
  caller: StaffConnection,
  { ref, followUpId, closed }: { ref: string; followUpId: string; closed: boolean },
): Promise<Delivery[]> {
  return withFollowUp(service, caller, { ref, followUpId }, async (followUp) => {
    const changed = closeFollowUp(followUp, closed, caller.name, service.now());
    if (!changed) return followUp;
    return (await service.followUps.change(changed)) === 'written' ? changed : 'lost';
  });
}

/** A coordinator does something to a follow-up, and is answered with how it stands. */
async function withFollowUp(
  service: Service,
  caller: StaffConnection,
  { ref, followUpId }: { ref: string; followUpId: string },
  act: (followUp: FollowUp) => Promise<FollowUp | 'lost'>,
): Promise<Delivery[]> {
  const { connectionId } = caller;
  if (!may('seeFollowUps', caller)) return refuse(connectionId, onlyCoordinators, { ref });
  const known = await service.followUps.read(followUpId);
  if (!known || known.keptUntil <= service.now()) {
    return refuse(connectionId, refused('noSuchFollowUp'), { ref });
  }
  const followUp = await act(known);
  if (followUp === 'lost') return refuse(connectionId, refused('changedMeanwhile'), { ref });
  const mails: Mail[] = await service.mails.readSome(TO.map((who) => mailIdOf(followUpId, who)));
  return [deliver(connectionId, { type: 'followUp', ref, followUp: followUpView(followUp, mails) })];
}
