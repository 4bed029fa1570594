// How a team shares chats at the desk: who is offered one, who sees what of it, and who helps out.
import type { Operator as OperatorRecord } from '../../lambdas/protocol/settings.ts';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { openDesk, startPatron } from './wire-people.ts';

const play = playInOneHouse();

const both = async (scene: Scene, house: BrowserHouse) =>
  await Promise.all([Operator.signIn(scene, house, 'Dana'), Operator.signIn(scene, house, 'Ken')]);

const ask = async (scene: Scene, house: BrowserHouse, name: string) =>
  await startPatron(scene, house, { name, text: `The whole question of ${name}, in one line` });

/** The words at a waiting chat on whom it is offered to. */
async function offerAt(operator: Operator, patron: string): Promise<string> {
  const words = operator.listed(patron).locator('.offered');
  return await until(
    `an offer of ${patron}`,
    async () => ((await words.count()) === 0 ? '' : ((await words.textContent()) ?? '')),
    (text) => text !== '',
  );
}

/** What the list of colleagues says of somebody's chats. */
const loadAt = (operator: Operator, name: string) =>
  operator.colleague(name).getByText(/^\d+ chats? · \d+ this shift/u);

play(
  'R40 R41 R42 R46 R47 two operators alternate over six chats, and see who has how much',
  async (scene, house) => {
    const [dana, ken] = await both(scene, house);
    await ken.colleague('Dana Whitfield').getByText('Available').waitFor();
    const order: string[] = [];
    for (const name of ['Ada', 'Ben', 'Cem', 'Dov', 'Eli', 'Fay']) {
      await ask(scene, house, name);
      const isDanas = (await offerAt(dana, name)).startsWith('For you');
      const [first, other, whose] = isDanas
        ? ([dana, ken, 'Dana Whitfield'] as const)
        : ([ken, dana, 'Ken Ito'] as const);
      expect(await offerAt(other, name)).toMatch(new RegExp(`^Offered to ${whose} · \\d+ s`, 'u'));
      await first.hears(new RegExp(`from ${name}, offered to you`, 'u'));
      await first.claim(name);
      await other.claimButton(name).waitFor({ state: 'detached' });
      order.push(whose);
    }
    expect(order.slice(2)).toEqual(order.slice(0, 4));
    expect(new Set(order).size).toBe(2);
    for (const [operator, colleague] of [
      [dana, 'Ken Ito'],
      [ken, 'Dana Whitfield'],
    ] as const) {
      for (const name of ['You', colleague]) await loadAt(operator, name).waitFor();
      expect(await loadAt(operator, 'You').innerText()).toContain('3 chats · 3 this shift');
      await untilEqual(
        'three chats of the colleague',
        async () => (await loadAt(operator, colleague).innerText()).startsWith('3 chats · 3 this shift'),
        true,
      );
      await operator.lists.getByText('3 of 4').waitFor();
      expect(await operator.rooms.getByText('Next', { exact: true }).count()).toBe(1);
      expect(await operator.details.getByText('Next', { exact: true }).count()).toBe(1);
    }
    const next = order[0] ?? '';
    const isKens = next === 'Ken Ito';
    await ken.lists.getByTitle(`Next in Reference: ${isKens ? 'you' : next}`, { exact: true }).waitFor();
    await dana.lists.getByTitle(`Next in Reference: ${isKens ? next : 'you'}`, { exact: true }).waitFor();
  },
);

play(
  'R42 R46 R48 one goes away: the next goes to the other, and may be taken on purpose',
  async (scene, house) => {
    const [dana, ken] = await both(scene, house);
    await ken.goAway();
    await dana.colleague('Ken Ito').getByText('Away').waitFor();
    for (const name of ['Gil', 'Hal']) {
      await ask(scene, house, name);
      expect(await offerAt(dana, name)).toMatch(/^For you · \d+ s/u);
      expect(await offerAt(ken, name)).toMatch(/^Offered to Dana Whitfield · \d+ s/u);
    }
    await ken.openChat('Gil');
    await ken.sees('Gil', 'The whole question of Gil, in one line');
    await ken
      .chat('Gil')
      .getByText(/^Offered to Dana Whitfield/u)
      .waitFor();
    await ken.chat('Gil').getByRole('button', { name: 'Claim Gil' }).click();
    await ken.composer('Gil').waitFor();
    await dana.listed('Gil').getByText('Ken Ito').waitFor();
    await dana.claim('Hal');
  },
);

/** Access helps Reference out after ten seconds; Tom belongs to Access alone. */
async function letAccessHelp(scene: Scene, house: BrowserHouse): Promise<void> {
  const { wire, welcome } = await openDesk(scene, house, 'Priya');
  const [reference] = welcome.departments;
  if (reference === undefined) throw new Error('There is no department.');
  const access = { ...reference, id: 'access', name: 'Access services', version: 0 };
  const settings = { ...reference.settings, newOperatorsJoin: false };
  await wire.ask({ action: 'saveDepartment', department: { ...access, settings } }, 'saved');
  const helped = { urgentSeconds: 10, fallbackDepartment: 'access', fallbackSeconds: 10, offerSeconds: 5 };
  const changed = { ...reference, settings: { ...reference.settings, ...helped } };
  await wire.ask({ action: 'saveDepartment', department: changed }, 'saved');
  const { operators } = await wire.ask({ action: 'readOperators' }, 'operators');
  const tom: OperatorRecord | undefined = operators.find(({ name }) => name.startsWith('Tom'));
  if (tom === undefined) throw new Error('Tom never signed in.');
  await wire.ask(
    { action: 'saveMembership', operatorId: tom.id, departmentIds: ['access'], version: tom.version },
    'saved',
  );
}

play(
  'R44 R45 R46 R48 R50 a chat turns open to all, urgent, and comes to the department that helps out',
  async (scene, house) => {
    const [dana, tom] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Tom'),
    ]);
    await letAccessHelp(scene, house);
    await ask(scene, house, 'Ida');
    expect(await offerAt(dana, 'Ida')).toMatch(/^For you/u);
    expect(await tom.claimButton('Ida').count()).toBe(0);
    await dana.listed('Ida').getByText('Open to all').waitFor();
    await dana.listed('Ida').getByText('Urgent').waitFor();
    await tom.listed('Ida').getByText('Help for Reference').waitFor();
    await tom.hears(/New chat waiting in Reference, from Ida/u);
    await tom.openChat('Ida');
    await tom.sees('Ida', 'The whole question of Ida, in one line');
    await tom
      .chat('Ida')
      .getByText(/^From Reference, where nobody has taken it for 10 s/u)
      .waitFor();
    const found: string[] = [];
    for (const { page } of [dana, tom]) {
      for (const look of [
        { width: 1280, scheme: 'light' },
        { width: 320, scheme: 'dark' },
      ] as const) {
        await lookAs(page, look);
        found.push(...(await axeFindings(page)), ...(await sidewaysFindings(page)));
      }
      await lookAs(page, { width: 1280, scheme: 'light' });
    }
    expect(found).toEqual([]);
    await tom.chat('Ida').getByRole('button', { name: 'Claim Ida' }).click();
    await tom.composer('Ida').waitFor();
    await dana.listed('Ida').getByText('Tom Weiss').waitFor();
    await tom.page.reload();
    await tom.composer('Ida').waitFor();
    expect(await tom.lists.getByText('1 of 4').count()).toBe(1);
  },
);
