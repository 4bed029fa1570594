// Frames between an operator's dashboard and the server, both ways.
import * as v from 'valibot';
import { canned, cannedChanged, readCanned, removeCanned, saveCanned } from './canned-frames.ts';
import { operatorChat } from './chat-view.ts';
import { author, entry } from './entry.ts';
import { chatId, instant, languageTag, messageName, operatorId, place, ref, slug } from './fields.ts';
import { checkPage, pageChecked } from './guided-frames.ts';
import {
  closeFollowUp,
  followUp,
  followUps,
  readFollowUps,
  resendMail,
  turnIntoFollowUp,
} from './follow-up-frames.ts';
import * as desk from './desk-frames.ts';
import * as internal from './internal-chat-frames.ts';
import { followUpLeft } from './follow-up-left.ts';
import { catchUp, endChat, ping, send, typing } from './patron-frames.ts';
import { errorFrame } from './refusal.ts';
import { department, operator, status, widget } from './settings.ts';
import { departmentTexts } from './widget-texts.ts';

const token = v.pipe(v.string(), v.minLength(1), v.maxLength(8_000));

/** The first frame: signs the operator in. The identity token gives name and email, the other the rights. */
export const operatorHello = v.object({
  action: v.literal('hello'),
  as: v.literal('operator'),
  ref,
  version: v.number(),
  accessToken: token,
  idToken: v.optional(token),
  status,
  /** With away: the end that it was given before the line was lost. */
  awayUntil: v.optional(instant),
  /** When the status was chosen, by the server's clock; without: now. */
  since: v.optional(instant),
});
export type OperatorHello = v.InferOutput<typeof operatorHello>;

/** Goes on with a newer token on the same connection; answered by `renewed`. */
export const renew = v.object({ action: v.literal('renew'), ref, accessToken: token });

/** Longest that somebody says they are away for, in minutes. */
export const AWAY_MINUTES = 240;

/** Goes on or off duty, or away; answered by `statusSet`, and everybody is sent `staff`. */
export const setStatus = v.object({
  action: v.literal('setStatus'),
  ref,
  status,
  /** With away: in how many minutes it comes off by itself. */
  awayMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(AWAY_MINUTES))),
});

