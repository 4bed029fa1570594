// What one window of a widget hands to another.
import { WidgetMemory } from '../../../frontend/widget/kept-chat.ts';
import { storageOrMemory } from '../../../frontend/connection/kept.ts';
import { packed, unpack } from '../../../frontend/widget/pop-out.tsx';

const blocked = () => {
  throw new Error('No storage here');
};
const emptyMemory = () => new WidgetMemory('reference', storageOrMemory(blocked), storageOrMemory(blocked));
const chat = {
  chatId: 'a'.repeat(22),
  token: 'b'.repeat(43),
  isStarted: true,
  readPlace: 3,
  seenAt: 1_000,
};

test('E10 a memory that is unpacked elsewhere is the same, and nothing of before stays', () => {
  const from = emptyMemory();
  from.chat.set(chat);
  from.draft.set({ text: 'Half a ques', name: '' });
  const to = emptyMemory();
  to.endedChat.set({ ...chat, chatId: 'c'.repeat(22) });
  unpack(structuredClone(packed(from)), to);
  expect(to.chat.get()).toEqual(chat);
  expect(to.draft.get()).toEqual({ text: 'Half a ques', name: '' });
  expect(to.endedChat.get()).toBeUndefined();
});

test('E10 what is no memory is read as none', () => {
  const memory = emptyMemory();
  unpack([JSON.stringify({ ...chat, token: 7 }), 7], memory);
  expect([memory.chat.get(), memory.endedChat.get(), memory.draft.get()]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
