// The help on keyboard shortcuts, drawn from the registry, with the switch for single keys.
import { useState } from 'preact/hooks';
import { Modal } from './modal.tsx';
import { keyCaps, type Shortcut, type Shortcuts } from './shortcuts.ts';

export interface ShortcutHelpProps {
  readonly shortcuts: Shortcuts;
  readonly onClose: () => void;
}

export function ShortcutHelp({ shortcuts, onClose }: ShortcutHelpProps) {
  const [singleKeys, setSingleKeys] = useState(shortcuts.singleKeys);
  return (
    <Modal title="Keyboard shortcuts" onClose={onClose}>
      {[...shortcuts.help()].map(([group, members]) => (
        <section key={group} class="keys">
          <h3>{group}</h3>
          <dl>
            {members.map((shortcut) => (
              <Keys key={shortcut.id} shortcut={shortcut} />
            ))}
          </dl>
        </section>
      ))}
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={({ currentTarget }) => {
            shortcuts.singleKeys = currentTarget.checked;
            setSingleKeys(currentTarget.checked);
          }}
        />
        <span>
          Shortcuts of a single key, such as <kbd>?</kbd>
          <span class="muted"> — turn them off if you dictate.</span>
        </span>
      </label>
      <div class="buttons end">
        <button type="button" class="btn primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  );
}

function Keys({ shortcut }: { readonly shortcut: Shortcut }) {
  return (
    <div>
      <dt>
        {keyCaps(shortcut.keys).map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </dt>
      <dd>{shortcut.label}</dd>
    </div>
  );
}
