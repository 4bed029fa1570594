// What the widget remembers of a chat, and where: going on in every tab, ended in this one only.
import * as v from 'valibot';
import { chatId, type Page, page, place, resumeToken } from '../../lambdas/protocol/fields.ts';
import type { LeaveFollowUp } from '../../lambdas/protocol/follow-up-frames.ts';
import { Kept, type KeptStorage } from '../connection/kept.ts';
import { outboxState } from '../connection/kept-outbox.ts';
import { randomChatId, randomResumeToken } from '../connection/random-names.ts';

/** A chat that nobody looked at for this long (ms) isn't shown again: the computer may be a shared one. */
export const FORGET_AFTER_MS = 4 * 3_600_000;

const keptChat = v.object({
  chatId,
  token: resumeToken,
  /** Whether the server has the question. */
  isStarted: v.boolean(),
  /** Up to where the patron has read. */
  readPlace: place,
  seenAt: v.number(),
});
export type KeptChat = v.InferOutput<typeof keptChat>;

const keptOutbox = v.object({
  chatId,
  outbox: outboxState,
  patronName: v.optional(v.string()),
  page: v.optional(page),
});

export type KeptOutbox = v.InferOutput<typeof keptOutbox>;

/** What goes with the question, should it have to be sent again. */
export interface AboutQuestion {
  readonly patronName?: string | undefined;
  readonly page?: Page | undefined;
}

/** Only what there is: a frame has no empty fields. */
export function questionOf({ patronName, page: where }: AboutQuestion): { patronName?: string; page?: Page } {
  return { ...(patronName && { patronName }), ...(where && { page: where }) };
}

/** A chat as it begins: its id and its token are ours to choose. */
export function newChat(now: number): KeptChat {
  return { chatId: randomChatId(), token: randomResumeToken(), isStarted: false, readPlace: 0, seenAt: now };
}

const draft = v.object({ text: v.string(), name: v.optional(v.string(), '') });

const followUpForm = v.object({
  /** Stays the same until the library has it: sent twice, it is one. */
  followUpId: v.string(),
  /** The patron opened it, or wrote into it. */
  isOpen: v.boolean(),
  question: v.string(),
  email: v.string(),
  name: v.string(),
});
export type FollowUpForm = v.InferOutput<typeof followUpForm>;

/** A follow-up as it goes to the library. */
export type LeftFollowUp = Omit<LeaveFollowUp, 'action' | 'ref'>;

// Written here, and parsed by the server: the protocol's whole parser would weigh too much for the opening.
const unsent = v.array(v.custom<LeftFollowUp>((value) => 'followUpId' in Object(value)));

export class WidgetMemory {
  /** The chat that goes on: in localStorage, for all tabs. */
  readonly chat: Kept<KeptChat>;
  /** The chat that ended: in sessionStorage, so that it leaves with the tab. */
  readonly endedChat: Kept<KeptChat>;
  /** This tab's own unsent messages. */
  readonly outbox: Kept<KeptOutbox>;
  /** This tab's form of a follow-up. */
  readonly followUp: Kept<FollowUpForm>;
  /** Follow-ups that the library doesn't have yet, oldest first. */
  readonly unsent: Kept<readonly LeftFollowUp[]>;
  /** Where the library takes questions by mail, for the time when it can't be reached. */
  readonly askAddress: Kept<string>;
  /** What stands in the field. */
  readonly draft: Kept<v.InferOutput<typeof draft>>;

  constructor(widgetId: string, shared: KeptStorage, ofTab: KeptStorage) {
    const key = `carrel:${widgetId}`;
    this.chat = new Kept(shared, key, keptChat);
    this.endedChat = new Kept(ofTab, `${key}:ended`, keptChat);
    this.outbox = new Kept(ofTab, `${key}:outbox`, keptOutbox);
    this.followUp = new Kept(ofTab, `${key}:followup`, followUpForm);
    this.unsent = new Kept(shared, `${key}:unsent`, unsent);
    this.askAddress = new Kept(shared, `${key}:ask`, v.string());
    this.draft = new Kept(ofTab, `${key}:draft`, draft);
  }

  /** The chat to go back to, if it isn't too long ago. */
  chatToResume(now: number): KeptChat | undefined {
    const found = this.chat.get() ?? this.endedChat.get();
    if (found !== undefined && now - found.seenAt < FORGET_AFTER_MS) return found;
    this.forget();
    return undefined;
  }

  /** What ended is remembered by this tab only: the next person at this computer shan't find it. */
  keepEnded(kept: KeptChat): void {
    if (this.chat.get()?.chatId === kept.chatId) this.chat.remove();
    this.endedChat.set(kept);
  }

  /** All that there is. */
  get all(): readonly { text: string }[] {
    return [this.chat, this.endedChat, this.outbox, this.draft, this.followUp, this.unsent];
  }

  forget(): void {
    this.chat.remove();
    this.endedChat.remove();
    this.outbox.remove();
  }
}
