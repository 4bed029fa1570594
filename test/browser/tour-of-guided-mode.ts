// The tour through guided mode: the chat with a page beside it, what operators show, and what a browser refuses.
import type { Page } from 'playwright-core';
import { showPage } from './guided-desk.ts';
import { Operator } from './operator.ts';
import type { Tour } from './tours.ts';
import { Visitor } from './visitor.ts';

const ROSA = 'Rosa M.';

export const tourOfGuidedMode: Tour = async (scene, house, visit) => {
  const { demo, widget } = house.runner.addresses;
  const dana = await Operator.signIn(scene, house, 'Dana');
  const rosa = await Visitor.arrive(scene, house, { path: 'research-help' });
  await rosa.question.fill('Hi, I need five peer reviewed articles on urban heat islands for tomorrow');
  await rosa.panel.getByRole('textbox', { name: /^Your name/u }).fill(ROSA);
  await rosa.panel.getByRole('button', { name: 'Start chat' }).click();
  await dana.claim(ROSA);
  await rosa.isAnswered('Dana Whitfield');
  await dana.say(ROSA, 'Hello Rosa, happy to help. Let’s look at this one together:');
  await showPage(dana, ROSA, new URL('catalogue/roof-gardens', demo).href);
  await dana.page.getByRole('button', { name: 'Offer guided mode' }).click();
  await visit('desk-offer-guided', dana.page);
  await dana.page.getByRole('button', { name: 'Send the offer' }).click();
  await rosa.panel.getByRole('button', { name: 'Continue in guided mode' }).waitFor();
  await visit('widget-offers', rosa.page);
  await dana.page.getByRole('button', { name: 'Show a page' }).click();
  await visit('desk-show-page', dana.page);
  await dana.page.keyboard.press('Escape');
  await visit('desk-offers', dana.page);
  const guided = await fromPanel(rosa);
  await guided.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
  await visit('guided-chat', guided);
  await showPage(dana, ROSA, new URL('catalogue?q=urban+heat', demo).href);
  await guided.frameLocator('iframe').getByRole('searchbox').first().waitFor();
  await visit('guided-page', guided);
  await guided.evaluate(() => {
    window.open = () => null;
  });
  await showPage(dana, ROSA, new URL('panel.html', widget).href);
  await guided.getByRole('heading', { name: 'This page can’t be shown here' }).waitFor();
  await visit('guided-refused', guided);
  await guided.close();
  const arabic = await rosa.person.context.newPage();
  await arabic.goto(new URL('guided.html?widget=reference&lang=ar', widget).href);
  await arabic.getByRole('textbox').first().waitFor();
  await visit('guided-arabic', arabic);
};

async function fromPanel(rosa: Visitor): Promise<Page> {
  const [guided] = await Promise.all([
    rosa.person.context.waitForEvent('page'),
    rosa.panel.getByRole('button', { name: 'Continue in guided mode' }).click(),
  ]);
  await guided.getByText('Dana Whitfield joined').waitFor();
  return guided;
}
