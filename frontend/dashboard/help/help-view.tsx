// The help: the walk through a chat in short steps, with a picture of the real screen for each.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { keyCaps, type Shortcut } from '../../ui/shortcuts.ts';
import { useDashboard } from '../dashboard-context.ts';
import { shortcutsAtTheDesk } from '../desk/shortcuts-at-the-desk.ts';
import { roomShortcuts } from '../internal-chat/room-shortcuts.ts';
import { HelpLink } from './help-link.tsx';
import { PICTURE_SIZE } from './picture-size.ts';
import { STEP_IDS, type StepId } from './step-ids.ts';
import { STEP_PICTURES } from './step-pictures.ts';
import { shortcutsOf } from './step-shortcuts.ts';
import { STEPS } from './steps.ts';

export function HelpView() {
  const { screens } = useDashboard();
  const screen = screens.current.value;
  const chosen = screen.at === 'help' ? screen.step : undefined;
  return (
    <div class={chosen === undefined ? 'two-panes shows-first' : 'two-panes shows-second'}>
      <h1 class="only-heard">Help</h1>
      <nav class="first help-contents" aria-label="Steps of a chat">
        <h2 class="title">A chat, step by step</h2>
        <ol>
          {STEP_IDS.map((stepId) => (
            <li key={stepId}>
              <HelpLink step={stepId} isHere={stepId === (chosen ?? STEP_IDS[0])}>
                {STEPS[stepId].heading}
              </HelpLink>
            </li>
          ))}
        </ol>
      </nav>
      <Step stepId={chosen ?? STEP_IDS[0]} isChosen={chosen !== undefined} />
    </div>
  );
}

function Step({ stepId, isChosen }: { readonly stepId: StepId; readonly isChosen: boolean }) {
  const { screens } = useDashboard();
  const heading = useRef<HTMLHeadingElement>(null);
  const { heading: words, text, patron } = STEPS[stepId];
  // Every step is read from its beginning, whichever way led to it.
  useLayoutEffect(() => {
    if (!isChosen) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.second')?.scrollTo(0, 0);
  }, [stepId, isChosen]);
  const number = STEP_IDS.indexOf(stepId) + 1;
  return (
    <section class="second" aria-labelledby="help-step">
      <article class="help-step">
        <button type="button" class="btn quiet up" onClick={() => screens.up({ at: 'help' })}>
          <Icon name="back" points />
          All steps
        </button>
        <h2 id="help-step" ref={heading} tabIndex={-1} class="title">
          {words}
        </h2>
        <p class="muted figures">
          Step {number} of {STEP_IDS.length}
        </p>
        <p>{text}</p>
        {patron !== undefined && (
          <p class="notice">
            <span>
              <b>What the patron sees:</b> {patron}
            </span>
          </p>
        )}
        <Picture stepId={stepId} />
        <Keys stepId={stepId} />
        <BesidesThis number={number} />
      </article>
    </section>
  );
}

function Picture({ stepId }: { readonly stepId: StepId }) {
  const { light, dark } = STEP_PICTURES[stepId];
  return (
    // Anew for each step, so that nobody sees the picture of the step before while this one comes.
    <picture key={stepId}>
      <source srcset={dark} media="(prefers-color-scheme: dark)" />
      <img src={light} alt={STEPS[stepId].alt} {...PICTURE_SIZE} />
    </picture>
  );
}

function Keys({ stepId }: { readonly stepId: StepId }) {
  const dashboard = useDashboard();
  const atTheDesk = [...shortcutsAtTheDesk(dashboard), ...roomShortcuts(dashboard.rooms, () => [])];
  const shortcuts = shortcutsOf(STEPS[stepId], { registered: dashboard.shortcuts, atTheDesk });
  return (
    <section class="keys" aria-labelledby="help-keys">
      <h3 id="help-keys">By the keyboard</h3>
      <dl>
        {shortcuts.map((shortcut) => (
          <Key key={shortcut.id} shortcut={shortcut} />
        ))}
      </dl>
    </section>
  );
}

function Key({ shortcut: { keys, label } }: { readonly shortcut: Shortcut }) {
  return (
    <div>
      <dt>
        {keyCaps(keys).map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </dt>
      <dd>{label}</dd>
    </div>
  );
}

function BesidesThis({ number }: { readonly number: number }) {
  const [before, next] = [STEP_IDS[number - 2], STEP_IDS[number]];
  return (
    <div class="help-ways">
      {before !== undefined && (
        <HelpLink step={before} class="btn">
          <Icon name="back" points />
          <span>
            <span class="only-heard">Previous: </span>
            {STEPS[before].heading}
          </span>
        </HelpLink>
      )}
      {next !== undefined && (
        <HelpLink step={next} class="btn primary next">
          <span>Next: {STEPS[next].heading}</span>
        </HelpLink>
      )}
    </div>
  );
}
