// What colleagues ask this operator: the requests to them or their department, taking and declining them, and who was quicker.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import { isAsked, isMine } from '../desk/belonging.ts';
import { patronTitle } from '../desk/desk-lists.ts';
import type { DeskModel } from '../desk/desk-model.ts';
import type { Session } from '../session.ts';
import { askedWords, goneWords } from './handing-words.ts';
import type { HandingNews } from './handing-news.ts';

export interface AskedRequest {
  readonly chat: OperatorChat;
  readonly request: StandingRequest;
}

export interface AskedRequestsProps {
  readonly session: Pick<Session, 'wire'>;
  readonly desk: Pick<DeskModel, 'own' | 'state' | 'busyWith' | 'focusWish' | 'open' | 'openChatId' | 'tell'>;
  readonly clock: Pick<TickingClock, 'time'>;
  readonly news: HandingNews;
  readonly say: (sentence: string) => void;
}

/** The same request to the same people is one, however often it is told; the patron's yes gives it more time. */
const keyOf = ({ chat, request: { kind, by, to } }: AskedRequest): string =>
  JSON.stringify([chat.chatId, kind, by.id, to]);

export class AskedRequests {
  /** Those that stand now, the one with the least time first. */
  readonly all: ReadonlySignal<readonly AskedRequest[]>;
  /** The chat whose request the operator is about to decline, with the reason that they may give. */
  readonly declining = signal<string | undefined>(undefined);
  readonly reason = signal('');
  readonly #props: AskedRequestsProps;
  /** Requests to the operator's department that they don't want to see. */
  readonly #hidden = signal<ReadonlySet<string>>(new Set());
  /** Those that the operator was told of, by chat. */
  readonly #told = new Map<string, AskedRequest>();
  readonly #stops: (() => void)[];

  constructor(props: AskedRequestsProps) {
    const { desk, clock, session } = props;
    this.#props = props;
    this.all = computed(() => {
      const state = desk.state.value;
      const now = clock.time.value;
      return [...state.chats.values()]
        .flatMap(({ chat }) =>
          chat.request !== undefined && isAsked(state, chat, now) && !isMine(state, chat)
            ? [{ chat, request: chat.request }]
            : [],
        )
        .filter((asked) => !this.#hidden.value.has(keyOf(asked)))
        .toSorted((one, other) => one.request.until - other.request.until);
    });
    this.#stops = [
      session.wire.frames.listen((frame) => {
        if (frame.type === 'chatChanged') this.#follow(frame.chat);
      }),
      effect(() => {
        const all = this.all.value;
        untracked(() => this.#tell(all));
      }),
    ];
  }

  /** The request that a key or the open chat's foot is about. */
  of(chatId: string | undefined): AskedRequest | undefined {
    return this.all.value.find(({ chat }) => chat.chatId === chatId);
  }

  /** The open chat's, else the one with the least time. */
  get first(): AskedRequest | undefined {
    return this.of(this.#props.desk.openChatId) ?? this.all.value[0];
  }

  /** Shows the whole chat, to be read before one decides. */
  read({ chat }: AskedRequest): void {
    const { desk } = this.#props;
    desk.open(chat.chatId);
    desk.focusWish.value = 'chat';
  }

  async accept({ chat, request }: AskedRequest): Promise<void> {
    const { session, desk, say } = this.#props;
    const { chatId } = chat;
    if (desk.busyWith.value !== undefined) return;
    desk.busyWith.value = chatId;
    const answer = await session.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    desk.busyWith.value = undefined;
    if (answer.type === 'chat') {
      this.#told.delete(chatId);
      desk.open(chatId);
      await desk.own.join(answer);
      desk.focusWish.value = 'composer';
      const patron = patronTitle(chat);
      say(request.kind === 'transfer' ? `The chat with ${patron} is yours.` : `You joined ${patron}.`);
      return;
    }
    const text =
      answer.type === 'error'
        ? answer.message
        : 'The chat could not be taken just now. Please try again: the request stands.';
    desk.tell({
      kind: answer.type === 'error' && answer.code === 'noSuchRequest' ? 'plain' : 'urgent',
      text,
    });
  }

  /** Nobody declines for a whole department: its request just goes from this desk. */
  askToDecline(asked: AskedRequest): void {
    if ('departmentId' in asked.request.to) {
      this.#hidden.value = new Set([...this.#hidden.value, keyOf(asked)]);
      this.#props.desk.focusWish.value = 'list';
      return;
    }
    this.reason.value = '';
    this.declining.value = asked.chat.chatId;
  }

  goOn(): void {
    this.declining.value = undefined;
    this.#props.desk.focusWish.value = 'list';
  }

  async decline({ chat }: AskedRequest): Promise<void> {
    const { session, desk, say } = this.#props;
    const { chatId } = chat;
    if (desk.busyWith.value !== undefined) return;
    desk.busyWith.value = chatId;
    const reason = this.reason.value.trim();
    const answer = await session.wire.ask({ action: 'declineRequest', chatId, reason }, 'done');
    desk.busyWith.value = undefined;
    if (answer.type === 'done') {
      this.#told.delete(chatId);
      this.declining.value = undefined;
      desk.focusWish.value = 'list';
      say('You declined.');
      return;
    }
    const text =
      answer.type === 'error'
        ? answer.message
        : 'It could not be declined just now. Please try again, or let it run out.';
    desk.tell({ kind: 'urgent', text });
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  /** Says what is new, once; and what has run out with nothing written. */
  #tell(all: readonly AskedRequest[]): void {
    const { clock, say } = this.#props;
    for (const [chatId, told] of this.#told) {
      const hasRunOut = told.request.until <= clock.time.value && this.of(chatId) === undefined;
      if (!hasRunOut) continue;
      this.#told.delete(chatId);
      say(`The time to take the chat with ${patronTitle(told.chat)} is over.`);
    }
    for (const asked of all) {
      const before = this.#told.get(asked.chat.chatId);
      this.#told.set(asked.chat.chatId, asked);
      if (before !== undefined && keyOf(before) === keyOf(asked)) continue;
      const note = asked.request.note === '' ? '' : ` ${asked.request.note}`;
      say(`${askedWords(asked.request)}, with ${patronTitle(asked.chat)}.${note}`);
    }
    const open = this.declining.value;
    if (open !== undefined && this.of(open) === undefined) this.declining.value = undefined;
  }

  /** The request is over by somebody's doing. */
  #follow(chat: OperatorChat): void {
    const told = this.#told.get(chat.chatId);
    const { desk, news, clock } = this.#props;
    if (told === undefined || desk.busyWith.value === chat.chatId) return;
    const state = desk.state.value;
    if (isAsked(state, chat, clock.time.value) && !isMine(state, chat)) return;
    this.#told.delete(chat.chatId);
    const text = goneWords(told.chat, told.request, chat, state.operatorId);
    if (text !== undefined) news.tell({ text });
  }
}
