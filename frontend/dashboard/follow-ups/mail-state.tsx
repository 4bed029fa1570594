// Where a mail stands, in a shape and in words: a tick, a clock, or a cross.
import { Icon } from '../../ui/icon.tsx';
import type { MailView } from '../../../lambdas/protocol/follow-up-frames.ts';

const SIGNS = { sent: 'tick', pending: 'clock', failed: 'close' } as const;

export function MailState({ mail, words }: { readonly mail: MailView; readonly words: string }) {
  return (
    <span class={`mail-state ${mail.state}`}>
      <Icon name={SIGNS[mail.state]} />
      <span>{words}</span>
    </span>
  );
}
