// What this operator asks colleagues: the request that stands in each of their chats, what came of it, and chats that went over.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import * as v from 'valibot';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import { isMine } from '../desk/belonging.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { DeskModel } from '../desk/desk-model.ts';
import { noteDraft } from '../desk/drafts.ts';
import type { Session } from '../session.ts';
import type { HandingNews } from './handing-news.ts';
import { outcomeWords } from './handing-words.ts';
import { newestRequest } from './request-story.ts';

export type RequestNow =
  | { readonly kind: 'standing'; readonly request: StandingRequest; readonly mayWithdraw: boolean }
  /** Over, until it is dismissed. `again`: the note of a transfer that nobody took, for somebody else to read. */
  | {
      readonly kind: 'over';
      readonly place: number;
      readonly text: string;
      readonly again?: { readonly note: string };
    };

export interface OwnRequestsProps {
  readonly session: Pick<Session, 'wire'>;
  readonly desk: Pick<
    DeskModel,
    'own' | 'state' | 'drafts' | 'busyWith' | 'focusWish' | 'goOnWithout' | 'tell'
  >;
  readonly clock: Pick<TickingClock, 'time'>;
  readonly storage: KeptStorage;
  readonly news: HandingNews;
  readonly say: (sentence: string) => void;
  /** Whether the operator may read a chat that they are in no more. */
  readonly mayRead: (chat: OperatorChat) => boolean;
}

export class OwnRequests {
  /** By chat: only those with something to show. */
  readonly all: ReadonlySignal<ReadonlyMap<string, RequestNow>>;
  readonly #props: OwnRequestsProps;
  readonly #kept: Kept<Record<string, number>>;
  readonly #dismissed;
  /** Requests that stood while this page looked on: only their end is said aloud. */
  readonly #seen = new Set<string>();
  /** Chats that the operator asks others to take, as they were then. */
  readonly #given = new Map<string, { readonly chat: OperatorChat; readonly by: string }>();
  readonly #stop: () => void;

