// The main job, from end to end: a patron asks, an operator answers.
import { until, untilEqual } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor, openPageIn, textsInOrder } from './visitor.ts';

const QUESTION = 'Where do I find five peer reviewed articles on urban heat islands?';

export const mainJob: Section = (play) => {
  play('C1 C4 C6 C8 M8 a patron asks, one of two operators answers, and both talk', async (scene, house) => {
    const [dana, ken, rosa] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
      Visitor.arrive(scene, house),
    ]);
    await rosa.ask(QUESTION, 'Rosa');
    await Promise.all(
      [dana, ken].map(async (operator) => {
        await operator.claimButton('Rosa').waitFor();
        await operator.hears(/New chat waiting in Reference.*Rosa.*Where do I find/u);
      }),
    );
    // It needs whoever it is offered to.
    await Promise.any([dana, ken].map((operator) => operator.hasTitle(/^\(1\) Desk/u)));

    await dana.claim('Rosa');
    await rosa.isAnswered('Dana Whitfield');
    await rosa.sees('Dana Whitfield joined');
    await ken.listed('Rosa').filter({ hasText: 'Dana Whitfield' }).waitFor();
    await ken.claimButton('Rosa').waitFor({ state: 'detached' });
    await ken.hasTitle(/^Desk/u);

    await dana.composer('Rosa').pressSequentially('Hello Rosa, ');
    await rosa.panel.getByText('Dana Whitfield is writing…').waitFor();
    await dana.say('Rosa', 'Hello Rosa, are you on campus or at home? 😀 <b>&amp;</b>');
    await rosa.sees('Hello Rosa, are you on campus or at home? 😀 <b>&amp;</b>');
    await rosa.panel.getByText('is writing…').waitFor({ state: 'detached' });

    await rosa.composer.pressSequentially('At ');
    await dana.log('Rosa').getByText('Rosa is writing…').waitFor();
    await rosa.say('At home.');
    await dana.sees('Rosa', 'At home.');
    await dana.hears(/Rosa: At home\./u);
    await until(
      'a time below the message',
      () => dana.log('Rosa').locator('time').last().innerText(),
      (time) => /^\d\d:\d\d$/u.test(time),
    );
    await dana.details.getByRole('link', { name: /Northfield Libraries/u }).waitFor();

    await dana.end('Rosa');
    await rosa.panel.getByRole('heading', { name: 'This chat has ended' }).waitFor();
    await rosa.sees('Dana Whitfield ended the chat');
  });

  play('C9 C11 C12 C13 an ended chat is found by words, and read by a colleague', async (scene, house) => {
    const [dana, ken, noor] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken', { onDuty: false }),
      Visitor.arrive(scene, house),
    ]);
    await noor.ask('Do you lend telescopes?', 'Noor');
    await dana.claim('Noor');
    await dana.say('Noor', 'We do: three of them, for two weeks.');
    await noor.sees('We do: three of them, for two weeks.');
    await noor.end();
    await noor.sees('You ended the chat');
    await dana.chat('Noor').getByText('Noor ended this chat').waitFor();
    await dana.chat('Noor').getByRole('button', { name: 'Put away' }).click();
    await dana.listed('Noor').waitFor({ state: 'detached' });

    await ken.goTo('Transcripts');
    await ken.page.getByRole('searchbox', { name: 'Words to find' }).fill('TELESCOPES noor');
    await ken.page.getByRole('button', { name: 'Find', exact: true }).click();
    const found = ken.page.getByRole('region', { name: 'Find transcripts' }).getByRole('link');
    await untilEqual('the number found', () => found.count(), 1);
    await found.click();
    const transcript = ken.page.getByRole('region', { name: 'Transcript' });
    await transcript.getByText('We do: three of them, for two weeks.').waitFor();
    await transcript.getByText(/Dana Whitfield, after \d+ s/u).waitFor();
    await ken.page.getByRole('searchbox', { name: 'Words to find' }).fill('microscope');
    await ken.page.getByRole('button', { name: 'Find', exact: true }).click();
    await ken.page.getByText('Nothing found for “microscope”.').waitFor();
  });

  play(
    'C6 two operators claim at the same time: one has the chat, the other reads who',
    async (scene, house) => {
      const [dana, ken, omar] = await Promise.all([
        Operator.signIn(scene, house, 'Dana'),
        Operator.signIn(scene, house, 'Ken'),
        Visitor.arrive(scene, house),
      ]);
      await omar.ask('Which of you is quicker?', 'Omar');
      const both = [dana, ken] as const;
      // Held before either clicks: the quicker claim takes the other's button away, and that click still counts.
      const buttons = await Promise.all(both.map((operator) => operator.claimButton('Omar').elementHandle()));
      await Promise.all(buttons.map((button) => button?.evaluate((element: HTMLElement) => element.click())));
      const winner = await Promise.any(
        both.map(async (operator) => {
          await operator.composer('Omar').waitFor();
          return operator;
        }),
      );
      const other = winner === dana ? ken : dana;
      await other.page.getByText(`${winner.staff.name} was quicker and is answering Omar`).first().waitFor();
      await other.listed('Omar').filter({ hasText: winner.staff.name }).waitFor();
      expect(await other.composer('Omar').count()).toBe(0);
      await omar.isAnswered(winner.staff.name);
      await untilEqual('who joined', () => omar.line('joined').count(), 1);
    },
  );

  play(
    'C4 several chats at once: unread marks count, and go when the chat is looked at',
    async (scene, house) => {
      const [dana, ana, ben] = await Promise.all([
        Operator.signIn(scene, house, 'Dana'),
        Visitor.arrive(scene, house),
        Visitor.arrive(scene, house),
      ]);
      await ana.ask('Where are the maps?', 'Ana');
      await ben.ask('When do you close?', 'Ben');
      await dana.claim('Ana');
      await dana.claim('Ben');
      await ana.say('Old ones, I mean.');
      await ana.say('Of the harbour.');
      await dana.listed('Ana').getByText('2 unread').waitFor();
      await dana.hasTitle(/^\(1\) Desk/u);
      await dana.sees('Ben', 'When do you close?');
      expect(await textsInOrder(dana.log('Ben'), ['Of the harbour.'])).toEqual([]);

      await dana.openChat('Ana');
      await dana.listed('Ana').getByText('unread').waitFor({ state: 'detached' });
      await dana.hasTitle(/^Desk/u);
      await dana.sees('Ana', 'Of the harbour.');
      await dana.say('Ana', 'In the map room, on the second floor.');
      await ana.sees('In the map room, on the second floor.');
      expect(await ben.line('map room').count()).toBe(0);
    },
  );

  play('K10 K12 the chat goes on over a change of page and in a second tab', async (scene, house) => {
    const [dana, mia] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Visitor.arrive(scene, house),
    ]);
    await mia.ask('Can I renew online?', 'Mia');
    await dana.claim('Mia');
    await dana.say('Mia', 'Yes: choose My card, then Renew.');
    await mia.sees('Yes: choose My card, then Renew.');
    await mia.composer.fill('Thank you, I');

    await mia.page.getByRole('link', { name: 'Catalogue', exact: true }).click();
    await mia.page.getByRole('heading', { name: 'Catalogue', level: 1 }).waitFor();
    await mia.sees('Yes: choose My card, then Renew.');
    await mia.isAnswered('Dana Whitfield');
    await untilEqual('the draft', () => mia.composer.inputValue(), 'Thank you, I');
    await dana.details.getByRole('link', { name: /Catalogue/u }).waitFor();
    expect(await dana.line('Mia', /returned|left/u).count()).toBe(0);

    const tab = await mia.anotherTab(house);
    await tab.button.click();
    await tab.sees('Yes: choose My card, then Renew.');
    await tab.say('It worked.');
    await dana.sees('Mia', 'It worked.');
    await mia.sees('It worked.');
    await mia.say('Thank you, I am done.');
    await tab.sees('Thank you, I am done.');
    const texts = ['Can I renew online?', 'Yes: choose My card', 'It worked.', 'I am done.'];
    for (const log of [mia.log, tab.log, dana.log('Mia')]) {
      expect(await textsInOrder(log, texts)).toEqual(texts);
    }
  });

  play(
    'C15 a patron who leaves is marked as gone, and found again when they come back',
    async (scene, house) => {
      const [dana, eli] = await Promise.all([
        Operator.signIn(scene, house, 'Dana'),
        Visitor.arrive(scene, house),
      ]);
      await eli.ask('Is there a printer?', 'Eli');
      await dana.claim('Eli');
      await eli.isAnswered('Dana Whitfield');
      await eli.page.close();
      await dana
        .listed('Eli')
        .getByText(/reconnecting \d/u)
        .waitFor();
      await dana.say('Eli', 'Yes, by the stairs.');
      const back = new Visitor(eli.person, await eli.person.context.newPage());
      await back.goTo(house, 'catalogue');
      await back.button.click();
      await back.sees('Yes, by the stairs.');
      await dana.listed('Eli').getByText('reconnecting').waitFor({ state: 'detached' });
    },
  );

  play('the widget speaks Spanish on a Spanish page', async (scene, house) => {
    const person = await scene.person('patron', { locale: 'es-ES' });
    // As a Spanish page would have it: from before the widget's script is there.
    await person.context.route('**/loader.js', async (route) => {
      await route
        .request()
        .frame()
        .evaluate(() => {
          document.documentElement.lang = 'es';
        });
      await route.continue();
    });
    await Operator.signIn(scene, house, 'Dana');
    const luz = await openPageIn(person, house, scene);
    await luz.page.getByRole('button', { name: 'Pregunte a la biblioteca' }).click();
    await luz.panel.getByRole('textbox', { name: 'Su pregunta' }).fill('¿Prestan telescopios?');
    await luz.panel.getByRole('textbox', { name: /^Su nombre/u }).fill('Luz');
    await luz.panel.getByRole('button', { name: 'Iniciar el chat' }).click();
    await luz.panel.getByRole('heading', { name: 'Está en la cola de espera' }).waitFor();
    expect(await luz.panel.locator('html').getAttribute('lang')).toBe('es');
    expect(await luz.panel.getByText(/Send|chat has|librarian/u).count()).toBe(0);
  });
};
