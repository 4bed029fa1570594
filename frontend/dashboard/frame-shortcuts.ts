// The keys that every screen has.
import type { Shortcut } from '../ui/shortcuts.ts';
import { isCoordinator } from './roles.ts';
import type { Screens } from './screen.ts';
import type { Session } from './session.ts';

export interface FrameShortcutsProps {
  readonly session: Pick<Session, 'me'>;
  readonly screens: Pick<Screens, 'go'>;
  /** Shows the list of shortcuts, or hides it. */
  readonly help: () => void;
}

export function frameShortcuts({ session, screens, help }: FrameShortcutsProps): readonly Shortcut[] {
  const group = 'Everywhere';
  return [
    {
      id: 'followUps',
      keys: 'Alt+g',
      label: 'Go to the follow-ups (coordinators)',
      group,
      run: () => {
        const me = session.me.peek();
        if (me === undefined || !isCoordinator(me)) return false;
        screens.go({ at: 'followUps' });
        return true;
      },
    },
    {
      id: 'help',
      keys: '?',
      label: 'Show these shortcuts',
      group,
      run: () => {
        help();
        return true;
      },
    },
  ];
}
