// From a parsed frame to its use case: who may send it at all, and who answers it.
import { refused } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { ClientFrame } from '../protocol/parse-frame.ts';
import { checkPage } from './check-page.ts';
import * as canned from './canned-messages.ts';
import { attachToChat, claimChat } from './claim-chat.ts';
import type { Outcome } from './delivery.ts';
import { refuse } from './delivery.ts';
import { endParticipantsChat } from './end-chat.ts';
import * as followUps from './follow-ups.ts';
import { helloOperator } from './hello-operator.ts';
import { helloPatron } from './hello-patron.ts';
import * as internal from './internal-chat.ts';
import { leaveFollowUp } from './leave-follow-up.ts';
import { leaveToOthers } from './leave-to-others.ts';
import { findTranscripts, listOpenChats } from './list-chats.ts';
import { lookAwayFromChat, lookInOnChat } from './look-in.ts';
import { mailTranscript } from './mail-transcript.ts';
import { ratePatronsChat } from './rate-chat.ts';
import { catchUpOnChat, readDepartmentsChat } from './read-chat.ts';
import { listRooms, readRoom } from './read-rooms.ts';
import * as requests from './requests.ts';
import { setOwnLimit } from './own-limit.ts';
import { sendMessage, showTyping } from './send-message.ts';
import type { Service } from './service.ts';
import * as settings from './settings.ts';
import * as texts from './texts.ts';
import { turnIntoFollowUp } from './turn-into-follow-up.ts';
import { startPatronsChat } from './start-chat.ts';
import { heartbeat, renewSignIn, setStatus } from './stay.ts';

/**
 * What a frame brings about. In a chat the chat's own item says who may do what; for the rest the record of
 * the connection does, and a connection without one has not said hello. `sourceIp`: the network address at its other end.
 */
export async function dispatch(
  service: Service,
  connectionId: string,
  frame: ClientFrame,
  sourceIp: string,
): Promise<Outcome[]> {
  switch (frame.action) {
    case 'hello':
      return frame.as === 'patron'
        ? helloPatron(service, connectionId, frame)
        : helloOperator(service, connectionId, frame);
    case 'startChat':
      return startPatronsChat(service, connectionId, frame);
    case 'send':
      return sendMessage(service, connectionId, frame);
    case 'typing':
      return showTyping(service, connectionId, frame);
    case 'catchUp':
      return catchUpOnChat(service, connectionId, frame);
    case 'endChat':
      return endParticipantsChat(service, connectionId, frame);
    case 'checkPage':
      return checkPage(service, connectionId, frame);
    case 'answerTransfer':
      return requests.answerChatTransfer(service, connectionId, frame);
    default:
      return dispatchGreeted(service, connectionId, frame, sourceIp);
  }
}

type GreetedFrame = Exclude<
  ClientFrame,
  {
    action:
      | 'hello'
      | 'startChat'
      | 'send'
      | 'typing'
      | 'catchUp'
      | 'endChat'
      | 'checkPage'
      | 'answerTransfer';
  }
>;

async function dispatchGreeted(
  service: Service,
  connectionId: string,
  frame: GreetedFrame,
  sourceIp: string,
): Promise<Outcome[]> {
  const about = 'ref' in frame ? { ref: frame.ref } : 'name' in frame ? { name: frame.name } : {};
  const caller = await service.connections.whoIs(connectionId);
  if (!caller) return refuse(connectionId, refused('helloFirst'), about);
  if (frame.action === 'ping') return heartbeat(service, caller);
  if (isPatronFrame(frame)) {
    return caller.kind === 'patron'
      ? dispatchPatron(service, connectionId, frame, sourceIp)
      : refuse(connectionId, refused('notAllowed'), about);
  }
  if (caller.kind !== 'staff') return refuse(connectionId, refused('notAllowed'), about);
  if (frame.action === 'renew') return renewSignIn(service, caller, frame);
  if (caller.signedInUntil <= service.now()) return refuse(connectionId, refused('notSignedIn'), about);
  return dispatchStaff(service, caller, frame);
}

