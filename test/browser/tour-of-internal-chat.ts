// The part of the tour that shows internal chat, beside a patron's chat that is open.
import type { Operator } from './operator.ts';
import type { Visit } from './tours.ts';

export async function tourOfInternalChat(dana: Operator, ken: Operator, visit: Visit): Promise<void> {
  const { page } = dana;
  const [danas, kens] = [dana.staff.name, ken.staff.name];
  const all = await dana.rooms
    .getByRole('button', { name: /^All .* Staff/u })
    .locator('b')
    .innerText();
  await ken.openRoom(all);
  await ken.say(all, 'The lifts are out of order until noon.');
  await ken.openRoom('Reference');
  await ken.say('Reference', 'Who can take the desk at four?');
  await ken.say('Reference', 'I have a class then.');
  await dana.roomLink('Reference').getByText('2 unread').waitFor();
  await dana.openRoom('Reference');
  await dana.say('Reference', 'I can.');
  await dana.roomLog('Reference').getByText('I can.').waitFor();
  await visit('desk-room-department', page);
  await dana.openRoom(kens);
  await dana.room(kens).getByText('Nothing has been said here yet').waitFor();
  await visit('desk-room-empty', page);
  await dana.say(kens, 'Do you know where the peer reviewed filter of Environment Complete went?');
  await ken.openRoom(danas);
  await ken.say(danas, 'Under “Refine results”, second from the top.');
  await dana.roomLog(kens).getByText('Under “Refine results”').waitFor();
  await ken.composer(danas).pressSequentially('Or');
  await dana.roomLog(kens).getByText('is writing…').waitFor();
  await visit('desk-room-private', page);
  await ken.composer(danas).fill('');
  await dana.room(kens).getByRole('button', { name: 'Close internal chat' }).click();
  await dana.room(kens).waitFor({ state: 'detached' });
}
