// Frames between a patron's widget and the server, both ways.
import * as v from 'valibot';
import {
  chatId,
  instant,
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
import { publicAuthor, publicEntry } from './entry.ts';
import { checkPage, offer, pageChecked } from './guided-frames.ts';
import { patronChat } from './chat-view.ts';
import { followUpLeft, leaveFollowUp } from './follow-up-frames.ts';
import { errorFrame } from './refusal.ts';

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

/** Says a message in a chat; answered by `sent`. An outbox sends one at a time. Offers are the operators'. */
export const send = v.object({
  action: v.literal('send'),
  chatId,
  name: messageName,
  text: messageText,
  offer: v.optional(offer),
});
export type Send = v.InferOutput<typeof send>;

/** Tells the others that somebody writes or stopped writing. Not answered. */
export const typing = v.object({ action: v.literal('typing'), chatId, writing: v.boolean() });

/** Asks for everything after a place; answered by `entries`. */
export const catchUp = v.object({ action: v.literal('catchUp'), ref, chatId, after: place });

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
]);
export type PatronFrame = v.InferOutput<typeof patronFrame>;

/** A chat with the entries after the place that was named; `more`: ask on with `catchUp`. */
const patronChatPage = { chat: patronChat, entries: v.array(publicEntry), more: v.boolean() };

/** Not valibot's `record`: it would weigh more in the widget than all that it reads with it. */
const textsByKey = v.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string'),
);

/** What a patron's widget is sent. */
export const toPatron = v.variant('type', [
  v.object({
    type: v.literal('welcome'),
    ref,
    serverTime: instant,
    widget: v.object({
      id: slug,
      title: v.string(),
      promise: v.string(),
      /** The library's own page on privacy. */
      privacyAddress: v.optional(v.string()),
    }),
    department: v.object({ id: slug, name: v.string() }),
    /** How long a transcript is kept. */
    transcriptDays: v.number(),
    /** As the availability file says of the widget. */
    availability: v.object({ availableUntil: v.number(), onDutyUntil: v.number() }),
    /** By the department's hours; both absent where nobody has said any. */
    openNow: v.optional(v.boolean()),
    /** The next opening after now. */
    opensAt: v.optional(instant),
    /** A patron who waits longer is offered an answer by e-mail. */
    waitingOfferSeconds: v.number(),
    /** Where a question may be sent by e-mail instead. */
    askAddress: v.string(),
    /** The library's own texts in the patron's language, in place of Carrel's; absent where it has none. */
    texts: v.optional(textsByKey),
    /** The chat that was resumed, or why it could not be. */
    resumed: v.optional(
      v.variant('outcome', [
        v.object({ outcome: v.literal('back'), ...patronChatPage }),
        v.object({ outcome: v.literal('gone') }),
      ]),
    ),
  }),
  v.object({ type: v.literal('chatStarted'), ref, ...patronChatPage }),
  v.object({ type: v.literal('sent'), chatId, name: messageName, place, after: place, at: instant }),
  v.object({ type: v.literal('entry'), chatId, entry: publicEntry }),
  v.object({ type: v.literal('entries'), ref, chatId, entries: v.array(publicEntry), more: v.boolean() }),
  v.object({ type: v.literal('typing'), chatId, by: publicAuthor, writing: v.boolean() }),
  followUpLeft,
  v.object({ type: v.literal('done'), ref }),
  v.object({ type: v.literal('pong'), serverTime: instant }),
  pageChecked,
  errorFrame,
]);
export type ToPatron = v.InferOutput<typeof toPatron>;
