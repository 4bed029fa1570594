// Handing chats over and inviting colleagues, from both sides: what one asks, what one is asked, and the dialog for it.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { RequestKind } from '../../../lambdas/protocol/desk-frames.ts';
import type { KeptStorage } from '../../connection/kept.ts';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import { isMine } from '../desk/belonging.ts';
import type { DeskModel } from '../desk/desk-model.ts';
import type { Team } from '../desk/team.ts';
import { roomWith } from '../internal-chat/room-names.ts';
import type { RoomsModel } from '../internal-chat/rooms-model.ts';
import { isCoordinator } from '../roles.ts';
import type { Session } from '../session.ts';
import { ownStatusAt } from '../status/own-status.ts';
import { statusName } from '../status/status-words.ts';
import { AskedRequests } from './asked-requests.ts';
import { Asking, type AskingProps } from './asking.ts';
import { HandingNews } from './handing-news.ts';
import { askFirstDraft } from './handing-words.ts';
import { OwnRequests } from './own-requests.ts';
import { type Taker, takers } from './takers.ts';

export interface HandingProps {
  readonly session: Session;
  readonly desk: DeskModel;
  readonly team: Pick<Team, 'people' | 'departments'>;
  readonly rooms: Pick<RoomsModel, 'open'>;
  readonly clock: Pick<TickingClock, 'time'>;
  readonly time: LibraryTime;
  readonly storage: KeptStorage;
  readonly say: (sentence: string) => void;
}

export class Handing {
  readonly news: HandingNews;
  /** What colleagues ask this operator. */
  readonly asked: AskedRequests;
  /** What this operator asks colleagues. */
  readonly own: OwnRequests;
  readonly #props: HandingProps;
  readonly #open = signal<Asking | undefined>(undefined);
  /** What was written in dialogs that were closed without asking anybody. */
  readonly #kept = new Map<string, Asking>();

  constructor(props: HandingProps) {
    const { session, desk, clock, storage, say } = props;
    this.#props = props;
    this.news = new HandingNews(say);
    this.asked = new AskedRequests({ session, desk, clock, news: this.news, say });
    this.own = new OwnRequests({
      session,
      desk,
      clock,
      storage,
      news: this.news,
      say,
      mayRead: (chat) => this.#mayRead(chat),
    });
  }

  /** The dialog that is open. */
  get open(): ReadonlySignal<Asking | undefined> {
    return this.#open;
  }

  /** Only the owner hands a chat over; whoever is in it invites a colleague. */
  may(kind: RequestKind, chat: OperatorChat): boolean {
    const state = this.#props.desk.state.value;
    if (chat.state !== 'active' || !isMine(state, chat)) return false;
    return kind === 'invitation' || chat.owner?.id === state.operatorId;
  }

  /** Opens the dialog; false where there is nothing to ask, or somebody is being asked already. */
  begin(kind: RequestKind, chat: OperatorChat | undefined, note?: string): boolean {
    if (chat === undefined || !this.may(kind, chat)) return false;
    const standing = this.own.of(chat.chatId);
    if (standing?.kind === 'standing') {
      const { name } = standing.request.to;
      const text = standing.mayWithdraw
        ? `${name} is being asked already. Withdraw that first.`
        : `${name} is being asked already. Wait until that is over.`;
      this.#props.desk.tell({ kind: 'plain', text });
      return true;
    }
    const key = `${kind} ${chat.chatId}`;
    const props = this.#askingProps(kind, chat);
    const asking = this.#kept.get(key) ?? new Asking(props);
    asking.resume(props);
    if (note !== undefined && asking.note.value === '') asking.note.value = note;
    this.#kept.set(key, asking);
    this.#open.value = asking;
    return true;
  }

  /** Nobody took it: asks somebody else, with what was written for the first. */
  again(chat: OperatorChat, note: string): void {
    this.own.dismiss(chat.chatId);
    this.begin('transfer', chat, note);
  }

  /** What was written stays for the next time. */
  close(): void {
    if (this.#open.value?.state.value.kind !== 'sending') this.#open.value = undefined;
  }

  /** Opens the conversation with a colleague beside the chat; the draft waits there for them to send it. */
  askFirst(taker: Taker): void {
    const asking = this.#open.value;
    const { desk, rooms } = this.#props;
    if (asking === undefined || !('operatorId' in taker.to)) return;
    const roomId = roomWith(taker.to.operatorId);
    if (desk.drafts.of(roomId) === '') desk.drafts.put(roomId, askFirstDraft(asking.kind, asking.chat));
    this.#open.value = undefined;
    rooms.open(roomId);
  }

  dispose(): void {
    this.asked.dispose();
    this.own.dispose();
  }

  #askingProps(kind: RequestKind, chat: OperatorChat): AskingProps {
    const { session, say, desk } = this.#props;
    return {
      kind,
      chat,
      wire: session.wire,
      takers: (query) => this.#takers(kind, chat, query),
      onAsked: ({ name }) => {
        this.#kept.delete(`${kind} ${chat.chatId}`);
        this.#open.value = undefined;
        desk.focusWish.value = 'composer';
        say(kind === 'transfer' ? `${name} is asked to take the chat.` : `${name} is asked to join.`);
      },
    };
  }

  #takers(kind: RequestKind, chat: OperatorChat, query: string): readonly Taker[] {
    const { desk, team, clock, time } = this.#props;
    const now = clock.time.value;
    return takers(
      {
        kind,
        // As it is now: somebody may have come into it while the dialog was open.
        chat: desk.state.value.chats.get(chat.chatId)?.chat ?? chat,
        people: team.people.value,
        departments: team.departments.value,
        now,
        statusWords: ({ colleague }) => statusName(ownStatusAt(colleague, now), time, now),
      },
      query,
    );
  }

  #mayRead({ departmentId }: OperatorChat): boolean {
    const me = this.#props.session.me.value;
    return me !== undefined && (me.departmentIds.includes(departmentId) || isCoordinator(me));
  }
}
