// The sheet on being noticed: sounds and desktop notifications, as this browser keeps them.
import { Modal } from '../../ui/modal.tsx';
import { NotificationsPart } from './notifications-part.tsx';
import { SoundsPart } from './sounds-part.tsx';

export function NoticingSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal title="Sounds and notifications" onClose={onClose}>
      <SoundsPart />
      <NotificationsPart />
      <p class="muted">What you choose is kept in this browser, on this computer.</p>
      <div class="buttons end">
        <button type="button" class="btn primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  );
}
