// A screen for what keeps the chat from being shown at all, with what to do about it.
import type { ComponentChildren } from 'preact';

export interface TroubleProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

export function Trouble({ title, text, children }: TroubleProps) {
  return (
    <div class="body trouble">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
