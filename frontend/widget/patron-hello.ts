// The widget's first frame on each connection: which widget it is, and the chat that the patron comes back to.
import type { Page } from '../../lambdas/protocol/fields.ts';
import { PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import type { PatronHello } from '../../lambdas/protocol/patron-frames.ts';
import type { KeptChat } from './kept-chat.ts';

export interface Returning {
  readonly kept: KeptChat;
  /** The last place that is here. */
  readonly place: number;
}

/** Whose chat box it is, and the language that the patron reads it in. */
export interface About {
  readonly widgetId: string;
  /** Its catalogue's tag. */
  readonly language: string;
}

export function helloOf(
  ref: string,
  about: About,
  returning: Returning | undefined,
  page: Page | undefined,
): PatronHello {
  const { widgetId, language } = about;
  const hello = {
    action: 'hello',
    as: 'patron',
    ref,
    version: PROTOCOL_VERSION,
    widgetId,
    language,
  } as const;
  // What the server hasn't confirmed can't be resumed: its question is sent again instead.
  if (returning === undefined || !returning.kept.isStarted) return hello;
  const { kept, place } = returning;
  return { ...hello, resume: { chatId: kept.chatId, token: kept.token, place, ...(page && { page }) } };
}
