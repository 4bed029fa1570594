// The part of the sheet about sounds: on or off, how loud, which one for what, and a try of each.
import { useId } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { SILENT, SOUND_NAMES, type SoundName, TUNES } from './tunes.ts';

const LABELS: Readonly<Record<SoundName, string>> = {
  newChat: 'A chat to take',
  newMessage: 'A message in your chat',
  internalMessage: 'A word from a colleague',
  request: 'A request to you',
};

export function SoundsPart() {
  const { choices } = useDashboard();
  const { sounds, repeats } = choices.current.value;
  return (
    <section class="noticing" aria-labelledby="sounds-heading">
      <h3 id="sounds-heading">Sounds</h3>
      <SoundsLocked />
      <label class="check">
        <input
          type="checkbox"
          checked={sounds}
          onChange={({ currentTarget }) => choices.choose({ sounds: currentTarget.checked })}
        />
        <span>Play sounds</span>
      </label>
      <Volume />
      {SOUND_NAMES.map((name) => (
        <TuneChoice key={name} name={name} />
      ))}
      <label class="check">
        <input
          type="checkbox"
          checked={repeats}
          onChange={({ currentTarget }) => choices.choose({ repeats: currentTarget.checked })}
        />
        <span>
          Ring again every 10 seconds{' '}
          <span class="muted">until somebody has taken the chat, or the request is over</span>
        </span>
      </label>
    </section>
  );
}

/** Browsers keep a page quiet until somebody has clicked or typed on it. */
export function SoundsLocked({ onGone }: { readonly onGone?: () => void }) {
  const { sounds } = useDashboard();
  if (!sounds.on.value || !sounds.locked.value) return null;
  return (
    <p class="notice wait">
      <span>Your browser keeps this page quiet until you click on it.</span>
      <button
        type="button"
        class="link"
        onClick={() => {
          onGone?.();
          sounds.unlock();
        }}
      >
        Turn sound on
      </button>
    </p>
  );
}

function Volume() {
  const { choices, sounds } = useDashboard();
  const id = useId();
  const { volume } = choices.current.value;
  return (
    <div class="volume">
      <label htmlFor={id}>Volume</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={10}
        value={volume}
        aria-valuetext={volume === 0 ? 'silent' : `${volume} percent`}
        onInput={({ currentTarget }) => choices.choose({ volume: currentTarget.valueAsNumber })}
        onChange={() => sounds.try('newMessage')}
      />
      <output htmlFor={id} class="figures muted">
        {volume === 0 ? 'silent' : `${volume} %`}
      </output>
    </div>
  );
}

function TuneChoice({ name }: { readonly name: SoundName }) {
  const { choices, sounds } = useDashboard();
  const id = useId();
  const chosen = choices.current.value[name];
  return (
    <div class="tune">
      <label htmlFor={id}>{LABELS[name]}</label>
      <select
        id={id}
        class="input"
        value={chosen}
        onChange={({ currentTarget }) => choices.choose({ [name]: currentTarget.value })}
      >
        {TUNES[name].map((tune) => (
          <option key={tune.id} value={tune.id}>
            {tune.label}
          </option>
        ))}
        <option value={SILENT}>Silent</option>
      </select>
      <button
        type="button"
        class="btn"
        aria-disabled={chosen === SILENT}
        onClick={() => sounds.try(name)}
        aria-label={`Try: ${LABELS[name]}`}
      >
        Try
      </button>
    </div>
  );
}
