// What people may write, and how much of it: shown as it is, as text, and never wider than the screen.
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import type { Section } from './playing.ts';
import { Visitor } from './visitor.ts';
import { openDesk } from './wire-people.ts';

const WIDTHS = [320, 390, 1280];

/** The one patron of a scene, answered by an operator at the dashboard. */
async function chatting(scene: Scene, house: BrowserHouse, question: string, name: string, heading = name) {
  const [dana, patron] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Visitor.arrive(scene, house),
  ]);
  await patron.ask(question, name);
  await dana.claim(heading);
  await patron.isAnswered('Dana Whitfield');
  return { dana, patron };
}

/** What is too wide at either side, at every width and in both writing directions. */
async function tooWide({ dana, patron }: { dana: Operator; patron: Visitor }): Promise<string[]> {
  const found: string[] = [];
  for (const direction of ['ltr', 'rtl']) {
    for (const { page } of [dana, patron]) {
      for (const frame of page.frames()) {
        await frame.evaluate((dir) => {
          document.documentElement.dir = dir;
        }, direction);
      }
      for (const width of WIDTHS) {
        await lookAs(page, { width, scheme: 'light' });
        for (const finding of await sidewaysFindings(page)) found.push(`${direction}, ${width}: ${finding}`);
      }
    }
  }
  return found;
}

export const roughContent: Section = (play) => {
  play('M8 markup, scripts and direction marks are text, on both sides', async (scene, house) => {
    const name = '<b>Bobby</b><script>alert(1)</script>';
    const question = '<img src=x onerror="alert(2)"> "quoted" &amp; \u202Etxt.exe';
    const link = 'javascript:alert(3) https://example.org/?q=<script>alert(4)</script>';
    const { dana, patron } = await chatting(scene, house, question, name);
    const dialogs: string[] = [];
    for (const { page } of [dana, patron]) {
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
    }
    await dana.sees(name, question);
    await patron.sees(question);
    await patron.say(link);
    await dana.sees(name, link);
    await dana.say(name, `${question} back`);
    await patron.sees(`${question} back`);
    for (const log of [dana.log(name), patron.log]) {
      expect(await log.locator('img, script, b').count()).toBe(0);
      const addresses = await log
        .getByRole('link')
        .evaluateAll((links) => links.map((each) => each.getAttribute('href')));
      expect(addresses.filter((address) => !address?.startsWith('https://example.org/'))).toEqual([]);
    }
    expect(dialogs).toEqual([]);
    expect(await tooWide({ dana, patron })).toEqual([]);
  });

  play('M9 a word of 4,000 letters and a name of 80 break no layout', async (scene, house) => {
    const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3).slice(0, 80);
    const { dana, patron } = await chatting(scene, house, 'w'.repeat(4_000), name);
    await dana.sees(name, 'w'.repeat(4_000));
    await dana.say(name, 'm'.repeat(4_000));
    await patron.sees('m'.repeat(4_000));
    await patron.composer.fill('x'.repeat(3_990));
    await patron.panel.getByText('10 characters left').waitFor();
    await dana.composer(name).fill('x'.repeat(4_010));
    await dana.chat(name).getByText('10 characters too long. Send it in two messages.').waitFor();
    expect(await tooWide({ dana, patron })).toEqual([]);
  });

  play(
    'M1 300 messages in two scripts stay in order, readable, and within the screen',
    async (scene, house) => {
      const { dana, patron } = await chatting(
        scene,
        house,
        'هل يمكنني تجديد الكتب عبر الإنترنت؟',
        'عبد الرحمن',
      );
      const desk = await openDesk(scene, house, 'Dana');
      const [chat] = await desk.openChats('reference');
      if (chat === undefined) throw new Error('There is no open chat.');
      await desk.attach(chat.chatId);
      for (let number = 1; number <= 300; number += 1) {
        await desk.say(
          chat.chatId,
          number % 3 === 0 ? `الرسالة رقم ${number} من المكتبة.` : `Message number ${number}.`,
        );
      }
      const last = 'الرسالة رقم 300 من المكتبة.';
      await Promise.all([patron.sees(last), dana.sees('عبد الرحمن', last)]);
      const numbers = async (log: typeof patron.log) => {
        const items = await log.getByRole('listitem').allInnerTexts();
        return items.flatMap((item) => /(?:number|رقم) (\d+)/u.exec(item)?.[1] ?? []).map(Number);
      };
      const all = Array.from({ length: 300 }, (_, index) => index + 1);
      await untilEqual('the messages at the patron', () => numbers(patron.log), all);
      const shown = await numbers(dana.log('عبد الرحمن'));
      expect(shown).toEqual(all.slice(-shown.length));
      await patron.line(last).waitFor({ state: 'visible' });
      expect(await tooWide({ dana, patron })).toEqual([]);

      await lookAs(dana.page, { width: 1280, scheme: 'light' });
      const log = dana.log('عبد الرحمن');
      await log.evaluate((element) => {
        element.scrollTop = 0;
      });
      await log.getByRole('button', { name: /^Show earlier messages/u }).click();
      await untilEqual('more messages', async () => (await numbers(log)).length > shown.length, true);
      await patron.say('شكرا');
      await dana.chat('عبد الرحمن').getByRole('button', { name: '1 new message' }).click();
      await dana.line('عبد الرحمن', 'شكرا').waitFor();
    },
  );
};
