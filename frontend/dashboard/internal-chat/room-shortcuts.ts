// Internal chat by the keyboard.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { RoomsModel } from './rooms-model.ts';

type Rooms = Pick<RoomsModel, 'focusWish' | 'openId' | 'unread' | 'open'>;

export function roomShortcuts(rooms: Rooms, ids: () => readonly string[]): readonly Shortcut[] {
  const group = 'Internal chat';
  return [
    {
      id: 'rooms',
      keys: 'Alt+i',
      label: 'Go to the list of colleagues and departments',
      group,
      run: () => {
        rooms.focusWish.value = 'list';
        return true;
      },
    },
    {
      id: 'unreadRoom',
      keys: 'Alt+o',
      label: 'Open the next unread conversation, or write in the open one',
      group,
      run: () => openNext(rooms, ids()),
    },
  ];
}

function openNext(rooms: Rooms, ids: readonly string[]): boolean {
  const open = rooms.openId.value;
  const next = ids.find((roomId) => roomId !== open && rooms.unread(roomId) > 0);
  if (next !== undefined) rooms.open(next);
  else if (open !== undefined) rooms.focusWish.value = 'field';
  return next !== undefined || open !== undefined;
}
