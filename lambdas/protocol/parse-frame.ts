// From the text of a frame to a frame, or to why it is none. Nothing a client sends is used before this.
import * as v from 'valibot';
import { mailTranscript, rateChat } from './after-chat-frames.ts';
import * as canned from './canned-frames.ts';
import { messageName, ref } from './fields.ts';
import { checkPage } from './guided-frames.ts';
import * as desk from './desk-frames.ts';
import * as followUp from './follow-up-frames.ts';
import * as internal from './internal-chat-frames.ts';
import { FRAME_BYTES } from './limits.ts';
import * as operator from './operator-frames.ts';
import * as patron from './patron-frames.ts';
import type { RefusalCode } from './refusal.ts';
import { utf8Length } from './utf8.ts';

/** What follows a hello, of patrons and of operators. */
const FRAMES = [
  patron.startChat,
  patron.send,
  patron.typing,
  patron.catchUp,
  patron.endChat,
  patron.ping,
  checkPage,
  operator.renew,
  operator.setStatus,
  operator.openChats,
  operator.claim,
  operator.attach,
  operator.readChat,
  operator.transcripts,
  operator.readSettings,
  operator.readOperators,
  operator.saveDepartment,
  operator.saveWidget,
  operator.removeWidget,
  operator.saveMembership,
  operator.readTexts,
  operator.saveTexts,
  canned.readCanned,
  canned.saveCanned,
  canned.removeCanned,
  followUp.leaveFollowUp,
  followUp.turnIntoFollowUp,
  followUp.readFollowUps,
  followUp.resendMail,
  followUp.closeFollowUp,
  rateChat,
  mailTranscript,
  internal.say,
  internal.readRoom,
  internal.rooms,
  internal.markRead,
  internal.typeInRoom,
  patron.answerTransfer,
  desk.setOwnLimit,
  desk.request,
  desk.acceptRequest,
  desk.declineRequest,
  desk.withdrawRequest,
  desk.leaveChat,
  desk.lookIn,
  desk.lookAway,
] as const;

/** Everything that any client may send, by its action. */
const clientFrame = v.variant('action', [
  v.variant('as', [patron.patronHello, operator.operatorHello]),
  ...FRAMES,
]);
export type ClientFrame = v.InferOutput<typeof clientFrame>;

const ACTIONS: ReadonlySet<string> = new Set([
  'hello',
  ...FRAMES.map((frame) => frame.entries.action.literal),
]);

/** Which frame an error answers, as far as it could be read. */
export interface About {
  ref?: string;
  name?: string;
}

export type Parsed =
  | { readonly ok: true; readonly frame: ClientFrame }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly about: About;
      /** What is wrong with which part; it names fields, and never repeats what stood in them. */
      readonly sentence?: string;
    };

export function parseFrame(text: string): Parsed {
  if (utf8Length(text) > FRAME_BYTES) return { ok: false, code: 'tooLarge', about: {} };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, code: 'notJson', about: {} };
  const head = v.safeParse(v.object({ action: v.string() }), json.value);
  if (!head.success) return { ok: false, code: 'malformed', about: {}, sentence: 'A frame has an action.' };
  const about = aboutFrame(json.value);
  if (!ACTIONS.has(head.output.action)) return { ok: false, code: 'unknownAction', about };
  const frame = v.safeParse(clientFrame, json.value, { abortEarly: true });
  if (frame.success) return { ok: true, frame: frame.output };
  return { ok: false, code: 'malformed', about, sentence: sentenceFor(frame.issues[0]) };
}

/** Half a surrogate pair has no form in UTF-8, so nothing that holds one can be stored or pushed. */
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;
const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text, ESCAPED_SURROGATE.test(text) ? wellFormed : undefined) };
  } catch {
    return { ok: false };
  }
}

function aboutFrame(value: unknown): About {
  const read = v.parse(
    v.object({
      ref: v.fallback(v.optional(ref), undefined),
      name: v.fallback(v.optional(messageName), undefined),
    }),
    value,
  );
  return {
    ...(read.ref !== undefined && { ref: read.ref }),
    ...(read.name !== undefined && { name: read.name }),
  };
}

function sentenceFor(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'the frame';
  // Messages of our own say what is wrong; the library's defaults repeat what was received.
  const own = issue.message.startsWith('Invalid ')
    ? `is not ${issue.expected ?? 'as it should be'}`
    : issue.message;
  return own.includes(':') ? own : `${path} ${own}.`;
}
