// The follow-ups screen's keyboard shortcuts: from one to the next, and closing the one that is shown.
import type { ReadonlySignal } from '@preact/signals';
import type { Shortcut } from '../../ui/shortcuts.ts';
import type { Screens } from '../screen.ts';
import { isFailed } from './failed-mails.ts';
import { type FollowUpsModel, listedOf } from './follow-ups-model.ts';

export interface FollowUpShortcutsProps {
  readonly model: FollowUpsModel;
  readonly screens: Pick<Screens, 'current' | 'go'>;
  readonly failedOnly: ReadonlySignal<boolean>;
}

export function followUpShortcuts(props: FollowUpShortcutsProps): readonly Shortcut[] {
  const group = 'Follow-ups';
  const { model } = props;
  return [
    {
      id: 'nextFollowUp',
      keys: 'Alt+ArrowDown',
      label: 'Go to the next follow-up',
      group,
      run: () => step(props, 1),
    },
    {
      id: 'previousFollowUp',
      keys: 'Alt+ArrowUp',
      label: 'Go to the follow-up before',
      group,
      run: () => step(props, -1),
    },
    {
      id: 'closeFollowUp',
      keys: 'Alt+x',
      label: 'Close the follow-up, or open it again',
      group,
      run: () => {
        const chosen = model.chosen.value;
        if (chosen === undefined) return false;
        void model.close(chosen.followUpId, chosen.closed === undefined);
        return true;
      },
    },
  ];
}

/** Opens the next or the one before in the order of the screen. */
function step({ model, screens, failedOnly }: FollowUpShortcutsProps, by: 1 | -1): boolean {
  const listed = listedOf(model.state.value);
  const screen = screens.current.value;
  if (listed === undefined || screen.at !== 'followUps') return false;
  const ids = listed.followUps
    .filter((each) => !failedOnly.value || isFailed(each))
    .map(({ followUpId }) => followUpId);
  const place = screen.followUpId === undefined ? -1 : ids.indexOf(screen.followUpId);
  const next = place === -1 ? ids[by === 1 ? 0 : ids.length - 1] : ids[place + by];
  if (next === undefined) return false;
  screens.go({ at: 'followUps', list: listed.list, followUpId: next });
  return true;
}
