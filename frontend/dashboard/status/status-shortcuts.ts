// The key that goes away and comes back, on every screen.
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { StatusModel } from './status-model.ts';

export const statusShortcuts = (status: Pick<StatusModel, 'awayOrBack'>): readonly Shortcut[] => [
  {
    id: 'away',
    keys: 'Alt+a',
    label: 'Go away for a while, or come back',
    group: 'Everywhere',
    run: () => status.awayOrBack(),
  },
];
