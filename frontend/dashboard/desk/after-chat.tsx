// What came after the talk, among the facts of a chat: its follow-up, its rating, the patron's address.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { scoreWords } from './after-chat-words.ts';

/** Rows of a list of facts; nothing where nothing came. */
export function AfterChat({ chat }: { readonly chat: OperatorChat }) {
  const { followUpNumber, patronEmail, rating } = chat;
  return (
    <>
      {followUpNumber !== undefined && (
        <>
          <dt>Follow-up</dt>
          <dd class="figures">no. {followUpNumber}</dd>
        </>
      )}
      {patronEmail !== undefined && (
        <>
          <dt>Email</dt>
          <dd>
            <bdi>{patronEmail}</bdi>
          </dd>
        </>
      )}
      {rating !== undefined && (
        <>
          <dt>Rated</dt>
          <dd>
            {scoreWords(rating)}
            {rating.comment !== undefined && rating.comment !== '' && (
              <span class="muted comment said">{rating.comment}</span>
            )}
          </dd>
        </>
      )}
    </>
  );
}
