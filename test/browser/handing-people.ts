// Handing chats over at the desk, as people do it: the dialog, the cards of who is asked, and the department's setting.
import type { Locator } from 'playwright-core';
import type { DepartmentSettings } from '../../lambdas/protocol/department-settings.ts';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import type { Operator } from './operator.ts';
import { openDesk } from './wire-people.ts';

export const transferDialog = ({ page }: Operator, patron: string): Locator =>
  page.getByRole('dialog', { name: `Transfer the chat with ${patron}` });

/** A colleague or department in the dialog. */
export const taker = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('radio', { name: new RegExp(`^(?:Department )?${name}`, 'u') });

export async function openTransfer(operator: Operator, patron: string): Promise<Locator> {
  await operator.chat(patron).getByRole('button', { name: 'Transfer', exact: true }).click();
  const dialog = transferDialog(operator, patron);
  await dialog.waitFor();
  return dialog;
}

/** Asks somebody to take the chat, with the mouse. */
export async function transfer(
  operator: Operator,
  patron: string,
  to: string,
  { note = '', stays = false } = {},
): Promise<void> {
  const dialog = await openTransfer(operator, patron);
  await taker(dialog, to).check();
  await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
  if (stays) await dialog.getByRole('checkbox', { name: 'Stay in the chat' }).check();
  await dialog.getByRole('button', { name: `Ask ${to}`, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What stands above the list: what is asked, and what became of it. */
export const asked = ({ page }: Operator): Locator => page.getByRole('region', { name: 'Asked of you' });

export const requestBar = (operator: Operator, patron: string): Locator =>
  operator.chat(patron).getByRole('region', { name: 'Request' });

/** Changes what the department says of transfers, until the scene is over. */
export async function settingTransfers(
  scene: Scene,
  house: BrowserHouse,
  settings: Partial<Pick<DepartmentSettings, 'transferSeconds' | 'transferConsent'>>,
): Promise<void> {
  const ask = async (change: (before: DepartmentSettings) => Partial<DepartmentSettings>) => {
    const { departments } = await priya.wire.ask({ action: 'readSettings' }, 'settings');
    const department = departments.find(({ id }) => id === 'reference');
    if (department === undefined) throw new Error('There is no Reference.');
    const changed = { ...department.settings, ...change(department.settings) };
    const frame = { action: 'saveDepartment', department: { ...department, settings: changed } };
    await priya.wire.ask(frame, 'saved');
    return department.settings;
  };
  const priya = await openDesk(scene, house, 'Priya');
  await priya.setStatus('offline');
  const before = await ask(() => settings);
  scene.afterwards(async () => {
    const { transferSeconds, transferConsent } = before;
    await ask(() => ({ transferSeconds, transferConsent }));
  });
}
