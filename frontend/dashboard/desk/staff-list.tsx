// Internal chat's way in: who is signed in, with a circle, a word and how much they have to do; the departments; all of the staff.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { roved, rovingMove, tabStop } from '../../ui/roving-focus.ts';
import { useDashboard } from '../dashboard-context.ts';
import { openable, type RoomItem, roomItems } from '../internal-chat/room-names.ts';
import { roomShortcuts } from '../internal-chat/room-shortcuts.ts';
import { isOnDuty, type Status } from '../../../lambdas/protocol/settings.ts';
import { ownStatusAt, statusAt } from '../status/own-status.ts';
import { StatusSign } from '../status/status-sign.tsx';
import { exactStanding, listed, statusName } from '../status/status-words.ts';
import { LoadMark, LoadWords } from './load-words.tsx';
import type { Answering } from './who-answers.ts';

export function StaffList() {
  const { session, team, clock, rooms, config, shortcuts } = useDashboard();
  const list = useRef<HTMLUListElement>(null);
  const lastFocused = useSignal<string | undefined>(undefined);
  const people = team.people.value;
  const items = roomItems({
    people,
    rooms: rooms.rooms.value,
    departments: session.departments.value,
    serviceName: config.serviceName,
  });
  const ids = openable(items);
  const current = useRef(ids);
  current.current = ids;
  useEffect(() => shortcuts.add(roomShortcuts(rooms, () => current.current)), []);
  const stop = tabStop(ids, lastFocused.value ?? rooms.openId.value);
  const focusItem = (roomId: string | undefined): void => {
    lastFocused.value = roomId;
    const links = list.current?.querySelectorAll<HTMLElement>('[data-room]') ?? [];
    // Also after a click: whoever comes here by a shortcut goes on by keys.
    [...links].find(({ dataset }) => dataset['room'] === roomId)?.focus({ focusVisible: true });
  };
  useSignalEffect(() => {
    if (rooms.focusWish.value !== 'list') return;
    rooms.focusWish.value = undefined;
    const details = list.current?.closest('details');
    if (details) details.open = true;
    focusItem(stop);
  });
  const now = clock.time.value;
  const onDuty = people.filter(({ colleague }) => isOnDuty(statusAt(colleague, now))).length;
  return (
    <details class="staff" open>
      <summary>
        <h2>Internal chat</h2>
        <span class="figures">{onDuty} on duty</span>
      </summary>
      <ul ref={list}>
        {items.map((item) => (
          <Item
            key={item.roomId}
            item={item}
            isStop={item.roomId === stop}
            onFocus={() => {
              lastFocused.value = item.roomId;
            }}
            onKeyDown={(event) => {
              const move = rovingMove(event.key);
              if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              focusItem(roved(ids, item.roomId, move));
            }}
          />
        ))}
      </ul>
    </details>
  );
}

interface ItemProps {
  readonly item: RoomItem;
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Item({ item, isStop, onFocus, onKeyDown }: ItemProps) {
  const { rooms } = useDashboard();
  const { roomId } = item;
  const isOpen = rooms.openId.value === roomId;
  if (item.kind === 'colleague' && item.person.isMe) {
    return (
      <li class="row own">
        <ItemWords item={item} />
      </li>
    );
  }
  return (
    <li data-open={isOpen}>
      <button
        type="button"
        class="row to-room"
        data-room={roomId}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => rooms.open(roomId)}
      >
        <ItemWords item={item} />
        <Unread count={rooms.unread(roomId)} />
      </button>
    </li>
  );
}

function ItemWords({ item }: { readonly item: RoomItem }) {
  switch (item.kind) {
    case 'colleague':
      return <Person person={item.person} name={item.name} />;
    case 'absent':
      return (
        <>
          <StatusSign status="offline" />
          <span class="grow clip muted" title={item.name}>
            <bdi>{item.name}</bdi>, not signed in
          </span>
        </>
      );
    case 'department':
      return (
        <>
          <span class="hash muted" aria-hidden="true">
            #
          </span>
          <span class="grow clip" title={item.name}>
            <span class="only-heard">Department </span>
            <bdi>{item.name}</bdi>
          </span>
        </>
      );
    case 'all':
      return (
        <b class="grow">
          <bdi>{item.name}</bdi>
        </b>
      );
  }
}

/** A number that takes no more room than two digits and a sign. */
function Unread({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="only-heard">, {count} unread</span>
    </span>
  );
}

function Person({ person, name }: { readonly person: Answering; readonly name: string }) {
  const { time, clock } = useDashboard();
  const { colleague } = person;
  const now = clock.time.value;
  const own = ownStatusAt(colleague, now);
  const exact = exactStanding(colleague, time, now);
  return (
    <>
      <StatusSign status={own.status} />
      <span class="grow">
        <span class="row">
          <span class="grow clip" title={name}>
            <bdi>{name}</bdi>
          </span>
          <span class="muted figures" title={exact}>
            {statusName(own, time, now)}
            <span class="only-heard">, {exact}</span>
          </span>
        </span>
        <About person={person} status={own.status} />
      </span>
    </>
  );
}

interface AboutProps {
  readonly person: Answering;
  readonly status: Status;
}

/** How much they have to do, and the departments; where there is one department, everybody belongs to it. */
function About({ person, status }: AboutProps) {
  const { session } = useDashboard();
  const { departmentIds: ids } = person.colleague;
  const known = session.departments.value;
  const names = known.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const shown = known.length < 2 ? [] : names;
  const counts = isOnDuty(status) || person.chats > 0;
  if (!counts && shown.length === 0) return null;
  return (
    <span class="row about">
      <span class="grow muted clip" title={listed(shown)}>
        {counts && <LoadWords person={person} />}
        {counts && shown.length > 0 && ' · '}
        <bdi>{shown.join(', ')}</bdi>
      </span>
      <LoadMark person={person} />
    </span>
  );
}
