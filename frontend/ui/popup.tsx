// A button that opens a small panel below it: the browser's popover, closed by Escape and by a click beside it.
import { type Signal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface PopupProps {
  /** What stands on the button. */
  readonly button: ComponentChildren;
  /** The button's name, where what stands on it isn't enough. */
  readonly label?: string;
  readonly buttonClass?: string;
  /** Names the panel. */
  readonly title: string;
  /** Set where something else than the button opens the panel; it is taken back then. */
  readonly wanted?: Signal<boolean>;
  /** The panel is open because of that. */
  readonly onWanted?: () => void;
  readonly onClosed?: () => void;
  /** The panel; `close` hides it and puts the focus back on the button. */
  readonly children: (close: () => void) => ComponentChildren;
}

export function Popup(props: PopupProps) {
  const { button, label, buttonClass = 'btn', title, wanted, onWanted, onClosed, children } = props;
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const closed = useRef(onClosed);
  closed.current = onClosed;
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const toggled = (event: Event): void => {
      const opened = event instanceof ToggleEvent && event.newState === 'open';
      setOpen(opened);
      if (opened && anchor.current !== null) place(element, anchor.current);
      if (!opened) closed.current?.();
    };
    element.addEventListener('beforetoggle', toggled);
    return () => element.removeEventListener('beforetoggle', toggled);
  }, []);
  useSignalEffect(() => {
    if (wanted?.value !== true) return;
    wanted.value = false;
    if (panel.current?.matches(':popover-open') === false) panel.current.showPopover();
    onWanted?.();
  });
  const close = (): void => {
    panel.current?.hidePopover();
    anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={buttonClass}
        popovertarget={id}
        aria-expanded={open}
        aria-label={label}
      >
        {button}
      </button>
      <section ref={panel} id={id} class="popup" popover="auto" aria-label={title}>
        {children(close)}
      </section>
    </>
  );
}

/** Below the button, its end at the button's end, in either writing direction. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const { bottom, left, right } = button.getBoundingClientRect();
  const fromStart = getComputedStyle(button).direction === 'rtl';
  const rest = document.documentElement.clientWidth;
  panel.style.inset = fromStart
    ? `${bottom + 6}px auto auto ${Math.max(8, left)}px`
    : `${bottom + 6}px ${Math.max(8, rest - right)}px auto auto`;
}
