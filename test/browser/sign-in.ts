// Signing in and out, and what stays signed in.
import { untilEqual } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor } from './visitor.ts';

/** Short, so that a chat outlives several of them. */
const TOKEN_SECONDS = 4;

export const signIn: Section = (play) => {
  play(
    'S3 a wrong password gets a message at the form, and the right one then signs in',
    async (scene, house) => {
      // The answer to a wrong password.
      scene.expectComplaints(/status of 401/u);
      const person = await scene.person('Dana');
      const page = await person.context.newPage();
      const dana = new Operator(person, page, house.runner.person('Dana'));
      await page.goto(house.runner.addresses.dashboard);
      await dana.giveAccount(dana.staff.username, 'not my password');
      await page.getByRole('alert').getByText("email and password don't belong together").waitFor();
      expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe(dana.staff.username);
      await dana.giveAccount(dana.staff.username, dana.staff.password);
      await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    },
  );

  play('S4 somebody in none of the groups reads why, and what to do', async (scene, house) => {
    const person = await scene.person('Ruth');
    const page = await person.context.newPage();
    const ruth = new Operator(person, page, house.runner.person('Ruth'));
    await page.goto(house.runner.addresses.dashboard);
    await ruth.giveAccount(ruth.staff.username, ruth.staff.password);
    await page.getByRole('heading', { name: 'This account can’t open the desk' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  });

  play('S1 C14 a reload keeps sign-in, status and chats; signing out ends duty', async (scene, house) => {
    const [dana, ken, gus] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
      Visitor.arrive(scene, house),
    ]);
    await gus.ask('Are you open today?', 'Gus');
    await dana.claim('Gus');
    await dana.composer('Gus').fill('Until nine o’clock');
    await dana.page.reload();
    await dana.status('Available').waitFor();
    await dana.sees('Gus', 'Are you open today?');
    await untilEqual('the draft', () => dana.composer('Gus').inputValue(), 'Until nine o’clock');
    await dana.composer('Gus').press('Enter');
    await gus.sees('Until nine o’clock');

    await ken.page.getByText('Dana Whitfield').first().waitFor();
    await dana.page.getByRole('button', { name: /your account and alerts/u }).click();
    await dana.page.getByRole('button', { name: 'Sign out' }).click();
    // A chat of theirs is open still.
    await dana.page.getByRole('button', { name: 'Sign out and keep it' }).click();
    await dana.page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    const onDuty = ken.page.getByRole('listitem').filter({ hasText: /Dana Whitfield\s*since/u });
    await untilEqual('Dana on duty', () => onDuty.count(), 0);
    await dana.page.getByRole('button', { name: 'Sign in' }).click();
    await dana.page.getByRole('textbox', { name: 'Password' }).waitFor();
  });

  play('S6 a chat outlives the tokens that it began with', async (scene, house) => {
    const short = await house.beside({ tokenSeconds: TOKEN_SECONDS });
    scene.afterwards(() => short.close());
    const [dana, hal] = await Promise.all([
      Operator.signIn(scene, short, 'Dana'),
      Visitor.arrive(scene, short),
    ]);
    const renewals: string[] = [];
    dana.page.on('response', (response) => {
      if (response.url().endsWith('/token')) renewals.push(String(response.status()));
    });
    await hal.ask('How long is a token?', 'Hal');
    await dana.claim('Hal');
    await untilEqual(
      'renewals',
      () => renewals.slice(0, 3),
      ['200', '200', '200'],
      6 * TOKEN_SECONDS * 1_000,
    );
    await dana.say('Hal', 'Longer than its word.');
    await hal.sees('Longer than its word.');
    await hal.say('Good.');
    await dana.sees('Hal', 'Good.');
    await dana.status('Available').waitFor();
  });
};
