// The tour through the help: its contents, a step, and the last one.
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';

export const tourOfTheHelp: Tour = async (scene, house, visit) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const open = async (address: string, heading: string): Promise<void> => {
    await page.goto(`${house.runner.addresses.dashboard}#/help${address}`);
    await page.getByRole('heading', { level: 2, name: heading }).waitFor();
    await page.locator('img').evaluate((img: HTMLImageElement) => img.decode());
  };
  await open('', 'A chat, step by step');
  await visit('help-contents', page);
  await open('/transfer', 'Hand a chat over');
  await visit('help-transfer', page);
  await open('/end', 'End a chat');
  await visit('help-last', page);
};
