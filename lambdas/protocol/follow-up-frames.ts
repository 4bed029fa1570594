// Follow-ups over the wire: how a patron or an operator leaves one, and the coordinators' list of them.
import * as v from 'valibot';
import { emailAddress } from './email-field.ts';
import {
  chatId,
  instant,
  languageTag,
  messageText,
  operatorId,
  page,
  personName,
  ref,
  resumeToken,
  slug,
} from './fields.ts';
import { followUpId } from './follow-up-left.ts';

/** What the patron saw, or who did it, when the follow-up was left. */
const from = v.picklist([
  'offline',
  'away',
  'online',
  'waiting',
  'active',
  'ended',
  'unreachable',
  'operator',
]);

/** A patron leaves a question for an answer by email; answered by `followUpLeft`, also when it comes again. */
export const leaveFollowUp = v.object({
  action: v.literal('leaveFollowUp'),
  ref,
  followUpId,
  widgetId: slug,
  from,
  question: messageText,
  email: emailAddress,
  patronName: v.optional(personName),
  page: v.optional(page),
  /** The catalogue that the patron reads: the confirmation is written in it. */
  language: v.optional(languageTag),
  /** The chat that it belongs to, with its token. */
  chat: v.optional(v.object({ chatId, token: resumeToken })),
  /** What stands in a field that people don't see: only robots fill it in. */
  website: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export type LeaveFollowUp = v.InferOutput<typeof leaveFollowUp>;

/** An operator of the chat turns it into a follow-up; answered by `followUpLeft`. */
export const turnIntoFollowUp = v.object({
  action: v.literal('turnIntoFollowUp'),
  ref,
  followUpId,
  chatId,
  email: emailAddress,
  /** For whoever answers; the patron doesn't see it. */
  note: v.optional(messageText),
});

/** What a mail can be: one recipient each. */
const mailTo = v.picklist(['library', 'patron']);

/** A department's follow-ups, newest first, a page at a time; for coordinators. Answered by `followUps`. */
export const readFollowUps = v.object({
  action: v.literal('readFollowUps'),
  ref,
  departmentId: slug,
  show: v.picklist(['open', 'closed']),
  after: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

/** Sends one of a follow-up's mails (again); answered by `followUp`. */
export const resendMail = v.object({ action: v.literal('resendMail'), ref, followUpId, to: mailTo });

/** Closes a follow-up, or opens it again; answered by `followUp`. */
export const closeFollowUp = v.object({
  action: v.literal('closeFollowUp'),
  ref,
  followUpId,
  closed: v.boolean(),
});

const address = v.string();
const tries = v.number();

/** Where a mail stands: `reason` is what the last try failed with. */
export const mailView = v.variant('state', [
  v.object({
    to: mailTo,
    address,
    tries,
    state: v.literal('pending'),
    dueAt: instant,
    reason: v.optional(v.string()),
  }),
  v.object({ to: mailTo, address, tries, state: v.literal('sent'), sentAt: instant }),
  v.object({ to: mailTo, address, tries, state: v.literal('failed'), failedAt: instant, reason: v.string() }),
]);
export type MailView = v.InferOutput<typeof mailView>;

/** A follow-up as coordinators see it. */
export const followUpView = v.object({
  followUpId,
  number: v.number(),
  departmentId: slug,
  from,
  question: v.string(),
  email: v.string(),
  patronName: v.optional(v.string()),
  page: v.optional(page),
  chatId: v.optional(chatId),
  note: v.optional(v.string()),
  /** The operator who turned a chat into it. */
  leftBy: v.optional(v.object({ id: operatorId, name: v.string() })),
  leftAt: instant,
  closed: v.optional(v.object({ at: instant, by: v.string() })),
  mails: v.array(mailView),
  /** When it is deleted. */
  keptUntil: instant,
});
export type FollowUpView = v.InferOutput<typeof followUpView>;

/** What a dashboard is sent of follow-ups. */
export const followUps = v.object({
  type: v.literal('followUps'),
  ref,
  departmentId: slug,
  followUps: v.array(followUpView),
  next: v.optional(v.string()),
});
export const followUp = v.object({ type: v.literal('followUp'), ref, followUp: followUpView });
