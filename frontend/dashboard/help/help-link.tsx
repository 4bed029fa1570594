// A link to a step of the help, from its own contents and from the screens that it is about.
import type { ComponentChildren } from 'preact';
import { useDashboard } from '../dashboard-context.ts';
import { hashOf } from '../screen.ts';
import type { StepId } from './step-ids.ts';

export interface HelpLinkProps {
  readonly step: StepId;
  readonly class?: string;
  /** The step that is shown. */
  readonly isHere?: boolean;
  readonly children: ComponentChildren;
}

export function HelpLink({ step, class: classes, isHere = false, children }: HelpLinkProps) {
  const { screens } = useDashboard();
  return (
    <a
      href={hashOf({ at: 'help', step })}
      class={classes}
      aria-current={isHere ? 'step' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        screens.go({ at: 'help', step });
      }}
    >
      {children}
    </a>
  );
}
