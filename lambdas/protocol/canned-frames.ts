// Canned messages on the wire: a department's, which its operators share, and an operator's own.
import * as v from 'valibot';
import { ref, slug } from './fields.ts';

/** Longest title and text of a canned message, in UTF-16 units. */
export const CANNED_TITLE_LENGTH = 60;
export const CANNED_TEXT_LENGTH = 2_000;

/** How many a department and how many an operator may keep. */
export const CANNED_ROOM = { department: 200, own: 100 } as const;

const title = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()),
  v.minLength(1, 'is empty'),
  v.maxLength(CANNED_TITLE_LENGTH, `is longer than ${CANNED_TITLE_LENGTH} characters`),
);

const text = v.pipe(
  v.string(),
  v.check((written) => written.trim() !== '', 'is empty'),
  v.maxLength(CANNED_TEXT_LENGTH, `is longer than ${CANNED_TEXT_LENGTH} characters`),
);

/** Version 0: not stored yet. */
const version = v.pipe(v.number(), v.integer(), v.minValue(0));

export const cannedMessage = v.object({ title, text, version });
export type CannedMessage = v.InferOutput<typeof cannedMessage>;

/** What makes two titles one: a department or an operator has each once, in whatever letters. */
export const titleKey = (words: string): string => words.normalize('NFC').toLowerCase();

/** Whose messages: the department's; without it the operator's own. */
const whose = { departmentId: v.optional(slug) };

/** A page of them by title; answered by `canned`. */
export const readCanned = v.object({
  action: v.literal('readCanned'),
  ref,
  ...whose,
  /** The title with which the page before ended. */
  after: v.optional(title),
});

/** Stores one; `was` is its title before, where that changes. Answered by `saved`. */
export const saveCanned = v.object({
  action: v.literal('saveCanned'),
  ref,
  ...whose,
  message: cannedMessage,
  was: v.optional(title),
});

/** Removes one over the version that was read; answered by `done`. */
export const removeCanned = v.object({
  action: v.literal('removeCanned'),
  ref,
  ...whose,
  title,
  version,
});

export const canned = v.object({
  type: v.literal('canned'),
  ref,
  ...whose,
  messages: v.array(cannedMessage),
  /** Where the next page begins; absent on the last. */
  next: v.optional(v.string()),
});

/** Somebody else, or oneself on another page, changed some: read them again. */
export const cannedChanged = v.object({ type: v.literal('cannedChanged'), ...whose });
