// One record in a list of them: a link with its name and a line about it.
import type { ComponentChildren } from 'preact';
import { useDashboard } from '../dashboard-context.ts';
import { hashOf, type Screen } from '../screen.ts';

export interface RecordItemProps {
  readonly screen: Screen;
  readonly isOpen: boolean;
  readonly name: string;
  readonly children: ComponentChildren;
}

export function RecordItem({ screen, isOpen, name, children }: RecordItemProps) {
  const { screens } = useDashboard();
  return (
    <li class="item" data-open={isOpen}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its words are two elements down */}
      <a
        class="open"
        href={hashOf(screen)}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          screens.go(screen);
        }}
      >
        <span class="name clip">
          <bdi>{name}</bdi>
        </span>
        <span class="line muted clip">
          <bdi>{children}</bdi>
        </span>
      </a>
    </li>
  );
}
