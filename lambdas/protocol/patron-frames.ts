// Frames from a patron's widget to the server.
import * as v from 'valibot';
import {
  chatId,
  languageTag,
  messageName,
  messageText,
  page,
  personName,
  place,
  ref,
  resumeToken,
  slug,
} from './fields.ts';
import { mailTranscript, rateChat } from './after-chat-frames.ts';
import { checkPage, offer } from './guided-frames.ts';
import { leaveFollowUp } from './follow-up-frames.ts';

/** The first frame. With `resume`, the patron is back in the chat, on that page, and gets all after `place`. */
export const patronHello = v.object({
  action: v.literal('hello'),
  as: v.literal('patron'),
  ref,
  version: v.number(),
  widgetId: slug,
  /** The catalogue that the patron reads: the library's own texts of that language come with the welcome. */
  language: v.optional(languageTag),
  resume: v.optional(v.object({ chatId, token: resumeToken, place, page: v.optional(page) })),
});
export type PatronHello = v.InferOutput<typeof patronHello>;

/**
 * Starts a chat with the patron's question. The widget chooses the chat's id, its token and the question's
 * name, so that the same frame sent again after a lost answer finds the chat that it started.
 */
export const startChat = v.object({
  action: v.literal('startChat'),
  ref,
  widgetId: slug,
  chatId,
  token: resumeToken,
  name: messageName,
  text: messageText,
  patronName: v.optional(personName),
  page: v.optional(page),
});
export type StartChat = v.InferOutput<typeof startChat>;

/**
 * Says a message in a chat; answered by `sent`. An outbox sends one at a time. Offers are the operators', and so are
 * notes, which only staff read.
 */
export const send = v.object({
  action: v.literal('send'),
  chatId,
  name: messageName,
  text: messageText,
  offer: v.optional(offer),
  isNote: v.optional(v.boolean()),
});
export type Send = v.InferOutput<typeof send>;

/** Tells the others that somebody writes or stopped writing. Not answered. */
export const typing = v.object({ action: v.literal('typing'), chatId, writing: v.boolean() });

/** Asks for everything after a place; answered by `entries`. */
export const catchUp = v.object({ action: v.literal('catchUp'), ref, chatId, after: place });

/** The patron, who is asked whether the chat may go to somebody else, says yes or no; answered by `done`. */
export const answerTransfer = v.object({
  action: v.literal('answerTransfer'),
  ref,
  chatId,
  agrees: v.boolean(),
});

/** Ends the chat; answered by `done`. */
export const endChat = v.object({ action: v.literal('endChat'), ref, chatId });

/** Asks whether the connection still lives, answered by `pong`; an operator's also renews the lease. */
export const ping = v.object({ action: v.literal('ping') });

/** What a patron's widget may send. */
export const patronFrame = v.variant('action', [
  patronHello,
  startChat,
  send,
  typing,
  catchUp,
  endChat,
  ping,
  checkPage,
  leaveFollowUp,
  rateChat,
  mailTranscript,
  answerTransfer,
]);
export type PatronFrame = v.InferOutput<typeof patronFrame>;
