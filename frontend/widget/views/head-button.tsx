// A button in the panel's head, on every screen of it: the way out, also on a phone where it covers the page.
import { Sign, type SignName } from './sign.tsx';

export interface HeadButtonProps {
  readonly icon: SignName;
  readonly label: string;
  /** Absent where there is nothing to do. */
  readonly act: (() => void) | undefined;
}

export function HeadButton({ icon, label, act }: HeadButtonProps) {
  return act === undefined ? null : (
    <button type="button" class="close" aria-label={label} title={label} onClick={act}>
      <Sign name={icon} />
    </button>
  );
}
