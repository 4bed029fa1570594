// The help: each step of a chat with its words, its pictures and its keys.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signal } from '@preact/signals';
import { Columns } from '../../../frontend/dashboard/desk/columns.ts';
import { Company } from '../../../frontend/dashboard/desk/company.ts';
import { ComposerModes } from '../../../frontend/dashboard/desk/composer-modes.ts';
import { shortcutsAtTheDesk } from '../../../frontend/dashboard/desk/shortcuts-at-the-desk.ts';
import { STEP_IDS } from '../../../frontend/dashboard/help/step-ids.ts';
import { shortcutsOf } from '../../../frontend/dashboard/help/step-shortcuts.ts';
import { STEPS } from '../../../frontend/dashboard/help/steps.ts';
import { Shortcuts } from '../../../frontend/ui/shortcuts.ts';
import { prepared } from './desk-house.ts';
import { handingOf } from './handing-builders.ts';
import { kept } from './kept-items.ts';

const PICTURES = fileURLToPath(new URL('../../../frontend/dashboard/help/pictures/', import.meta.url));
const MOST_BYTES = 300_000;

const registry = () => new Shortcuts({ isTyping: () => false });

function atTheDesk() {
  const house = prepared();
  const { desk, session, screens } = house;
  return shortcutsAtTheDesk({
    screens,
    columns: new Columns({ desk, storage: kept(), isWide: signal(true) }),
    desk,
    modes: new ComposerModes(kept()),
    company: new Company({ desk, session, clock: { time: handingOf(house).time } }),
    handing: handingOf(house).handing,
    turn: () => undefined,
  });
}

describe.each(STEP_IDS)('the step %s', (stepId) => {
  const { heading, text, alt, patron } = STEPS[stepId];

  test('D60 is short: a heading, two or three sentences, one on what the patron sees', () => {
    const sentences = (words: string): number => words.match(/[.!?](?=\s|$)/gu)?.length ?? 0;
    expect(heading.length).toBeLessThan(40);
    expect(sentences(text)).toBeGreaterThanOrEqual(2);
    expect(sentences(text)).toBeLessThanOrEqual(3);
    expect(sentences(patron ?? '')).toBeLessThanOrEqual(2);
  });

  test('D62 has a picture of the light and of the dark screen, and says what is to be seen', () => {
    for (const scheme of ['light', 'dark']) {
      expect(statSync(`${PICTURES}${stepId}-${scheme}.webp`).size).toBeGreaterThan(1_000);
    }
    expect(alt.length).toBeGreaterThan(60);
    expect(alt).not.toMatch(/picture|screenshot|image/iu);
  });
});

test('D61 the keys of a step are those of the registry, with its words', () => {
  const desk = atTheDesk();
  for (const stepId of ['claim', 'answer', 'note', 'transfer', 'asked', 'end'] as const) {
    const step = STEPS[stepId];
    const found = shortcutsOf(step, { registered: registry(), atTheDesk: desk });
    expect(found.map(({ id }) => id)).toEqual(step.shortcuts);
    expect(desk).toEqual(expect.arrayContaining([...found]));
  }
});

test('D61 what is always registered is found there, and what nobody registers is left out', () => {
  const shortcuts = registry();
  const find = () => shortcutsOf(STEPS.away, { registered: shortcuts, atTheDesk: [] });
  expect(find()).toEqual([]);
  const away = { id: 'away', keys: 'Alt+q', label: 'Go', group: 'Everywhere', run: () => true };
  shortcuts.add([away]);
  expect(find()).toEqual([away]);
});

test('D62 all pictures together are small, and none is left of a step that is gone', () => {
  const files = readdirSync(PICTURES);
  const bytes = files.reduce((sum, file) => sum + statSync(PICTURES + file).size, 0);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  const wanted = STEP_IDS.flatMap((stepId) => [`${stepId}-dark.webp`, `${stepId}-light.webp`]);
  expect(files.toSorted()).toEqual(wanted.toSorted());
});
