// Frames from the server to a patron's widget.
import * as v from 'valibot';
import { patronChat } from './chat-view.ts';
import { publicAuthor, publicEntry } from './entry.ts';
import { chatId, instant, messageName, place, ref, slug } from './fields.ts';
import { followUpLeft } from './follow-up-left.ts';
import { pageChecked } from './guided-frames.ts';
import { errorFrame } from './refusal.ts';

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
    /** A patron who waits longer is offered an answer by email. */
    waitingOfferSeconds: v.number(),
    /** Where a question may be sent by email instead. */
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
