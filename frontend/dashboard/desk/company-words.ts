// Who is in a chat, in words: the owner, who else, who has no connection, who looks in, and who would own it next.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { listed } from '../status/status-words.ts';

type InChat = OperatorChat['operators'][number];

/** Who owns the chat if this operator leaves: of those with a connection whoever has been in it longest. */
export const followingOwner = (
  { operators, owner }: OperatorChat,
  operatorId: string,
): InChat | undefined => {
  const others = operators.filter(({ id }) => id !== operatorId);
  if (owner?.id !== operatorId) return others.find(({ id }) => id === owner?.id) ?? others[0];
  return others.find(({ connected }) => connected);
};

/** The chat goes on, and none of its operators has a connection: the patron talks to nobody. */
export const hasLostAll = ({ state, operators }: OperatorChat): boolean =>
  state === 'active' && operators.length > 0 && operators.every(({ connected }) => !connected);

/** "Ana Reyes has no connection", or "has had no connection since 14:03". */
export function lostWords({ operators }: OperatorChat, since?: string): string {
  const has = operators.length === 1 ? 'has' : 'have';
  const words = since === undefined ? 'no connection' : `had no connection since ${since}`;
  return `${listed(operators.map(({ name }) => name))} ${has} ${words}`;
}

/** When the last operator who was connected lost it, as the log tells. */
export function lostSince(entries: readonly Entry[]): number | undefined {
  const last = entries.findLast(({ kind, by }) => kind === 'dropped' && by.role === 'operator');
  return last?.at;
}

export interface PersonInChat {
  readonly id: string;
  readonly name: string;
  /** "owner, no connection", "looking in"; empty where there is nothing to say. */
  readonly about: string;
}

/** The owner first, then who else is in the chat, then who looks in. */
export function peopleIn(chat: OperatorChat, operatorId: string): readonly PersonInChat[] {
  const isOwner = ({ id }: InChat): boolean => id === chat.owner?.id;
  const inIt = chat.operators.toSorted((one, other) => Number(isOwner(other)) - Number(isOwner(one)));
  const name = (person: { id: string; name: string }): string =>
    person.id === operatorId ? 'You' : person.name;
  return [
    ...inIt.map((person) => ({
      id: person.id,
      name: name(person),
      about: [isOwner(person) ? 'owner' : '', person.connected ? '' : 'no connection']
        .filter((word) => word !== '')
        .join(', '),
    })),
    ...(chat.onlookers ?? []).map((person) => ({ id: person.id, name: name(person), about: 'looking in' })),
  ];
}

/** For the bar over the chat: "with Ken Ito", "with you and Ken Ito"; undefined where one is alone in it. */
export function companyWords(chat: OperatorChat, operatorId: string): string | undefined {
  if (chat.state !== 'active') return undefined;
  const others = peopleIn({ ...chat, onlookers: [] }, operatorId).filter(({ id }) => id !== operatorId);
  const isIn = others.length < chat.operators.length;
  const names = others.map(({ id, name }) => (id === chat.owner?.id && isIn ? `${name} (owner)` : name));
  return names.length === 0 ? undefined : `${isIn ? 'also here: ' : 'with '}${listed(names)}`;
}

/** "Carmen Ruiz is looking in", for the operators of the chat. */
export function onlookersInWords({ onlookers = [] }: OperatorChat, operatorId: string): string | undefined {
  const names = onlookers.filter(({ id }) => id !== operatorId).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} looking in`;
}
