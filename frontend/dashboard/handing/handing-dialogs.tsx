// The dialogs of handing over, over whichever chat is open: asking colleagues, and declining what they ask.
import { useDashboard } from '../dashboard-context.ts';
import { AskingDialog } from './asking-dialog.tsx';
import { DeclineDialog } from './decline-dialog.tsx';

export function HandingDialogs() {
  const { handing } = useDashboard();
  const asking = handing.open.value;
  const declined = handing.asked.of(handing.asked.declining.value);
  return (
    <>
      {asking && <AskingDialog key={`${asking.kind} ${asking.chat.chatId}`} asking={asking} />}
      {declined && <DeclineDialog key={declined.chat.chatId} asked={declined} />}
    </>
  );
}
