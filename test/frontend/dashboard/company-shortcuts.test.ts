// The keys for notes, for looking in and for leaving.
import { signal } from '@preact/signals';
import { Company } from '../../../frontend/dashboard/desk/company.ts';
import { companyShortcuts } from '../../../frontend/dashboard/desk/company-shortcuts.ts';
import { ComposerModes } from '../../../frontend/dashboard/desk/composer-modes.ts';
import { deskShortcuts } from '../../../frontend/dashboard/desk/desk-shortcuts.ts';
import { active, DANA, dana, KEN } from './desk-builders.ts';
import { type House, listed, prepared, rosa, talking, welcomed } from './desk-house.ts';
import { kept } from './kept-items.ts';

function keysOf({ desk, session }: House) {
  const modes = new ComposerModes(kept());
  const company = new Company({ desk, session, clock: { time: signal(0) } });
  const all = [...deskShortcuts(desk, modes, () => undefined), ...companyShortcuts({ desk, company, modes })];
  const press = (id: string): boolean | undefined => all.find((shortcut) => shortcut.id === id)?.run();
  return { modes, press };
}

test('H65 one key goes to notes and back, another always to messages; canned ones are for messages', async () => {
  const house = await talking();
  const { modes, press } = keysOf(house);
  expect(press('note')).toBe(true);
  expect(modes.of(rosa)).toBe('note');
  expect(house.desk.focusWish.value).toBe('note');
  expect(press('canned')).toBe(false);
  expect(press('note')).toBe(true);
  expect(modes.of(rosa)).toBe('message');
  expect(press('canned')).toBe(true);
  press('note');
  expect(press('composer')).toBe(true);
  expect(modes.of(rosa)).toBe('message');
});

test('H66 a key looks in and away, for coordinators; notes have none where there is nothing else', async () => {
  const house = prepared(kept(), { at: 'desk', chatId: rosa });
  await welcomed(house, { operator: { ...dana, roles: ['coordinator'] } });
  await listed(house, active('rosa', KEN));
  const { press } = keysOf(house);
  expect(press('note')).toBe(false);
  expect(press('leave')).toBe(false);
  expect(press('lookIn')).toBe(true);
  const { ref } = await house.server.one('lookIn');
  await house.server.say({ type: 'chat', ref, chat: active('rosa', KEN), entries: [], more: false });
  expect(press('lookIn')).toBe(true);
  expect(await house.server.asked('lookAway')).toHaveLength(1);
});

test('H68 a key leaves a chat in which somebody stays', async () => {
  const house = await talking();
  const { press } = keysOf(house);
  expect(press('leave')).toBe(false);
  expect(press('lookIn')).toBe(false);
  const operators = [DANA, KEN].map((each) => ({ ...each, connected: true }));
  await house.server.say({ type: 'chatChanged', chat: active('rosa', KEN, { operators }) });
  expect(press('leave')).toBe(true);
  expect(await house.server.asked('leaveChat')).toHaveLength(1);
});
