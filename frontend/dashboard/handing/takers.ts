// Whom a chat can be handed to or who can be invited: colleagues and departments, found by a few letters; who can't, and why.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { RequestedOf, RequestKind } from '../../../lambdas/protocol/desk-frames.ts';
import { plural } from '../../ui/time-words.ts';
import { findCanned } from '../canned/canned-search.ts';
import type { Answering } from '../desk/who-answers.ts';
import { statusAt } from '../status/own-status.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Taker {
  /** Tells them apart in the list. */
  readonly key: string;
  readonly to: RequestedOf;
  readonly name: string;
  /** Their circle; a department has none. */
  readonly status?: Status;
  /** "2 chats now, full · Reference", "3 available". */
  readonly about: string;
  /** Why they can't take it now. */
  readonly cannot?: string;
}

export interface TakersProps {
  readonly kind: RequestKind;
  readonly chat: OperatorChat;
  readonly people: readonly Answering[];
  /** All departments of the service. */
  readonly departments: readonly Named[];
  readonly now: number;
  /** "Away · back 14:40", for whoever isn't available. */
  readonly statusWords: (person: Answering) => string;
}

/** Colleagues first, then departments; those who can take it before those who can't, each by name. */
export function takers(props: TakersProps, query = ''): readonly Taker[] {
  const { kind, people, departments } = props;
  const colleagues = people.filter(({ isMe }) => !isMe).map((person) => colleague(person, props));
  const groups = kind === 'invitation' ? [] : departments.map((each) => department(each, props));
  return [...ordered(found(colleagues, query)), ...ordered(found(groups, query))];
}

const found = (all: readonly Taker[], query: string): readonly Taker[] =>
  findCanned(
    all.map((taker) => ({ title: taker.name, text: taker.about, taker })),
    query,
  ).map(({ taker }) => taker);

const ordered = (all: readonly Taker[]): readonly Taker[] =>
  all.toSorted((one, other) => Number(one.cannot !== undefined) - Number(other.cannot !== undefined));

function colleague(person: Answering, props: TakersProps): Taker {
  const { colleague: who, chats, isFull } = person;
  const names = props.departments.filter(({ id }) => who.departmentIds.includes(id)).map(({ name }) => name);
  const load = chats === 0 ? 'no chats now' : `${plural(chats, 'chat')} now`;
  const about = [isFull ? `${load}, full` : load, names.join(', ')].filter((words) => words !== '');
  const cannot = whyNot(person, props);
  return {
    key: `operator ${who.id}`,
    to: { operatorId: who.id },
    name: who.name,
    status: statusAt(who, props.now),
    about: about.join(' · '),
    ...(cannot !== undefined && { cannot }),
  };
}

function whyNot(person: Answering, { chat, now, statusWords }: TakersProps): string | undefined {
  if (isIn(chat, person)) return 'Is in this chat already';
  return statusAt(person.colleague, now) === 'available' ? undefined : statusWords(person);
}

const isIn = ({ operators }: OperatorChat, { colleague: { id } }: Answering): boolean =>
  operators.some((operator) => operator.id === id);

/** Of a department whoever comes first takes the chat. */
function department({ id, name }: Named, { people, chat, now }: TakersProps): Taker {
  const available = people.filter(
    (person) =>
      !person.isMe &&
      !isIn(chat, person) &&
      person.colleague.departmentIds.includes(id) &&
      statusAt(person.colleague, now) === 'available',
  ).length;
  return {
    key: `department ${id}`,
    to: { departmentId: id },
    name,
    about: `${available} available`,
    ...(available === 0 && { cannot: 'Nobody else is available' }),
  };
}
