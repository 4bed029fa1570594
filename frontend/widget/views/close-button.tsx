// The way out of the panel, on every screen of it: on a phone it covers the page.
import { Icon } from '../../ui/icon.tsx';

export interface CloseButtonProps {
  readonly label: string;
  /** Absent where the panel is a page of its own. */
  readonly close: (() => void) | undefined;
}

export function CloseButton({ label, close }: CloseButtonProps) {
  return close === undefined ? null : (
    <button type="button" class="close" aria-label={label} title={label} onClick={close}>
      <Icon name="close" />
    </button>
  );
}
