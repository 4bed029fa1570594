// What a patron wishes for after the end, asked with the secret that proves whose chat it was.
import type { MailTranscript, RateChat } from '../../lambdas/protocol/after-chat-frames.ts';
import type { RefusalCode } from '../../lambdas/protocol/refusal.ts';
import type { PatronChat } from './patron-chat.ts';

type Wish = Pick<RateChat, 'action' | 'rating'> | Pick<MailTranscript, 'action' | 'email' | 'language'>;

/** `done`, or why it was not. */
export async function askAfterwards(
  { ask, proof }: Pick<PatronChat, 'ask' | 'proof'>,
  wish: Wish,
): Promise<'done' | RefusalCode | 'unanswered'> {
  if (proof === undefined) return 'unanswered';
  const answer = await ask({ ...wish, ...proof }, 'done');
  return answer.type === 'error' ? answer.code : answer.type;
}
