// Keys that hand the open chat over, invite a colleague, and answer what a colleague asks.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { DeskModel } from '../desk/desk-model.ts';
import { ownChat } from '../desk/desk-state.ts';
import type { AskedRequest } from './asked-requests.ts';
import type { Handing } from './handing.ts';

export interface HandingShortcutsProps {
  readonly desk: DeskModel;
  readonly handing: Handing;
}

export function handingShortcuts({ desk, handing }: HandingShortcutsProps): readonly Shortcut[] {
  const group = 'In the open chat';
  const byColleague = 'Asked by a colleague';
  const open = () => ownChat(desk.state.value, desk.openChatId);
  const answer = (run: (asked: AskedRequest) => void) => (): boolean => {
    const { first } = handing.asked;
    if (first !== undefined) run(first);
    return first !== undefined;
  };
  return [
    {
      id: 'transfer',
      keys: 'Alt+t',
      label: 'Transfer the chat',
      group,
      run: () => handing.begin('transfer', open()),
    },
    {
      id: 'invite',
      keys: 'Alt+j',
      label: 'Invite a colleague to the chat',
      group,
      run: () => handing.begin('invitation', open()),
    },
    {
      id: 'withdraw',
      keys: 'Alt+z',
      label: 'Withdraw what you asked a colleague',
      group,
      run: () => {
        const chat = open();
        const now = chat && handing.own.of(chat.chatId);
        if (chat === undefined || now?.kind !== 'standing' || !now.mayWithdraw) return false;
        void handing.own.withdraw(chat);
        return true;
      },
    },
    {
      id: 'accept',
      keys: 'Alt+y',
      label: 'Accept the chat that a colleague asks you to take',
      group: byColleague,
      run: answer((asked) => void handing.asked.accept(asked)),
    },
    {
      id: 'decline',
      keys: 'Alt+w',
      label: 'Decline the chat that a colleague asks you to take',
      group: byColleague,
      run: answer((asked) => handing.asked.askToDecline(asked)),
    },
  ];
}
