// The department that helps out: told from the start, and allowed to take a chat that has waited (R60 on).
import { defaults, ELSEWHERE, HERE, type House, type Section } from './house.ts';

/** The shortest that a department may let its chats wait before another helps. */
const SECONDS = 10;
const TRY_EVERY_MS = 500;
const OPEN_MS = 60_000;

const helpedBy = async (house: House, fallbackDepartment: string): Promise<void> => {
  const coordinator = await house.coordinator();
  const settings = { ...defaults, fallbackDepartment, fallbackSeconds: SECONDS };
  await house.saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings });
};

export const helpingRules: Section = (house) => {
  beforeEach(async () => {
    await house().setMembership('second', [ELSEWHERE]);
    await helpedBy(house(), ELSEWHERE);
  });
  afterEach(async () => {
    await helpedBy(house(), '');
    await house().setMembership('second', [HERE, ELSEWHERE]);
  });

  test('R60, R61, R62: helpers are told where they help, and of what waits from its start', async () => {
    const helper = await house().operator('second');
    expect(helper.welcome.helpsOut).toEqual([{ id: HERE, name: 'Acceptance suite', urgentSeconds: 60 }]);
    expect(helper.welcome.departments.map(({ id }) => id)).not.toContain(HERE);

    const patron = await house().patron();
    await patron.start('Who can read this hand?');

    const chat = await helper.sees(patron.chatId);
    expect(chat.fallback).toEqual({ departmentId: ELSEWHERE, at: chat.startedAt + SECONDS * 1_000 });
    const first = await house().operator('first');
    await first.claim(patron.chatId);
    expect(await helper.sees(patron.chatId, ({ state }) => state === 'active')).toMatchObject({
      owner: { id: first.id },
    });
    await first.end(patron.chatId);
  });

  test(
    'R62, R63: they list it, and may read and take it when it has waited, not before',
    async () => {
      const helper = await house().operator('second');
      const patron = await house().patron();
      await patron.start('Who can read this hand?');
      const { chatId } = patron;
      await helper.sees(chatId);
      expect((await helper.openChats(HERE)).map((chat) => chat.chatId)).toContain(chatId);
      for (const action of ['claim', 'readChat'])
        expect((await helper.wire.refusal({ action, chatId, after: 0 })).code).toBe('notAllowed');

      let answer = await helper.wire.answer({ action: 'claim', chatId });
      for (; answer.type === 'error'; answer = await helper.wire.answer({ action: 'claim', chatId })) {
        expect(answer.code).toBe('notAllowed');
        await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
      }

      expect(answer).toMatchObject({ type: 'chat', chat: { departmentId: HERE, owner: { id: helper.id } } });
      await helper.say(chatId, 'It says “paid in full”.');
      await helper.end(chatId);
    },
    OPEN_MS,
  );

  test('R64: nobody helps out who isn’t there, or themselves', async () => {
    const coordinator = await house().coordinator();
    const { departments } = await house().settings(coordinator);
    const here = departments.find(({ id }) => id === HERE);
    const save = (fallbackDepartment: string) => ({
      action: 'saveDepartment',
      department: { ...here, settings: { ...defaults, fallbackDepartment } },
    });
    expect((await coordinator.wire.refusal(save(HERE))).code).toBe('notAllowed');
    expect((await coordinator.wire.refusal(save('nowhere'))).code).toBe('noSuchDepartment');
  });
};
