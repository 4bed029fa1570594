// The small parsers that frames are made of: identifiers, texts, names, addresses.
import * as v from 'valibot';
import { MESSAGE_LENGTH, NAME_LENGTH, PAGE_ADDRESS_LENGTH, PAGE_TITLE_LENGTH } from './limits.ts';

/** Names a request; the answer carries it back. Chosen by the client, unique on its connection. */
export const ref = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,40}$/, 'is a short name of letters, digits, - and _'),
);

/** A chat's id: 128 random bits in base64url, chosen by the patron's widget. */
export const chatId = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'is 22 characters of base64url'));

/** A patron's resume token: 256 random bits in base64url, chosen by the widget; stored as a hash only. */
export const resumeToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'is 43 characters of base64url'));

/** A short name in the library's own address space: departments and widgets. */
export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'is made of small letters, digits and hyphens'),
);

/** A catalogue's name: a language tag in small letters, such as "es" or "zh-hant". */
export const languageTag = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,3}$/, 'is a language tag in small letters'),
);

/** An operator's id: the `sub` of their token. */
export const operatorId = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** A place in a chat: 1 for its first entry, then one more for each. 0 stands for "nothing yet". */
export const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999));

/** Milliseconds since 1970, UTC. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * A client's own name for a message: the random name of its outbox, a dot, and a number that counts from 1.
 * The server stores a name once, and an outbox's numbers in order.
 */
export const messageName = v.pipe(
  v.string(),
  v.regex(/^[\w-]{8,22}\.[1-9]\d{0,5}$/, 'is an outbox and a number'),
);

/** A message's text: something to read, and not too much of it. */
export const messageText = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'is empty'),
  v.maxLength(MESSAGE_LENGTH, `is longer than ${MESSAGE_LENGTH} characters`),
);

/** The name of a person, a department or a widget: one line, trimmed. */
export const personName = v.pipe(
  v.string(),
  v.transform((name) => name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()),
  v.minLength(1, 'is empty'),
  v.maxLength(NAME_LENGTH, `is longer than ${NAME_LENGTH} characters`),
);

/**
 * The library page that a patron is reading. Only http(s) addresses; query and fragment, which may say
 * more about a person than the page does, are cut off.
 */
export const page = v.object({
  address: v.pipe(
    v.string(),
    v.maxLength(PAGE_ADDRESS_LENGTH),
    v.regex(/^https?:\/\/[^\s\p{Cc}/?#]+[^\s\p{Cc}]*$/iu, 'is not an http(s) address'),
    v.transform((address) => address.replace(/[?#].*$/su, '')),
  ),
  title: v.pipe(
    v.string(),
    v.maxLength(PAGE_TITLE_LENGTH),
    v.transform((title) => title.replace(/[\s\p{Cc}]+/gu, ' ').trim()),
  ),
});
export type Page = v.InferOutput<typeof page>;

/** An address of the web that opens beside a chat: with its query and fragment, since somebody chose it. */
export const webAddress = v.pipe(
  v.string(),
  v.maxLength(PAGE_ADDRESS_LENGTH),
  v.regex(/^https?:\/\/[^\s\p{Cc}/?#]+[^\s\p{Cc}]*$/iu, 'is not an http(s) address'),
);