/** A department's waiting and active chats, oldest first, a page at a time; answered by `openChats`. */
export const openChats = v.object({
  action: v.literal('openChats'),
  ref,
  departmentId: slug,
  after: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

/** Takes a waiting chat; answered by `chat`, or by `alreadyClaimed` with who has it. */
export const claim = v.object({ action: v.literal('claim'), ref, chatId });

/** Back at a chat of one's own on a new connection; answered by `chat` with everything after the place. */
export const attach = v.object({ action: v.literal('attach'), ref, chatId, after: place });

/** Reads a chat of one's departments without taking part; answered by `chat`. */
export const readChat = v.object({ action: v.literal('readChat'), ref, chatId, after: place });

/** A department's ended chats, newest first; `words` must all occur in name, question or operators. */
export const transcripts = v.object({
  action: v.literal('transcripts'),
  ref,
  departmentId: slug,
  words: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Where to go on: the `next` of the page before. */
  after: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

/** The settings of the service; answered by `settings`. */
export const readSettings = v.object({ action: v.literal('readSettings'), ref });

/** Everybody who ever signed in, a page at a time; answered by `operators`. */
export const readOperators = v.object({
  action: v.literal('readOperators'),
  ref,
  after: v.optional(operatorId),
});

/** Stores a department (version 0: a new one), a widget or an operator's departments; answered by `saved`. */
export const saveDepartment = v.object({ action: v.literal('saveDepartment'), ref, department });
export const saveWidget = v.object({ action: v.literal('saveWidget'), ref, widget });
export const removeWidget = v.object({
  action: v.literal('removeWidget'),
  ref,
  widgetId: slug,
  version: v.number(),
});
export const saveMembership = v.object({
  action: v.literal('saveMembership'),
  ref,
  operatorId,
  departmentIds: v.pipe(v.array(slug), v.maxLength(50)),
  version: v.number(),
});

/** A department's own texts in a language; answered by `texts`, of version 0 where there are none yet. */
export const readTexts = v.object({
  action: v.literal('readTexts'),
  ref,
  departmentId: slug,
  language: languageTag,
});

/** Stores a department's own texts in a language, all of them; answered by `saved`. */
export const saveTexts = v.object({ action: v.literal('saveTexts'), ref, texts: departmentTexts });

/** What a dashboard may send. */
export const operatorFrame = v.variant('action', [
  operatorHello,
  renew,
  setStatus,
  openChats,
  claim,
  attach,
  readChat,
  send,
  typing,
  catchUp,
  endChat,
  ping,
  checkPage,
  transcripts,
  readSettings,
  readOperators,
  saveDepartment,
  saveWidget,
  removeWidget,
  saveMembership,
  readTexts,
  saveTexts,
  readCanned,
  saveCanned,
  removeCanned,
  turnIntoFollowUp,
  readFollowUps,
  resendMail,
  closeFollowUp,
  internal.say,
  internal.readRoom,
  internal.rooms,
  internal.markRead,
  internal.typeInRoom,
  desk.request,
  desk.acceptRequest,
  desk.declineRequest,
  desk.withdrawRequest,
  desk.leaveChat,
  desk.lookIn,
  desk.lookAway,
  desk.setOwnLimit,
]);
export type OperatorFrame = v.InferOutput<typeof operatorFrame>;

/** A colleague who is signed in. */
export const colleague = v.object({
  id: operatorId,
  name: v.string(),
  departmentIds: v.array(slug),
  status,
  since: instant,
  /** When away comes off by itself, if an end was given. */
  awayUntil: v.optional(instant),
});
export type Colleague = v.InferOutput<typeof colleague>;

/** A department whose waiting chats come to the operator's after a while. */
const helpedOut = v.object({ id: slug, name: v.string(), urgentSeconds: v.number() });
export type HelpedOut = v.InferOutput<typeof helpedOut>;

/**
 * The operator's own record with the departments that they may see, the names of the others (a chat may be transferred
 * there), and those to which they help out: their waiting chats come into the list after a while.
 */
const you = {
  operator,
  departments: v.array(department),
  otherDepartments: v.optional(v.array(v.object({ id: slug, name: v.string() }))),
  helpsOut: v.optional(v.array(helpedOut)),
};

/** What a dashboard is sent. */
export const toOperator = v.variant('type', [
  v.object({
    type: v.literal('welcome'),
    ref,
    serverTime: instant,
    /** When the token ends; `renew` before. */
    signedInUntil: instant,
    staff: v.array(colleague),
    /** How much each of them has to do. */
    tallies: v.optional(v.array(desk.tally)),
    /** The open chats that the operator is in or is asked to take, of whichever department. */
    chatIds: v.optional(v.array(chatId)),
    ...you,
  }),
  v.object({ type: v.literal('renewed'), ref, signedInUntil: instant }),
  v.object({
    type: v.literal('statusSet'),
    ref,
    status,
    awayUntil: v.optional(instant),
    /** The departments in which nobody is available any more: their patrons read that everybody is away. */
    lastIn: v.array(slug),
  }),
  /** The operator's own record or a department changed: read the lists again. */
  v.object({ type: v.literal('you'), ...you }),
  /**
   * Everybody who is signed in, whole, whenever that changes. Whatever was stored before `at` is in it: one with an
   * earlier `at` than another is out of date, in whichever order they arrive.
   */
  v.object({
    type: v.literal('staff'),
    at: instant,
    staff: v.array(colleague),
    tallies: v.optional(v.array(desk.tally)),
  }),
  v.object({
    type: v.literal('openChats'),
    ref,
    departmentId: slug,
    chats: v.array(operatorChat),
    /** Where the next page begins; absent on the last. */
    next: v.optional(v.string()),
  }),
  /** A chat of the operator's departments began, was claimed, lost or regained its patron, or ended. */
  v.object({ type: v.literal('chatChanged'), chat: operatorChat }),
  v.object({ type: v.literal('chat'), ref, chat: operatorChat, entries: v.array(entry), more: v.boolean() }),
  v.object({ type: v.literal('sent'), chatId, name: messageName, place, after: place, at: instant }),
  v.object({ type: v.literal('entry'), chatId, entry }),
  v.object({ type: v.literal('entries'), ref, chatId, entries: v.array(entry), more: v.boolean() }),
  v.object({ type: v.literal('typing'), chatId, by: author, writing: v.boolean() }),
  v.object({
    type: v.literal('transcripts'),
    ref,
    departmentId: slug,
    chats: v.array(operatorChat),
    next: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('settings'),
    ref,
    departments: v.array(department),
    widgets: v.array(widget),
  }),
  v.object({
    type: v.literal('operators'),
    ref,
    operators: v.array(operator),
    next: v.optional(operatorId),
  }),
  v.object({ type: v.literal('texts'), ref, texts: departmentTexts }),
  canned,
  cannedChanged,
  followUpLeft,
  followUps,
  followUp,
  internal.said,
  internal.roomSaid,
  internal.roomEntries,
  internal.ownRooms,
  internal.roomRead,
  internal.roomTyping,
  desk.tallies,
  desk.signedOff,
  v.object({ type: v.literal('saved'), ref, version: v.number() }),
  v.object({ type: v.literal('done'), ref }),
  v.object({ type: v.literal('pong'), serverTime: instant }),
  pageChecked,
  errorFrame,
]);
export type ToOperator = v.InferOutput<typeof toOperator>;
/** The same before it is parsed: what has a default may be left out. */
export type SentToOperator = v.InferInput<typeof toOperator>;
