// The shortcuts that a step of the help names, out of the registry and of what the desk will put into it.
import type { Shortcut, Shortcuts } from '../../ui/shortcuts.ts';
import type { HelpStep } from './steps.ts';

/** While the help is shown the desk isn't, and its shortcuts are not in the registry. */
export interface KnownShortcuts {
  readonly registered: Pick<Shortcuts, 'help'>;
  readonly atTheDesk: readonly Shortcut[];
}

export function shortcutsOf(step: HelpStep, { registered, atTheDesk }: KnownShortcuts): readonly Shortcut[] {
  const known = [...[...registered.help().values()].flat(), ...atTheDesk];
  return step.shortcuts.flatMap((id) => known.find((shortcut) => shortcut.id === id) ?? []);
}
