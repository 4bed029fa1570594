// Where the focus should go, for one chat among those that are shown: the wish is for the chat that is open.
import type { Signal } from '@preact/signals';
import type { DeskModel } from './desk-model.ts';
import type { FocusWish } from './focus-wish.ts';

type Desk = Pick<DeskModel, 'focusWish' | 'openChatId'>;

/** Takes the wish away, where it is that one and this is the chat. */
export function columnWish(desk: Desk, chatId: string, wish: FocusWish): boolean {
  if (desk.openChatId !== chatId || desk.focusWish.value !== wish) return false;
  desk.focusWish.value = undefined;
  return true;
}

/** The same for a field that knows only its own wishes. */
export function wishOf(desk: Desk, chatId: string): Pick<Signal<string | undefined>, 'value'> {
  return {
    get value() {
      return desk.openChatId === chatId ? desk.focusWish.value : undefined;
    },
    set value(_) {
      desk.focusWish.value = undefined;
    },
  };
}
