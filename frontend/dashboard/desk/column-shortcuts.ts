// Keys between the operator's own chats, side by side or one at a time, and to what is known of the patron.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { Screens } from '../screen.ts';
import type { Columns } from './columns.ts';
import type { DeskModel } from './desk-model.ts';

export interface ColumnShortcutsProps {
  readonly desk: DeskModel;
  readonly columns: Columns;
  readonly screens: Pick<Screens, 'current' | 'go'>;
}

export function columnShortcuts(props: ColumnShortcutsProps): readonly Shortcut[] {
  const group = 'Chats';
  const { columns } = props;
  return [
    {
      id: 'nextOwn',
      keys: 'Alt+PageDown',
      label: 'Go to the next of your chats',
      group,
      run: () => turn(props, 1),
    },
    {
      id: 'previousOwn',
      keys: 'Alt+PageUp',
      label: 'Go to the one of your chats before',
      group,
      run: () => turn(props, -1),
    },
    {
      id: 'sideBySide',
      keys: 'Alt+b',
      label: 'Show your chats side by side, or one at a time',
      group,
      run: () => {
        if (!columns.isWide.value) return false;
        columns.choose(!columns.isOn.value);
        return true;
      },
    },
    {
      id: 'details',
      keys: 'Alt+d',
      label: 'Show what is known of the patron, or the chat again',
      group: 'In the open chat',
      run: () => toDetails(props),
    },
  ];
}

function turn({ desk, columns }: ColumnShortcutsProps, by: 1 | -1): boolean {
  const next = columns.beside(by);
  if (next === undefined) return false;
  desk.open(next);
  desk.focusWish.value = 'composer';
  return true;
}

function toDetails({ desk, screens }: ColumnShortcutsProps): boolean {
  const screen = screens.current.value;
  if (screen.at !== 'desk' || screen.chatId === undefined) return false;
  const { details, ...chat } = screen;
  screens.go(details ? chat : { ...chat, details: true });
  desk.focusWish.value = details ? 'composer' : 'details';
  return true;
}
