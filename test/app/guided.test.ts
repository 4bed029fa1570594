// Offers in a chat, and page checks: who may, what is stored, how often.
import { CHECKS_PER_HOUR } from '../../lambdas/app/check-page.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const page = { kind: 'page', address: 'https://l.example/maps?floor=2#shelf' } as const;

async function talking() {
  const library = await open();
  await library.operator('ada');
  const { chatId } = await library.patronAsks('one');
  await library.claims('o-ada', chatId);
  library.sockets.forget();
  const offers = (name: string, offer: object) => ({
    action: 'send',
    chatId,
    name,
    text: 'Look here',
    offer,
  });
  const checks = (connectionId: string, address = 'https://l.example/') =>
    [connectionId, { action: 'checkPage', chatId, address }] as const;
  return { library, chatId, offers, checks };
}

describe('an offer', () => {
  test.each([page, { kind: 'guided' }])(
    'G1 %j of an operator stands in the log for both sides',
    async (offer) => {
      const { library, chatId, offers } = await talking();

      await library.asks('o-ada', offers('operator-1.1', offer), 'sent');

      const [pushed] = library.sockets.of('p-one', 'entry');
      expect(pushed?.entry).toMatchObject({ place: 3, kind: 'message', text: 'Look here', offer });
      expect((await library.log(chatId)).at(-1)).toMatchObject({ place: 3, offer });
      expect((await library.returns('p-two', 'one', 2)).entries).toMatchObject([{ place: 3, offer }]);
    },
  );

  test('G1 sent again it is the same', async () => {
    const { library, chatId, offers } = await talking();
    const first = await library.asks('o-ada', offers('operator-1.1', page), 'sent');
    expect(await library.asks('o-ada', offers('operator-1.1', page), 'sent')).toEqual(first);
    expect(await library.log(chatId)).toHaveLength(3);
  });

  test('G2 of a patron is refused, and nothing is stored', async () => {
    const { library, chatId, offers } = await talking();
    expect(await library.refuses('p-one', offers('patron-one.2', page))).toBe('notAllowed');
    expect(await library.log(chatId)).toHaveLength(2);
    await library.sends('p-one', chatId, 'patron-one.2');
  });
});

describe('a page check', () => {
  test('G3 is answered to who asks, patron or operator, and to nobody else', async () => {
    const { library, checks } = await talking();
    library.framing = 'no';

    for (const connectionId of ['p-one', 'o-ada']) {
      const answer = await library.asks(...checks(connectionId), 'pageChecked');
      expect(answer).toEqual({
        type: 'pageChecked',
        ref: 'r1',
        address: 'https://l.example/',
        framing: 'no',
      });
    }
    expect(library.checked).toEqual(['https://l.example/', 'https://l.example/']);
    expect([library.sockets.all('p-one'), library.sockets.all('o-ada')].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  test('G3 of people outside the chat is refused, and no page is asked', async () => {
    const { library, checks } = await talking();
    await library.operator('ben');
    await library.patronHello('p-other');
    expect(await library.refuses(...checks('o-ben'))).toBe('notAllowed');
    expect(await library.refuses(...checks('p-other'))).toBe('notAllowed');
    expect(
      await library.refuses('p-one', { action: 'checkPage', chatId: 'x'.repeat(22), address: page.address }),
    ).toBe('noSuchChat');
    expect(library.checked).toEqual([]);
  });

  test('G3 a chat has so many in an hour, and again in the next', async () => {
    const { library, chatId, checks } = await talking();
    for (let count = 0; count < CHECKS_PER_HOUR; count += 1) {
      await library.asks(...checks(count % 2 === 0 ? 'p-one' : 'o-ada'), 'pageChecked');
    }
    expect(await library.refuses(...checks('p-one'))).toBe('tooMany');
    expect(await library.refuses(...checks('o-ada'))).toBe('tooMany');
    expect(library.checked).toHaveLength(CHECKS_PER_HOUR);
    // The chat itself goes on.
    await library.sends('p-one', chatId, 'patron-one.2');
    library.now += 3_600_000;
    await library.asks(...checks('p-one'), 'pageChecked');
  });
});
