// The desk's keyboard shortcuts: everything for a chat within one key.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { ComposerModes } from './composer-modes.ts';
import { inOrder } from './desk-lists.ts';
import type { DeskModel } from './desk-model.ts';
import { ownChat } from './desk-state.ts';
import type { FocusWish } from './focus-wish.ts';

export function deskShortcuts(
  desk: DeskModel,
  modes: ComposerModes,
  turn: (chat: OperatorChat) => void,
): readonly Shortcut[] {
  const group = 'Chats';
  const inChat = 'In the open chat';
  const wish = (target: FocusWish) => (): boolean => {
    desk.focusWish.value = target;
    return true;
  };
  return [
    {
      id: 'claimOldest',
      keys: 'Alt+n',
      label: 'Claim the chat offered to you, or the one that has waited longest',
      group,
      run: () => desk.claimNext(),
    },
    { id: 'nextChat', keys: 'Alt+ArrowDown', label: 'Go to the next chat', group, run: () => step(desk, 1) },
    {
      id: 'previousChat',
      keys: 'Alt+ArrowUp',
      label: 'Go to the chat before',
      group,
      run: () => step(desk, -1),
    },
    {
      id: 'composer',
      keys: 'Alt+m',
      label: 'Write a message',
      group: inChat,
      run: () => {
        const chatId = desk.openChatId;
        if (chatId === undefined || modes.of(chatId) === 'message') return wish('composer')();
        modes.set(chatId, 'message');
        return wish('message')();
      },
    },
    {
      id: 'canned',
      keys: 'Alt+c',
      label: 'Find a canned message',
      group: inChat,
      run: () => hasComposer(desk) && modes.of(desk.openChatId ?? '') === 'message' && wish('canned')(),
    },
    { id: 'log', keys: 'Alt+r', label: 'Read the messages', group: inChat, run: wish('chat') },
    { id: 'list', keys: 'Alt+l', label: 'Go to the list of chats', group, run: wish('list') },
    {
      id: 'endChat',
      keys: 'Alt+x',
      label: 'End the chat, or put an ended one away',
      group: inChat,
      run: () => endOrPutAway(desk),
    },
    {
      id: 'showPage',
      keys: 'Alt+p',
      label: 'Show the patron a page',
      group: inChat,
      run: () => hasComposer(desk) && wish('page')(),
    },
    {
      id: 'offerGuided',
      keys: 'Alt+q',
      label: 'Offer guided mode',
      group: inChat,
      run: () => hasComposer(desk) && wish('guided')(),
    },
    {
      id: 'followUp',
      keys: 'Alt+u',
      label: 'Turn the chat into a follow-up',
      group: inChat,
      run: () => {
        const chat = ownChat(desk.state.value, desk.openChatId);
        if (chat !== undefined) turn(chat);
        return chat !== undefined;
      },
    },
  ];
}

/** The open chat is one's own, and goes on. */
function hasComposer(desk: DeskModel): boolean {
  const open = desk.openChatId;
  if (open === undefined || !desk.own.chats.value.has(open)) return false;
  return desk.state.value.chats.get(open)?.chat.state === 'active';
}

function endOrPutAway(desk: DeskModel): boolean {
  const chat = ownChat(desk.state.value, desk.openChatId);
  if (chat?.state !== 'ended') return desk.askToEnd();
  desk.putAway(chat.chatId);
  return true;
}

/** Opens the next or the previous chat in the order of the screen. */
function step(desk: DeskModel, by: 1 | -1): boolean {
  const chats = inOrder(desk.lists.value).map(({ chat }) => chat.chatId);
  const open = desk.openChatId;
  const place = open === undefined ? -1 : chats.indexOf(open);
  const next = place === -1 ? chats[by === 1 ? 0 : chats.length - 1] : chats[place + by];
  if (next === undefined) return false;
  desk.open(next);
  desk.focusWish.value = 'composer';
  return true;
}
