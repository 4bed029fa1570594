// The patron's answer to whether a colleague may take the chat over.
import type { PatronChat } from './patron-chat.ts';

/** `answered`: or nobody waits for it any more. `failed`: it may be given again. */
export async function answerTransfer(
  { ask, proof }: Pick<PatronChat, 'ask' | 'proof'>,
  agrees: boolean,
): Promise<'answered' | 'failed'> {
  if (proof === undefined) return 'failed';
  const answer = await ask({ action: 'answerTransfer', chatId: proof.chatId, agrees }, 'done');
  const code = answer.type === 'error' ? answer.code : answer.type;
  return ['done', 'noSuchRequest', 'chatEnded'].includes(code) ? 'answered' : 'failed';
}
