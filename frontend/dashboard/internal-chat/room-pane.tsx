// The open room: a conversation among staff, beside the patron's chat, over it where there is no room beside.
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { MessageField } from '../desk/message-field.tsx';
import { ownStatusAt } from '../status/own-status.ts';
import { StatusSign } from '../status/status-sign.tsx';
import { statusName } from '../status/status-words.ts';
import { RoomLog } from './room-log.tsx';
import { roomWith } from './room-names.ts';

export function RoomPane({ roomId }: { readonly roomId: string }) {
  const dashboard = useDashboard();
  const { rooms, session, desk } = dashboard;
  const thread = rooms.threads.value.get(roomId);
  const title = dashboard.roomTitle(roomId);
  const refusal = thread?.refusal.value;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anywhere inside
    <section
      class="room"
      aria-label={`Internal chat, ${title}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        rooms.close();
      }}
    >
      <div class="bar">
        <div class="grow who">
          <div class="row">
            <h2 class="clip">
              <bdi>{title}</bdi>
            </h2>
            <span class="pill plain">staff only</span>
          </div>
          <WhoIsIn roomId={roomId} />
        </div>
        <button
          type="button"
          class="btn quiet square"
          aria-label="Close internal chat"
          onClick={() => rooms.close()}
        >
          <Icon name="close" />
          <Icon name="back" points />
        </button>
      </div>
      {refusal !== undefined ? (
        <p class="muted nothing-said">{refusal}</p>
      ) : thread === undefined ? (
        <div class="busy" aria-hidden="true" />
      ) : (
        <>
          <RoomLog key={roomId} roomId={roomId} title={title} thread={thread} />
          <MessageField
            key={`field${desk.drafts.putIn.value} ${roomId}`}
            to={title}
            id={roomId}
            tellTyping={(writing) => void session.wire.tell({ action: 'typeInRoom', roomId, writing })}
            onSend={(text) => thread.say(text)}
            focusWish={rooms.focusWish}
            wish="field"
          />
        </>
      )}
    </section>
  );
}

/** In a word who reads along; of one other person, whether they are there. */
function WhoIsIn({ roomId }: { readonly roomId: string }) {
  const { session, time, clock } = useDashboard();
  if (roomId === 'all') return <p class="muted clip">Everybody on the staff</p>;
  if (!roomId.startsWith('two~')) return <p class="muted clip">Its operators and the coordinators</p>;
  const colleague = session.staff.value.find(({ id }) => roomWith(id) === roomId);
  if (colleague === undefined) return <p class="muted clip">Not signed in; will read it on return</p>;
  const own = ownStatusAt(colleague, clock.time.value);
  return (
    <p class="muted row">
      <StatusSign status={own.status} />
      <span class="clip">{statusName(own, time, clock.time.value)}, between the two of you</span>
    </p>
  );
}
