// What people who can't see the screen are told of news at the desk, and which messages are to be noticed.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { plural } from '../../ui/time-words.ts';
import { patronTitle } from './desk-lists.ts';
import type { DeskChat, DeskState } from './desk-state.ts';

export interface DeskAlertsProps {
  /** Says a sentence to people who can't see the screen. */
  readonly say: (sentence: string) => void;
  /** A message or note has come that isn't looked at. `isOld`: from before this page was there. */
  readonly onMessage: (known: DeskChat, isOld: boolean) => void;
  readonly isOnDuty: () => boolean;
  readonly departmentName: (departmentId: string) => string;
}

export class DeskAlerts {
  readonly #props: DeskAlertsProps;
  readonly #known = new Set<string>();

  constructor(props: DeskAlertsProps) {
    this.#props = props;
  }

  say(sentence: string): void {
    this.#props.say(sentence);
  }

  /** Compares two states of the desk and tells what is new. */
  follow(before: DeskState, after: DeskState): void {
    this.#tellArrivals(before, after);
    for (const known of after.chats.values()) {
      const was = before.chats.get(known.chat.chatId);
      if (was === undefined) continue;
      this.#tellOffer(was, known, after);
      this.#tellClaim(was, known, after);
      this.#tellMessage(was, known, after);
      this.#tellPatron(was, known);
    }
  }

  #tellArrivals(before: DeskState, after: DeskState): void {
    const arrived = [...after.chats.values()]
      .map(({ chat }) => chat)
      .filter(({ chatId, state }) => state === 'waiting' && !this.#known.has(chatId));
    if (arrived.length === 0) return;
    for (const { chatId } of arrived) this.#known.add(chatId);
    const isFirstLook = arrived.every(({ departmentId }) => !before.listed.has(departmentId));
    if (!this.#props.isOnDuty()) return;
    if (isFirstLook) {
      this.#props.say(`${plural(arrived.length, 'chat is', 'chats are')} waiting.`);
    } else for (const chat of arrived) this.#tellArrival(chat, after);
  }

  #tellArrival(chat: OperatorChat, { operatorId }: DeskState): void {
    const { departmentName, say } = this.#props;
    const { offeredTo } = chat;
    const isMine = offeredTo?.id === operatorId;
    const offered = offeredTo === undefined ? '' : `, offered to ${isMine ? 'you' : offeredTo.name}`;
    const department = departmentName(chat.departmentId);
    say(`New chat waiting in ${department}, from ${patronTitle(chat)}${offered}: ${chat.question}`);
  }

  /** A waiting chat was moved on: whoever had the offer before can't take it. */
  #tellOffer(was: DeskChat, { chat }: DeskChat, { operatorId }: DeskState): void {
    if (chat.state !== 'waiting' || chat.offeredTo?.id !== operatorId) return;
    if (was.chat.offeredTo?.id === operatorId || !this.#props.isOnDuty()) return;
    const { departmentName, say } = this.#props;
    const department = departmentName(chat.departmentId);
    say(`A chat is offered to you in ${department}, from ${patronTitle(chat)}: ${chat.question}`);
  }

  /** Somebody took on purpose what was offered to this operator. */
  #tellClaim(was: DeskChat, { chat }: DeskChat, { operatorId }: DeskState): void {
    if (was.chat.state !== 'waiting' || was.chat.offeredTo?.id !== operatorId) return;
    if (chat.owner === undefined || chat.owner.id === operatorId) return;
    this.#props.say(`${chat.owner.name} has taken the chat from ${patronTitle(chat)}.`);
  }

  #tellMessage(was: DeskChat, known: DeskChat, { operatorId }: DeskState): void {
    const { lastMessage, chat, unread } = known;
    if (lastMessage === undefined || lastMessage === was.lastMessage) return;
    if (lastMessage.by.role === 'operator' && lastMessage.by.id === operatorId) return;
    const isFirstLook = was.lastMessage === undefined;
    if (!isFirstLook) {
      const name = lastMessage.by.role === 'patron' ? patronTitle(chat) : lastMessage.by.name;
      this.#props.say(`${lastMessage.isNote ? 'Note from ' : ''}${name}: ${lastMessage.text}`);
    }
    if (unread > was.unread) this.#props.onMessage(known, isFirstLook);
  }

  #tellPatron(was: DeskChat, { chat, wasMine }: DeskChat): void {
    if (!wasMine) return;
    const name = patronTitle(chat);
    if (chat.state === 'ended' && was.chat.state !== 'ended' && chat.endedBy === 'patron') {
      this.#props.say(`${name} ended the chat.`);
    } else if (chat.patronGoneSince !== undefined && was.chat.patronGoneSince === undefined) {
      this.#props.say(`${name} left or lost the connection.`);
    } else if (chat.patronGoneSince === undefined && was.chat.patronGoneSince !== undefined) {
      if (chat.state !== 'ended') this.#props.say(`${name} is back.`);
    }
  }
}
