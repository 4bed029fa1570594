// A tour through what a patron sees while nobody can answer: nobody there, everybody away, no connection.
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { Visitor } from './visitor.ts';

/** A change of status shows within this time (ms). */
const SOON_MS = 10_000;
/** Without a connection for so long (ms) the library can't be reached. */
const UNREACHABLE_MS = 45_000;

export const tourOfTheAbsence: Tour = async (scene, house, visit) => {
  scene.expectComplaints(/net::ERR_|WebSocket connection to|availability\.json/u);
  const rosa = await Visitor.arrive(scene, house);
  const { page, panel, person } = rosa;
  await rosa.open();
  await panel.getByRole('heading', { name: 'Nobody is here right now' }).waitFor();
  await visit('widget-offline', page);
  await panel.getByRole('button', { name: 'Send my question' }).click();
  await panel.getByText('Write your question here.').waitFor();
  await visit('widget-follow-up-missing', page);
  const dana = await Operator.signIn(scene, house, 'Dana');
  await panel.getByRole('button', { name: 'Start chat' }).waitFor({ timeout: SOON_MS });
  await dana.goAway();
  const offer = panel.getByRole('button', { name: 'Submit my question by email' });
  await offer.waitFor({ timeout: SOON_MS });
  await visit('widget-away', page);
  await rosa.question.fill('Can I renew a book online?');
  await panel.getByRole('button', { name: 'Start chat' }).click();
  await panel.getByRole('heading', { name: 'You are in line' }).waitFor();
  await visit('widget-away-waiting', page);
  await offer.click();
  await panel.getByRole('textbox', { name: 'Your email address' }).fill('rosa');
  await panel.getByRole('button', { name: 'Send my question' }).click();
  await panel.getByText('That address has no @ yet.').waitFor();
  await visit('widget-follow-up', page);
  await panel.getByRole('button', { name: 'Back to the chat' }).click();
  person.line.cut();
  await panel
    .getByRole('heading', { name: 'We can’t reach the library’s chat' })
    .waitFor({ timeout: UNREACHABLE_MS });
  await visit('widget-unreachable', page);
  await offer.click();
  await panel.getByRole('textbox', { name: 'Your email address' }).fill('rosa@example.org');
  await panel.getByRole('button', { name: 'Send my question' }).click();
  await panel.getByRole('heading', { name: 'Your question waits for a connection' }).waitFor();
  await visit('widget-follow-up-kept', page);
  person.line.restore();
  await panel.getByRole('button', { name: 'Try now' }).click();
  await panel.getByRole('heading', { name: /^We got your question, no\. \d+\.$/u }).waitFor();
  await visit('widget-follow-up-left', page);
  await panel.getByRole('button', { name: 'Back to the chat' }).click();
  await panel
    .getByRole('main')
    .getByText(/^Your question was also left for an answer by email, no\. \d+/u)
    .waitFor();
  await visit('widget-follow-up-in-chat', page);
};
