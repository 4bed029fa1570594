// All shortcuts of the desk's chats, for the desk that registers them and for the help that names them.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { handingShortcuts, type HandingShortcutsProps } from '../handing/handing-shortcuts.ts';
import { columnShortcuts, type ColumnShortcutsProps } from './column-shortcuts.ts';
import { companyShortcuts, type CompanyShortcutsProps } from './company-shortcuts.ts';
import { deskShortcuts } from './desk-shortcuts.ts';

export interface ShortcutsAtTheDeskProps
  extends CompanyShortcutsProps,
    HandingShortcutsProps,
    ColumnShortcutsProps {
  turn(chat: OperatorChat): void;
}

export function shortcutsAtTheDesk(props: ShortcutsAtTheDeskProps): readonly Shortcut[] {
  return [
    ...deskShortcuts(props.desk, props.modes, (chat) => props.turn(chat)),
    ...columnShortcuts(props),
    ...companyShortcuts(props),
    ...handingShortcuts(props),
  ];
}
