// Guided mode over the wire: what an operator puts in front of a patron, and whether a page lets itself be framed.
import * as v from 'valibot';
import { chatId, ref, webAddress } from './fields.ts';

/** What comes with an operator's message: a page to look at, or the chat with pages beside it. */
export const offer = v.variant('kind', [
  v.object({ kind: v.literal('page'), address: webAddress }),
  v.object({ kind: v.literal('guided') }),
]);
export type Offer = v.InferOutput<typeof offer>;

/** Asks whether a page can be shown beside this chat; answered by `pageChecked`. */
export const checkPage = v.object({ action: v.literal('checkPage'), ref, chatId, address: webAddress });
export type CheckPage = v.InferOutput<typeof checkPage>;

/** `no`: it refuses to be framed, or browsers would not load it there. `unknown`: it could not be asked. */
export const framing = v.picklist(['yes', 'no', 'unknown']);
export type Framing = v.InferOutput<typeof framing>;

/** The answer to `checkPage`: nothing of the page but this. */
export const pageChecked = v.object({ type: v.literal('pageChecked'), ref, address: v.string(), framing });
