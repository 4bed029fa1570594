// The part of the tour that shows notes, who is in a chat, looking in, leaving, and a chat that lost its operators.
import { bringIn, LOST_MS, openChatId } from './notes-people.ts';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

export const tourOfNotes: Tour = async (scene, house, visit) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to/u);
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page, person } = dana;
  const question = { name: 'Nora Lind', text: 'Where do I find the harbour survey of 1890?' };
  const { patron } = await startPatron(scene, house, question);
  await dana.claim('Nora Lind');
  const chatId = await openChatId(dana, 'Nora Lind');
  const [ken, priya] = await Promise.all([
    Operator.signIn(scene, house, 'Ken'),
    Operator.signIn(scene, house, 'Priya', { onDuty: false }),
  ]);
  await bringIn(scene, house, { host: 'Dana', guest: 'Ken', chatId });
  await ken.openChat('Nora Lind');
  await ken.page.keyboard.press('Alt+s');
  const kens = ken.page.getByRole('textbox', { name: 'Note to staff about Nora Lind' });
  for (const note of [
    'It is not on the shelf. I saw it in the reading room this morning, ask at the counter there.',
    'خرائط الميناء القديم في الطابق الثاني، اسأل عن رقم ٤٢.',
  ]) {
    await kens.fill(note);
    await kens.press('Enter');
  }
  await dana.sees('Nora Lind', 'الميناء');
  await priya.openChat('Nora Lind');
  await priya.chat('Nora Lind').getByRole('button', { name: 'Look in' }).waitFor();
  await visit('notes-colleague', priya.page);
  await priya.chat('Nora Lind').getByRole('button', { name: 'Look in' }).click();
  await dana.chat('Nora Lind').getByText('is looking in').waitFor();
  await visit('notes-looking-in', priya.page);
  await dana.say('Nora Lind', 'One moment, I ask a colleague.');
  await visit('notes-log', page);
  await page.keyboard.press('Alt+s');
  await page
    .getByRole('textbox', { name: 'Note to staff about Nora Lind' })
    .fill('Thanks, Ken! I send her there');
  await visit('notes-composer', page);
  await dana.chat('Nora Lind').getByRole('button', { name: 'Leave the chat' }).click();
  await page.getByRole('dialog', { name: 'Leave the chat with Nora Lind?' }).waitFor();
  await visit('notes-leave', page);
  await page.keyboard.press('Escape');

  const { patron: other } = await startPatron(scene, house, { name: 'Ivo', text: 'Is the scanner free?' });
  await dana.claim('Ivo');
  person.line.cut();
  await ken.lists.getByRole('button', { name: 'Take over Ivo' }).waitFor({ timeout: LOST_MS });
  await ken.openChat('Ivo');
  await ken
    .chat('Ivo')
    .getByText(/has had no connection since/u)
    .waitFor();
  await visit('notes-take-over', ken.page);
  person.line.restore();
  await Promise.all([patron.end(), other.end()]);
};
