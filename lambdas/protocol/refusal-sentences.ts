// What each refusal tells people. Apart from the codes: the front ends get the sentences with the frames.
import type { RefusalCode } from './refusal.ts';

/** What each code means and what the reader can do. */
export const REFUSALS: Readonly<Record<RefusalCode, string>> = {
  notJson: 'This is not JSON.',
  malformed: 'This frame is not as the protocol says.',
  unknownAction: 'There is no such action.',
  tooLarge: 'This frame is too large.',
  helloFirst: 'Say hello first.',
  alreadyGreeted: 'Hello was already said on this connection.',
  unsupportedVersion: 'This page is out of date. Please reload it.',
  notSignedIn: 'Please sign in again.',
  notStaff: 'This account is in none of the groups operators, coordinators and administrators.',
  notAllowed: 'You may not do this.',
  noSuchWidget: 'There is no such chat widget at this library.',
  noSuchChat: 'There is no such chat.',
  chatTaken: 'A chat of this name exists already.',
  chatEnded: 'This chat has ended.',
  alreadyClaimed: 'A colleague was quicker.',
  lastOne: 'You are the only operator in this chat: end it, or transfer it first.',
  requestStands: 'Somebody is being asked about this chat already. Withdraw that first.',
  noSuchRequest: 'This is over: the chat was taken, or is with the colleague who had it.',
  notHere: 'Nobody is there to take it: they are away, off duty or in the chat already.',
  outOfOrder: 'A message before this one is missing.',
  changedMeanwhile: 'Somebody else changed this meanwhile. Look at it again.',
  noSuchDepartment: 'There is no such department.',
  noSuchOperator: 'There is no such operator.',
  noSuchFollowUp: 'There is no such follow-up.',
  nameTaken: 'There is one of this name already.',
  tooMany: 'There is no room for more of these.',
  busy: 'Too much at once. Please try again in a moment.',
  serverError: 'Something went wrong on our side. Please try again.',
};
