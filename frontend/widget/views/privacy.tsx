// What is kept of a chat and for how long, with the way to the library's own page on privacy.
import { Modal } from '../../ui/modal.tsx';
import type { FullLanguage } from '../texts/language.ts';

export interface PrivacyProps {
  readonly texts: FullLanguage['texts'];
  readonly days: number;
  /** The library's own page, if it has named one. */
  readonly address: string | undefined;
  readonly close: () => void;
}

export function Privacy({ texts, days, address, close }: PrivacyProps) {
  return (
    <Modal title={texts.privacyTitle} onClose={close}>
      <p>{texts.privacyText}</p>
      <p>{texts.privacyDays(days)}</p>
      {address && (
        <p>
          <a href={address} target="_blank" rel="noopener noreferrer">
            {texts.privacyPage}
          </a>
        </p>
      )}
      <button type="button" class="button" onClick={close}>
        {texts.closePrivacy}
      </button>
    </Modal>
  );
}