const PATRON_ACTIONS = ['leaveFollowUp', 'rateChat', 'mailTranscript'] as const;
type PatronFrame = Extract<GreetedFrame, { action: (typeof PATRON_ACTIONS)[number] }>;

const isPatronFrame = (frame: GreetedFrame): frame is PatronFrame =>
  PATRON_ACTIONS.some((action) => action === frame.action);

async function dispatchPatron(
  service: Service,
  connectionId: string,
  frame: PatronFrame,
  sourceIp: string,
): Promise<Outcome[]> {
  switch (frame.action) {
    case 'leaveFollowUp':
      return leaveFollowUp(service, connectionId, frame, sourceIp);
    case 'rateChat':
      return ratePatronsChat(service, connectionId, frame);
    case 'mailTranscript':
      return mailTranscript(service, connectionId, frame);
  }
}

type StaffFrame = Exclude<GreetedFrame, PatronFrame | { action: 'ping' | 'renew' }>;

async function dispatchStaff(
  service: Service,
  caller: StaffConnection,
  frame: StaffFrame,
): Promise<Outcome[]> {
  switch (frame.action) {
    case 'setStatus':
      return setStatus(service, caller, frame);
    case 'setOwnLimit':
      return setOwnLimit(service, caller, frame);
    case 'openChats':
      return listOpenChats(service, caller, frame);
    case 'claim':
      return claimChat(service, caller, frame);
    case 'attach':
      return attachToChat(service, caller, frame);
    case 'request':
      return requests.askForChat(service, caller, frame);
    case 'acceptRequest':
      return requests.acceptRequestedChat(service, caller, frame);
    case 'declineRequest':
      return requests.declineRequestedChat(service, caller, frame);
    case 'withdrawRequest':
      return requests.withdrawChatRequest(service, caller, frame);
    case 'leaveChat':
      return leaveToOthers(service, caller, frame);
    case 'lookIn':
      return lookInOnChat(service, caller, frame);
    case 'lookAway':
      return lookAwayFromChat(service, caller, frame);
    case 'readChat':
      return readDepartmentsChat(service, caller, frame);
    case 'transcripts':
      return findTranscripts(service, caller, frame);
    case 'readSettings':
      return settings.readSettings(service, caller, frame);
    case 'readOperators':
      return settings.readOperators(service, caller, frame);
    case 'saveDepartment':
      return settings.saveDepartment(service, caller, frame);
    case 'saveWidget':
      return settings.saveWidget(service, caller, frame);
    case 'removeWidget':
      return settings.removeWidget(service, caller, frame);
    case 'saveMembership':
      return settings.saveMembership(service, caller, frame);
    case 'readTexts':
      return texts.readTexts(service, caller, frame);
    case 'saveTexts':
      return texts.saveTexts(service, caller, frame);
    case 'say':
      return internal.say(service, caller, frame);
    case 'readRoom':
      return readRoom(service, caller, frame);
    case 'rooms':
      return listRooms(service, caller, frame);
    case 'markRead':
      return internal.markRead(service, caller, frame);
    case 'typeInRoom':
      return internal.typeInRoom(service, caller, frame);
    case 'turnIntoFollowUp':
      return turnIntoFollowUp(service, caller, frame);
    case 'readFollowUps':
      return followUps.listFollowUps(service, caller, frame);
    case 'resendMail':
      return followUps.resendMail(service, caller, frame);
    case 'closeFollowUp':
      return followUps.setFollowUpClosed(service, caller, frame);
    case 'readCanned':
      return canned.readCanned(service, caller, frame);
    case 'saveCanned':
      return canned.saveCanned(service, caller, frame);
    case 'removeCanned':
      return canned.removeCanned(service, caller, frame);
  }
}
