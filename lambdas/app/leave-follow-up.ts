// A patron leaves a question for an answer by email: checked against robots, stored, confirmed by its number.
import type { FollowUp } from '../domain/follow-up.ts';
import { checkHoneypot, hourOf, isChatOf, networkOf, tooManyFollowUps } from '../domain/follow-up.ts';
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import type { LeaveFollowUp } from '../protocol/follow-up-frames.ts';
import type { Department } from '../protocol/settings.ts';
import { announce } from './announce.ts';
import type { Outcome } from './delivery.ts';
import { deliver, mailErrand, refuse } from './delivery.ts';
import { findWidget, readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import type { Draft, Known, Stored } from './store-follow-up.ts';
import { storeFollowUp } from './store-follow-up.ts';

export async function leaveFollowUp(
  service: Service,
  connectionId: string,
  frame: LeaveFollowUp,
  sourceIp: string,
): Promise<Outcome[]> {
  const { ref } = frame;
  const robot = checkHoneypot(frame.website);
  if (robot) return refuse(connectionId, robot, { ref });
  const [known, config] = await Promise.all([service.followUps.read(frame.followUpId), readConfig(service)]);
  if (known) return answerFollowUp(service, { connectionId, ref }, { outcome: 'known', followUp: known });
  const found = findWidget(config, frame.widgetId);
  if (!found) return refuse(connectionId, refused('noSuchWidget'), { ref });
  const limited = await checkLimits(service, frame.email, sourceIp, found.department);
  if (limited) return refuse(connectionId, limited, { ref });
  const draft = await draftOf(service, frame, found.department, config.departments);
  return answerFollowUp(service, { connectionId, ref }, await storeFollowUp(service, draft));
}

/** What the client is answered, and whom else it concerns. */
export async function answerFollowUp(
  service: Service,
  { connectionId, ref }: { connectionId: string; ref: string },
  result: Stored | Known | Refusal,
): Promise<Outcome[]> {
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const answer = deliver(connectionId, leftFrame(ref, result.followUp));
  if (result.outcome === 'known') return [answer];
  return [answer, ...(result.change ? await announce(service, result.change) : []), mailErrand(result.mails)];
}

const leftFrame = (ref: string, { followUpId, number, email }: FollowUp) =>
  ({ type: 'followUpLeft', ref, followUpId, number, email }) as const;

/** Both addresses are counted under their hash, which goes when its hour is long over. */
async function checkLimits(
  service: Service,
  email: string,
  sourceIp: string,
  { settings }: Department,
): Promise<Refusal | undefined> {
  const now = service.now();
  for (const who of [`network ${networkOf(sourceIp)}`, `mail ${email.toLowerCase()}`]) {
    const counted = await service.followUps.countOne(
      service.hashOf(who),
      hourOf(now),
      settings.followUpsPerHour,
    );
    if (counted === 'lost') return tooManyFollowUps(now);
  }
  return undefined;
}

/** With a chat it is its department's; a chat that the token does not open is left out. */
async function draftOf(
  service: Service,
  frame: LeaveFollowUp,
  department: Department,
  departments: readonly Department[],
): Promise<Draft> {
  const stored = frame.chat && (await service.chats.readHead(frame.chat.chatId));
  const isOwn = stored && frame.chat && isChatOf(stored, service.hashOf(frame.chat.token), service.now());
  const chat = isOwn ? stored : undefined;
  const answering = departments.find(({ id }) => id === chat?.departmentId) ?? department;
  const { followUpId, from, question, email, patronName, page, language } = frame;
  return {
    followUpId,
    departmentId: answering.id,
    from,
    question,
    email,
    ...(patronName !== undefined && { patronName }),
    ...(page && { page }),
    ...(language !== undefined && { language }),
    chatId: chat?.chatId,
    transcriptDays: answering.settings.transcriptDays,
  };
}
