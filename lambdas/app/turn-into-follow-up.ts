// An operator turns a chat of their department into a follow-up, with a note for whoever answers it.
import { refused } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Chat } from '../domain/chat.ts';
import { isOperatorOf } from '../domain/chat.ts';
import { DEFAULT_SETTINGS } from '../protocol/department-settings.ts';
import type { Outcome } from './delivery.ts';
import { refuse } from './delivery.ts';
import { answerFollowUp } from './leave-follow-up.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';
import { storeFollowUp } from './store-follow-up.ts';

export interface TurnIntoFollowUp {
  readonly ref: string;
  readonly followUpId: string;
  readonly chatId: string;
  readonly email: string;
  readonly note?: string | undefined;
}

export async function turnIntoFollowUp(
  service: Service,
  caller: StaffConnection,
  frame: TurnIntoFollowUp,
): Promise<Outcome[]> {
  const { connectionId, operatorId, name } = caller;
  const { ref, followUpId, chatId, email, note } = frame;
  const [chat, { departments }] = await Promise.all([service.chats.readHead(chatId), readConfig(service)]);
  if (!chat || chat.keptUntil <= service.now() || !mayTurn(caller, chat))
    return refuse(connectionId, refused('noSuchChat'), { ref });
  const department = departments.find(({ id }) => id === chat.departmentId);
  const result = await storeFollowUp(service, {
    followUpId,
    departmentId: chat.departmentId,
    from: 'operator',
    question: await wholeQuestion(service, chat),
    email,
    ...(chat.patronName !== undefined && { patronName: chat.patronName }),
    ...(chat.page && { page: chat.page }),
    ...(note !== undefined && { note }),
    leftBy: { id: operatorId, name },
    chatId,
    transcriptDays: (department?.settings ?? DEFAULT_SETTINGS).transcriptDays,
  });
  return answerFollowUp(service, { connectionId, ref }, result);
}

/** Its department's operators, and who is in it while it is open. */
const mayTurn = (caller: StaffConnection, chat: Chat): boolean =>
  may('turnIntoFollowUp', caller, chat.departmentId) ||
  (chat.state === 'active' && isOperatorOf(chat, caller.operatorId));

/** The lists keep the beginning of a question; the whole of it is the first entry. */
async function wholeQuestion(service: Service, chat: Chat): Promise<string> {
  const [first] = (await service.chats.readEntries(chat.chatId, 0, 1)).entries;
  return first?.kind === 'message' ? first.text : chat.question;
}
