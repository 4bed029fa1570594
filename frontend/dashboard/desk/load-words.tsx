// How much somebody has to do, in words: chats now, chats of this shift, whether they are full, and what is next.
import { plural } from '../../ui/time-words.ts';
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import { useDashboard } from '../dashboard-context.ts';
import { listed } from '../status/status-words.ts';
import type { Answering } from './who-answers.ts';

/** "2 chats · 5 this shift". */
export function LoadWords({ person: { chats, taken } }: { readonly person: Answering }) {
  return (
    <span class="load figures">
      {plural(chats, 'chat')} · {taken} this shift
    </span>
  );
}

/** "Next" or "Full"; somebody in several departments may be next in some of them. */
export function LoadMark({ person }: { readonly person: Answering }) {
  const { session } = useDashboard();
  const { colleague, nextIn, isFull, limit } = person;
  if (nextIn.length > 0) {
    const names = listed(nextIn.map(({ name }) => name));
    const isOneOfMany = session.departments.value.length > 1;
    return (
      <span class="pill" title={`The next chat of ${names} is offered ${person.isMe ? 'to you' : 'here'}`}>
        Next{isOneOfMany && <span class="only-heard"> in {names}</span>}
      </span>
    );
  }
  if (!isFull || !isOnDuty(colleague.status)) return null;
  return (
    <span class="pill plain" title={`Takes ${plural(limit, 'chat')} at once`}>
      Full
    </span>
  );
}
