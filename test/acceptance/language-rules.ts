// The library's own texts: who changes them, and whom they reach (rules L in docs/behaviour.md).
import { patronHello } from '../support/wire-client.ts';
import { ELSEWHERE, HERE, type House, type Section } from './house.ts';

export const languageRules: Section = (house) => {
  afterEach(async () => {
    await setTexts(house(), {});
  });

  test('L3: texts are for coordinators', async () => {
    const desk = await house().operator('first');
    const texts = { departmentId: HERE, language: 'es', texts: { send: 'Mine' }, version: 0 };
    const read = { action: 'readTexts', departmentId: HERE, language: 'es' };
    expect((await desk.wire.refusal(read)).code).toBe('notAllowed');
    expect((await desk.wire.refusal({ action: 'saveTexts', texts })).code).toBe('notAllowed');
    expect((await textsNow(house())).texts).toEqual({});
  });

  test('L4: what is saved reaches the next hello, of that department and that language', async () => {
    const before = await house().bareWidget();
    await before.ask({ ...patronHello(HERE), language: 'es' }, 'welcome');
    const texts = { send: '<b>Mandar</b>', joined: '{name} está aquí', 'newMessages.other': '{count} más' };
    await setTexts(house(), texts);
    const heard = async (widgetId: string, language?: string) => {
      const wire = await house().bareWidget();
      const more = language === undefined ? {} : { language };
      return (await wire.ask({ ...patronHello(widgetId), ...more }, 'welcome')).texts;
    };
    expect(await heard(HERE, 'es')).toEqual(texts);
    expect(await heard(HERE, 'ar')).toBeUndefined();
    expect(await heard(HERE)).toBeUndefined();
    expect(await heard(ELSEWHERE, 'es')).toBeUndefined();
    await setTexts(house(), { send: '  ' });
    expect(await heard(HERE, 'es')).toBeUndefined();
    await before.roundTrip();
  });

  test('L5: over a version that is not the newest nothing is saved', async () => {
    const coordinator = await house().coordinator();
    const now = await textsNow(house());
    const saves = ['Mandar', 'Enviar ya'].map((send) =>
      coordinator.wire.answer({ action: 'saveTexts', texts: { ...now, texts: { send } } }),
    );
    const answers = await Promise.all(saves);
    expect(answers.map(({ type }) => type).sort()).toEqual(['error', 'saved']);
    expect(answers.find(({ type }) => type === 'error')).toMatchObject({ code: 'changedMeanwhile' });
    expect((await textsNow(house())).version).toBe(now.version + 1);
  });

  test.each([
    ['a text that Carrel doesn’t have', { greeting: 'Hola' }, /no text of the widget/u],
    ['a lost placeholder', { joined: 'Ha llegado alguien' }, /joined has lost \{name\}/u],
    ['a text without end', { send: 'x'.repeat(301) }, /send is longer than 300 characters/u],
  ])('L6: %s is refused, and the sentence says what is wrong', async (_, texts, words) => {
    const coordinator = await house().coordinator();
    const now = await textsNow(house());
    const refusal = await coordinator.wire.refusal({ action: 'saveTexts', texts: { ...now, texts } });
    expect(refusal.code).toBe('malformed');
    expect(refusal.message).toMatch(words);
    expect(await textsNow(house())).toEqual(now);
  });

  test('L6: a department that does not exist has no texts', async () => {
    const coordinator = await house().coordinator();
    const texts = { departmentId: 'no-such-department', language: 'es', texts: {}, version: 0 };
    expect((await coordinator.wire.refusal({ action: 'saveTexts', texts })).code).toBe('noSuchDepartment');
  });
};

async function textsNow(house: House) {
  const coordinator = await house.coordinator();
  const request = { action: 'readTexts', departmentId: HERE, language: 'es' };
  return (await coordinator.wire.ask(request, 'texts')).texts;
}

async function setTexts(house: House, texts: Readonly<Record<string, string>>): Promise<void> {
  const coordinator = await house.coordinator();
  const now = await textsNow(house);
  await coordinator.wire.ask({ action: 'saveTexts', texts: { ...now, texts } }, 'saved');
}
