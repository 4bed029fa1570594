// Keys for notes, for looking in on the open chat and for leaving it.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { Company } from './company.ts';
import type { ComposerModes } from './composer-modes.ts';
import type { DeskModel } from './desk-model.ts';
import { ownChat } from './desk-state.ts';

export interface CompanyShortcutsProps {
  readonly desk: DeskModel;
  readonly company: Company;
  readonly modes: ComposerModes;
}

export function companyShortcuts({ desk, company, modes }: CompanyShortcutsProps): readonly Shortcut[] {
  const group = 'In the open chat';
  return [
    {
      id: 'note',
      keys: 'Alt+s',
      label: 'Write a note to staff, or a message again',
      group,
      run: () => {
        const chat = ownChat(desk.state.value, desk.openChatId);
        if (chat?.state !== 'active') return false;
        const mode = modes.of(chat.chatId) === 'note' ? 'message' : 'note';
        modes.set(chat.chatId, mode);
        desk.focusWish.value = mode;
        return true;
      },
    },
    {
      id: 'lookIn',
      keys: 'Alt+k',
      label: 'Look in on the chat, or stop that',
      group,
      run: () => {
        const chat = desk.state.value.chats.get(desk.openChatId ?? '')?.chat;
        if (chat === undefined) return false;
        if (desk.own.looksIn(chat.chatId)) void company.lookAway(chat);
        else if (company.canLookIn(chat)) void company.lookIn(chat);
        else return false;
        return true;
      },
    },
    {
      id: 'leave',
      keys: 'Alt+v',
      label: 'Leave the chat to those who stay',
      group,
      run: () => {
        const chat = ownChat(desk.state.value, desk.openChatId);
        return chat !== undefined && company.askToLeave(chat);
      },
    },
  ];
}
