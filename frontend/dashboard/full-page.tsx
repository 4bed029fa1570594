// A page with one thing to say: signing in, signed out, no group, no department, not reachable.
import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon.tsx';

export interface FullPageProps {
  readonly title: string;
  readonly serviceName?: string;
  /** Something is under way: screen readers are told, and a mark moves. */
  readonly busy?: boolean;
  readonly children?: ComponentChildren;
}

export function FullPage({ title, serviceName, busy = false, children }: FullPageProps) {
  return (
    <main class="full-page" aria-busy={busy}>
      <div class="sheet">
        <p class="brand">
          <Icon name="carrel" />
          <span>{serviceName ?? 'Carrel'}</span>
        </p>
        <h1>{title}</h1>
        {busy && <div class="busy" aria-hidden="true" />}
        {children}
      </div>
    </main>
  );
}
