// The desk of somebody who belongs to no department yet: what to do, and that it goes on by itself.
import { useDashboard } from '../dashboard-context.ts';
import { isCoordinator } from '../roles.ts';

export function NoDepartment() {
  const { session, screens } = useDashboard();
  const me = session.me.value;
  return (
    <div class="empty-screen">
      <div class="calm">
        <h1>You belong to no department yet</h1>
        <p>
          {me !== undefined && isCoordinator(me)
            ? 'Choose your departments in the settings to answer chats.'
            : 'Ask a coordinator of the chat service to add you to one. This page goes on by itself as soon as that is done.'}
        </p>
        <p class="muted">
          You are signed in as {me?.name}
          {me?.email ? `, ${me.email}` : ''}.
        </p>
        {me !== undefined && isCoordinator(me) && (
          <button
            type="button"
            class="btn primary"
            onClick={() => screens.go({ at: 'settings', part: 'operators', id: me.id })}
          >
            Choose my departments
          </button>
        )}
      </div>
    </div>
  );
}
