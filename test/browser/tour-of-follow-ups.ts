// The tour through follow-ups: making one from a chat, and the coordinators' screen in every state.
import { failed, StandInFollowUps, waitingFor } from '../support/stand-in-follow-ups.ts';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { startPatron } from './wire-people.ts';

const SITE = 'https://northfield.example';

export const tourOfTurning: Tour = async (scene, house, visit) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const { patron } = await startPatron(scene, house, {
    name: 'Rosa M.',
    text: 'Do you have the minutes of the faculty senate from 1968? I need them for a paper that is due soon.',
    page: { address: `${SITE}/archives`, title: 'University archives · Northfield Libraries' },
  });
  await dana.claim('Rosa M.');
  await dana.details.getByRole('button', { name: 'Turn into a follow-up…' }).click();
  const form = page.getByRole('dialog', { name: 'Turn the chat with Rosa M. into a follow-up' });
  const email = form.getByRole('textbox', { name: 'The patron’s email address' });
  await form.waitFor();
  await visit('turn', page);
  await email.fill('rosa@example');
  await form.getByRole('textbox', { name: 'Note for whoever answers' }).fill('She needs them by Friday.');
  await form.getByRole('button', { name: 'Make it a follow-up' }).click();
  await form.getByText('The address is not complete').waitFor();
  await visit('turn-wrong', page);
  await email.fill('rosa@example.org');
  await form.getByRole('button', { name: 'Make it a follow-up' }).click();
  const done = page.getByRole('dialog', { name: /^It is follow-up no\./u });
  await done.waitFor();
  await visit('turn-done', page);
  await done.getByRole('button', { name: 'Done' }).click();
  await page.getByText(/turned into follow-up no\. \d+ by you/u).waitFor();
  await visit('turn-log', page);
  await dana.end('Rosa M.');
  const { chatId, token, wire } = patron;
  const rating = { score: 4, comment: 'Dana was quick, and kind about my spelling.' };
  await wire.ask({ action: 'rateChat', chatId, token, rating }, 'done');
  await wire.ask({ action: 'mailTranscript', chatId, token, email: 'rosa@home.example' }, 'done');
  await dana.goTo('Transcripts');
  await page
    .getByRole('link', { name: /Rosa M\./u })
    .first()
    .click();
  await page.getByText('rated: it helped, “Dana was quick').waitFor();
  await visit('transcripts-rated', page);
};

/** Mails that fail, and contents of every kind: what no real mailbox and no short tour has. */
function someFollowUps(standIn: StandInFollowUps): void {
  standIn.leave({ patronName: 'Sam Okoye', question: 'Where can I book a study room for six?' });
  standIn.leave({
    question: `${'w'.repeat(300)} ${'I have a rather long question about everything. '.repeat(73)}`,
    email: `${'someone'.repeat(9)}@${'a-department-with-a-long-name.'.repeat(5)}example.org`,
    from: 'unreachable',
    page: { address: `${SITE}/${'deep/'.repeat(80)}`, title: 'A very long title '.repeat(10).trim() },
  });
  standIn.leave({
    patronName: 'يوسف عبد الرحمن',
    question: 'هل يمكنني تجديد الكتب عبر الإنترنت؟ لدي ثلاثة كتب متأخرة وأنا خارج البلاد.',
    from: 'waiting',
  });
  standIn.leave({
    patronName: 'Leo Park',
    question: 'Can you scan a chapter of the Atlas of Urban Climate for me?',
    from: 'operator',
    leftBy: { id: 'dana', name: 'Dana Whitfield' },
    note: 'He needs it by Friday. The map room had the same question last month.',
    chatId: 'c'.repeat(22),
    mails: [failed('library', 'ask@northfield.example'), waitingFor('patron', 'leo@example.org')],
  });
  standIn.leave({ patronName: 'Amina', question: 'JSTOR keeps asking me to log in again', from: 'away' });
}

export const tourOfTheFollowUps: Tour = async (scene, house, visit) => {
  const standIn = new StandInFollowUps();
  const { page } = await Operator.signIn(scene, house, 'Priya', {
    onDuty: false,
    prepare: (context) => standIn.install(context),
  });
  const list = page.getByRole('region', { name: 'Follow-ups to choose from' });
  const pane = page.getByRole('region', { name: 'Follow-up', exact: true });
  const open = async (name: RegExp): Promise<void> => {
    await list.getByRole('link', { name }).click();
    await pane.getByRole('heading', { name }).waitFor();
  };
  await page.getByRole('link', { name: 'Follow-ups' }).click();
  await list.getByText('Nothing is open here.').waitFor();
  await visit('follow-ups-none', page);
  someFollowUps(standIn);
  await list.getByRole('button', { name: 'Refresh' }).click();
  await list.getByRole('link', { name: /Amina/u }).waitFor();
  await visit('follow-ups', page);
  await open(/Leo Park/u);
  await visit('follow-ups-failed', page);
  await page.goBack();
  await open(/someonesomeone/u);
  await visit('follow-ups-long', page);
  await page.goBack();
  await open(/يوسف/u);
  await pane.getByRole('button', { name: 'Close follow-up' }).click();
  await pane.getByRole('button', { name: 'Undo' }).waitFor();
  await visit('follow-ups-closed', page);
  await page.goBack();
  await list.getByText('Failed only').click();
  await list.getByRole('link', { name: /Amina/u }).waitFor({ state: 'detached' });
  await visit('follow-ups-failed-only', page);
};
