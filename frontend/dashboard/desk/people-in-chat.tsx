// In the details: who is in the open chat, with whose connection, who looks in.
import { useDashboard } from '../dashboard-context.ts';
import { peopleIn } from './company-words.ts';
import type { ShownChat } from './shown-chat.ts';

export function PeopleInChat({ shown: { chat, role } }: { readonly shown: ShownChat }) {
  const { session, company } = useDashboard();
  if (chat.state !== 'active') return null;
  const me = session.me.value?.id ?? '';
  return (
    <section>
      <h2>In this chat</h2>
      <dl class="in-chat">
        {peopleIn(chat, me).map(({ id, name, about }) => (
          <div key={id}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      {role === 'own' && !company.canLeave(chat) && (
        <p class="muted">
          {chat.operators.length > 1
            ? 'Nobody else in this chat has a connection'
            : 'You are the only operator in this chat'}
          : to go, end it or transfer it.
        </p>
      )}
    </section>
  );
}