  constructor(props: OwnRequestsProps) {
    const { desk } = props;
    this.#props = props;
    this.#kept = new Kept(props.storage, 'carrel.requests.read', v.record(v.string(), v.number()));
    this.#dismissed = signal(this.#kept.get() ?? {});
    this.all = computed(() => {
      const found = [...desk.state.value.chats.values()].flatMap(({ chat }) => {
        const now = this.#now(chat);
        return now === undefined ? [] : [[chat.chatId, now] as const];
      });
      return new Map(found);
    });
    this.#stop = effect(() => {
      const all = this.all.value;
      untracked(() => this.#tell(all));
    });
  }

  of(chatId: string): RequestNow | undefined {
    return this.all.value.get(chatId);
  }

  async withdraw({ chatId }: OperatorChat): Promise<void> {
    const { session, desk, say } = this.#props;
    if (desk.busyWith.value !== undefined) return;
    desk.busyWith.value = chatId;
    const answer = await session.wire.ask({ action: 'withdrawRequest', chatId }, 'done');
    desk.busyWith.value = undefined;
    desk.focusWish.value = 'composer';
    if (answer.type === 'done') {
      say('You took the request back.');
      return;
    }
    const text =
      answer.type === 'error'
        ? answer.message
        : 'The request could not be taken back just now. Please try again.';
    desk.tell({ kind: 'urgent', text });
  }

  dismiss(chatId: string): void {
    const now = this.of(chatId);
    if (now?.kind !== 'over') return;
    this.#dismissed.value = { ...this.#dismissed.value, [chatId]: now.place };
    this.#kept.set(this.#dismissed.value);
    this.#props.desk.focusWish.value = 'composer';
  }

  dispose(): void {
    this.#stop();
  }

  #now(chat: OperatorChat): RequestNow | undefined {
    const { desk, clock } = this.#props;
    const state = desk.state.value;
    if (chat.state !== 'active' || !isMine(state, chat)) return undefined;
    const now = clock.time.value;
    const { request } = chat;
    if (request !== undefined && request.until > now) {
      const mayWithdraw = request.by.id === state.operatorId || chat.owner?.id === state.operatorId;
      return { kind: 'standing', request, mayWithdraw };
    }
    return this.#over(chat, now);
  }

  #over(chat: OperatorChat, now: number): RequestNow | undefined {
    const { desk } = this.#props;
    const { operatorId } = desk.state.value;
    const story = newestRequest(desk.own.chats.value.get(chat.chatId)?.entries.value ?? [], now);
    const { request, outcome } = story ?? {};
    if (story === undefined || request === undefined || outcome === undefined) return undefined;
    if (request.by.role !== 'operator' || request.by.id !== operatorId) return undefined;
    if (this.#dismissed.value[chat.chatId] === request.place) return undefined;
    const isOwnDoing =
      outcome.kind === 'ended' && outcome.by.role === 'operator' && outcome.by.id === operatorId;
    const text = isOwnDoing ? undefined : outcomeWords(story, outcome, patronTitle(chat));
    if (text === undefined) return undefined;
    const again = request.request === 'transfer' && outcome.kind !== 'taken';
    return {
      kind: 'over',
      place: request.place,
      text,
      ...(again && chat.owner?.id === operatorId && { again: { note: request.note } }),
    };
  }

  #tell(all: ReadonlyMap<string, RequestNow>): void {
    const { operatorId, chats } = this.#props.desk.state.value;
    for (const [chatId, now] of all) {
      const chat = chats.get(chatId)?.chat;
      if (now.kind === 'standing') {
        this.#seen.add(chatId);
        const isGiven = now.request.kind === 'transfer' && now.request.by.id === operatorId;
        if (isGiven && chat !== undefined) this.#given.set(chatId, { chat, by: operatorId });
      } else if (this.#seen.delete(chatId)) this.#props.say(now.text);
    }
    for (const chatId of this.#given.keys()) this.#follow(chatId, all);
  }

  /** Somebody took the chat, and the operator is in it no more: it goes from their desk, and nothing written is lost. */
  #follow(chatId: string, all: ReadonlyMap<string, RequestNow>): void {
    const { desk } = this.#props;
    const given = this.#given.get(chatId);
    const state = desk.state.value;
    const chat = state.chats.get(chatId)?.chat;
    if (given === undefined || all.get(chatId)?.kind === 'standing') return;
    const isStill = chat !== undefined && (chat.state !== 'active' || isMine(state, chat));
    this.#given.delete(chatId);
    if (isStill || given.by !== state.operatorId) return;
    this.#seen.delete(chatId);
    this.#goOn(given.chat, chat);
  }

  /** `now`: the chat as it is, where this desk still has it. */
  #goOn(before: OperatorChat, now: OperatorChat | undefined): void {
    const { desk, news, clock, mayRead } = this.#props;
    const { chatId, request } = before;
    const unsent = this.#unsent(chatId);
    const entries = desk.own.chats.value.get(chatId)?.entries.value ?? [];
    const { outcome } = newestRequest(entries, clock.time.value) ?? {};
    const taker =
      now?.owner?.name ??
      (outcome?.kind === 'taken' ? outcome.by : undefined) ??
      (request !== undefined && 'operatorId' in request.to ? request.to.name : 'A colleague');
    desk.goOnWithout(chatId);
    desk.drafts.keep(chatId, unsent.message);
    desk.drafts.keep(noteDraft(chatId), unsent.note);
    const all = [unsent.message, unsent.note].filter((text) => text !== '').join('\n');
    news.tell({
      text: `${taker} has the chat with ${patronTitle(before)} now.`,
      ...(now !== undefined && mayRead(now) && { chatId }),
      ...(all !== '' && { unsent: all }),
    });
  }

  /** What was on its way or begun when the chat went over. */
  #unsent(chatId: string): { readonly message: string; readonly note: string } {
    const { desk } = this.#props;
    const pending = desk.own.chats.value.get(chatId)?.pending.value ?? [];
    const joined = (isNote: boolean, draft: string): string =>
      [...pending.filter((each) => (each.isNote ?? false) === isNote).map(({ text }) => text), draft]
        .filter((text) => text !== '')
        .join('\n');
    return {
      message: joined(false, desk.drafts.of(chatId)),
      note: joined(true, desk.drafts.of(noteDraft(chatId))),
    };
  }
}
