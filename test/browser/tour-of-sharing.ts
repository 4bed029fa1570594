// The tour through a team that shares its chats: offered to oneself, to a colleague, and who has how much.
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

export const tourOfSharing: Tour = async (scene, house, visit) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  await ken.colleague('Dana Whitfield').getByText('Available').waitFor();
  await startPatron(scene, house, { name: 'Rosa M.', text: 'Where do I find the peer reviewed filter?' });
  await dana.claim('Rosa M.');
  await startPatron(scene, house, {
    name: 'Amina',
    text: 'JSTOR keeps asking me to log in again, although I am on campus and logged in already.',
  });
  await startPatron(scene, house, { text: 'Is the Hill Library open on the long weekend?' });
  await dana.lists.getByText(/^For you/u).waitFor();
  await dana.lists.getByText(/^Offered to/u).waitFor();
  await visit('desk-offered', dana.page);
  await dana.openChat('Amina');
  await visit('desk-offered-preview', dana.page);
};
