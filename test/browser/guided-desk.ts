// Guided mode with both sides and a real server: what operators show and offer, pages that refuse, connections that drop.
import { createServer, type Server } from 'node:http';
import type { Page } from 'playwright-core';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { until } from '../support/browser-waiting.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor } from './visitor.ts';

const LINE_TROUBLE = /net::ERR_|WebSocket connection to '.*' failed|WebSocket is already in CLOSING/u;

/** A site that refuses to be framed, on an origin of its own. */
async function refusingSite(scene: Scene): Promise<string> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'x-frame-options': 'DENY' });
    response.end('<!doctype html><title>Journals</title><h1>Journals</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scene.afterwards(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site does not listen.');
  return `http://127.0.0.1:${address.port}/journals`;
}

async function chatting(scene: Scene, house: BrowserHouse, name: string) {
  // One after the other: a patron who comes before anybody is there is asked for an address instead.
  const dana = await Operator.signIn(scene, house, 'Dana');
  const patron = await Visitor.arrive(scene, house, { path: 'research-help' });
  await patron.question.fill('Where are the journals?');
  await patron.panel.getByRole('textbox', { name: /^Your name/u }).fill(name);
  await patron.panel.getByRole('button', { name: 'Start chat' }).click();
  await dana.claim(name);
  await patron.isAnswered('Dana Whitfield');
  return { dana, patron };
}

async function guidedFrom(patron: Visitor, button: string): Promise<Page> {
  const [guided] = await Promise.all([
    patron.person.context.waitForEvent('page'),
    patron.panel.getByRole('button', { name: button }).click(),
  ]);
  await guided.getByText('Dana Whitfield joined').waitFor();
  return guided;
}

export async function showPage({ page }: Operator, name: string, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Show a page' }).click();
  const dialog = page.getByRole('dialog', { name: `Show ${name} a page` });
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByRole('button', { name: 'Show this page' }).click();
}

const framed = (guided: Page, address: string) =>
  until(
    `${address} beside the chat`,
    () => guided.frames().map((frame) => frame.url()),
    (urls) => urls.includes(address),
  );

export const guidedDesk: Section = (play) => {
  play('G4 G6 a page that the operator shows opens beside the chat', async (scene, house) => {
    const { dana, patron } = await chatting(scene, house, 'Gia');
    const { demo } = house.runner.addresses;
    const guided = await guidedFrom(patron, 'Open beside the page');
    await framed(guided, new URL('research-help', demo).href);
    const shelf = guided.frameLocator('iframe');
    await shelf.getByRole('heading', { level: 1 }).waitFor();
    // A page that admits frames needs no word of doubt, and has no chat button of its own here.
    expect(await guided.getByText('Does the page stay empty?').count()).toBe(0);
    expect(await shelf.locator('carrel-chat').count()).toBe(0);
    const headers = (await guided.request.get(guided.url())).headers();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain('frame-src http: https:');
    await showPage(dana, 'Gia', new URL('catalogue?q=heat', demo).href);
    await framed(guided, new URL('catalogue?q=heat', demo).href);
    await dana.sees('Gia', 'Page shown');
    await dana.page.getByRole('button', { name: 'Show a page' }).click();
    const dialog = dana.page.getByRole('dialog', { name: 'Show Gia a page' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
    await dialog.getByRole('button', { name: 'Show this page' }).click();
    await dialog.getByText('Only pages of the web can be shown').waitFor();
    await dialog.getByRole('button', { name: /research-help$/u }).click();
    await framed(guided, new URL('research-help', demo).href);
    await guided.close();
  });

  play('G7 a page that refuses frames opens in a tab, and the chat stays', async (scene, house) => {
    const journals = await refusingSite(scene);
    const { dana, patron } = await chatting(scene, house, 'Hal');
    const guided = await guidedFrom(patron, 'Open beside the page');
    await framed(guided, new URL('research-help', house.runner.addresses.demo).href);
    await dana.say('Hal', `Here they are: ${journals}`);
    const [tab] = await Promise.all([
      patron.person.context.waitForEvent('page'),
      guided.getByRole('link', { name: journals }).click(),
    ]);
    await tab.getByRole('heading', { name: 'Journals' }).waitFor();
    await guided.getByText('It opened in a tab of its own. The chat stays here.').waitFor();
    await guided.getByRole('textbox', { name: 'Write a message' }).fill('I see them');
    await guided.getByRole('textbox', { name: 'Write a message' }).press('Enter');
    await dana.sees('Hal', 'I see them');
    await guided.close();
  });

  play(
    'G9 a connection that drops three times: one click, and the patron is in guided mode',
    async (scene, house) => {
      scene.expectComplaints(LINE_TROUBLE);
      const { dana, patron } = await chatting(scene, house, 'Ivo');
      const offer = dana.page.getByRole('button', { name: 'Offer guided mode now' });
      for (let drops = 1; drops <= 3; drops += 1) {
        expect(await offer.count()).toBe(0);
        patron.person.line.cut();
        await dana
          .chat('Ivo')
          .getByText(/^reconnecting/u)
          .waitFor();
        patron.person.line.restore();
        await patron.panel.getByRole('button', { name: 'Try now' }).click();
        await dana
          .chat('Ivo')
          .getByText(/^reconnecting/u)
          .waitFor({ state: 'detached' });
      }
      await dana.page.getByText('Ivo’s connection dropped 3 times in 10 minutes.').waitFor();
      await offer.click();
      await offer.waitFor({ state: 'detached' });
      await dana.sees('Ivo', 'Guided mode offered');
      const guided = await guidedFrom(patron, 'Continue in guided mode');
      await dana.say('Ivo', 'Better now?');
      await guided.getByText('Better now?').waitFor();
      await guided.close();
    },
  );

  play('G2 an offer says what the operator wrote', async (scene, house) => {
    const { dana, patron } = await chatting(scene, house, 'Jo');
    await dana.page.getByRole('button', { name: 'Offer guided mode' }).click();
    const dialog = dana.page.getByRole('dialog', { name: 'Offer Jo guided mode' });
    await dialog.getByRole('textbox').fill('Come along, I will show you.');
    await dialog.getByRole('button', { name: 'Send the offer' }).click();
    await patron.sees('Come along, I will show you.');
    await patron.panel.getByRole('button', { name: 'Continue in guided mode' }).waitFor();
  });
};
