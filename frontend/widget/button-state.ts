// What the page's button shows of a chat while the panel is closed. Pure.
import type { ChatState } from './chat-state.ts';
import type { ToPage } from './page-messages.ts';
import { unreadAfter } from './log-stage.ts';
import { goesOn, type Stage } from './stage.ts';
import type { Texts } from './texts/texts.ts';

export function buttonState(state: ChatState, texts: Texts, isSeen: boolean): ToPage {
  const unread = isSeen ? 0 : unreadAfter(state.entries, state.readPlace);
  const label = buttonLabel(state.stage, texts);
  const news = unread > 0 ? texts.newMessages(unread) : '';
  return { carrel: 'state', chat: goesOn(state.stage), label, unread, news };
}

function buttonLabel(stage: Stage, texts: Texts): string {
  if (stage.kind === 'waiting' || stage.kind === 'starting') return texts.buttonWaiting;
  const operator = stage.kind === 'active' ? stage.operators.at(-1) : undefined;
  return operator === undefined ? '' : texts.buttonChat(operator);
}
