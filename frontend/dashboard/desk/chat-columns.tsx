// The operator's chats side by side: each with its log and composer, the one that keys are for marked.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { ChatPane } from './chat-pane.tsx';
import { NoticeBar } from './notice-bar.tsx';

export function ChatColumns({ openChatId }: { readonly openChatId: string | undefined }) {
  const { columns } = useDashboard();
  return (
    <div class="middles">
      <NoticeBar />
      <div class="columns">
        {columns.ids.map((chatId) => (
          <Column key={chatId} chatId={chatId} isMarked={chatId === openChatId} />
        ))}
      </div>
    </div>
  );
}

function Column({ chatId, isMarked }: { readonly chatId: string; readonly isMarked: boolean }) {
  const { desk } = useDashboard();
  const column = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isMarked) column.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [isMarked]);
  useEffect(() => {
    const turnHere = (event: Event): void => {
      // A window that comes to the front again gives the focus back: nobody turned to this column.
      if (event instanceof FocusEvent && event.relatedTarget === null) return;
      if (desk.openChatId !== chatId) desk.open(chatId);
    };
    const turns = ['focusin', 'click', 'keydown'] as const;
    for (const turn of turns) column.current?.addEventListener(turn, turnHere, { capture: true });
    const element = column.current;
    return () => {
      for (const turn of turns) element?.removeEventListener(turn, turnHere, { capture: true });
    };
  }, [chatId]);
  return (
    <div ref={column} class="column" data-marked={isMarked}>
      <ChatPane chatId={chatId} isColumn />
    </div>
  );
}

/** Whether all of the operator's chats are shown, or the open one. */
export function ColumnsSwitch() {
  const { columns } = useDashboard();
  if (!columns.isWide.value) return null;
  const isOn = columns.isOn.value;
  return (
    <fieldset class="mode-switch columns-switch">
      <legend class="only-heard">How your chats are shown</legend>
      <button type="button" aria-pressed={!isOn} onClick={() => columns.choose(false)}>
        One at a time
      </button>
      <button type="button" aria-pressed={isOn} onClick={() => columns.choose(true)}>
        Side by side
      </button>
    </fieldset>
  );
}
