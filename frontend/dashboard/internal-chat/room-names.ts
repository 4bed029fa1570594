// The rooms in the order in which they stand in the list, and what each is called.
import type { RoomView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import type { Answering } from '../desk/who-answers.ts';

export type RoomItem =
  /** Somebody signed in; the operator themselves stand first, and have no room with themselves. */
  | { readonly kind: 'colleague'; readonly roomId: string; readonly name: string; readonly person: Answering }
  /** Somebody with whom there is a conversation, and who isn't signed in. */
  | { readonly kind: 'absent'; readonly roomId: string; readonly name: string }
  | { readonly kind: 'department'; readonly roomId: string; readonly name: string }
  | { readonly kind: 'all'; readonly roomId: 'all'; readonly name: string };

export interface RoomSources {
  readonly people: readonly Answering[];
  readonly rooms: ReadonlyMap<string, RoomView>;
  readonly departments: readonly Department[];
  readonly serviceName: string;
}

export const roomWith = (operatorId: string): string => `two~${operatorId}`;

export function roomItems({ people, rooms, departments, serviceName }: RoomSources): RoomItem[] {
  const here = new Set(people.map(({ colleague }) => roomWith(colleague.id)));
  const absent = [...rooms.values()]
    .flatMap(({ roomId, name }) => (name === undefined || here.has(roomId) ? [] : [{ roomId, name }]))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return [
    ...people.map((person) => ({
      kind: 'colleague' as const,
      roomId: roomWith(person.colleague.id),
      name: person.isMe ? 'You' : person.colleague.name,
      person,
    })),
    ...absent.map((room) => ({ kind: 'absent' as const, ...room })),
    ...departments.map(({ id, name }) => ({ kind: 'department' as const, roomId: `dep~${id}`, name })),
    { kind: 'all', roomId: 'all', name: allStaff(serviceName) },
  ];
}

const allStaff = (serviceName: string): string => `All ${serviceName} Staff`;

/** What a room is called, from where the operator sits. */
export function roomTitle(
  roomId: string,
  { staff, rooms, departments, serviceName }: Omit<RoomSources, 'people'> & { staff: readonly Colleague[] },
): string {
  if (roomId === 'all') return allStaff(serviceName);
  const colleague = staff.find(({ id }) => roomWith(id) === roomId);
  const department = departments.find(({ id }) => `dep~${id}` === roomId);
  return colleague?.name ?? department?.name ?? rooms.get(roomId)?.name ?? 'Internal chat';
}

/** The rooms that can be opened, in order: what the arrow keys walk through. */
export const openable = (items: readonly RoomItem[]): string[] =>
  items.filter((item) => item.kind !== 'colleague' || !item.person.isMe).map(({ roomId }) => roomId);
