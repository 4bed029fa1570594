// A chat that operators hand over: Ada has it, Ben and Cleo are on duty, Dora coordinates and belongs elsewhere.
import type { ActiveChat } from '../../lambdas/domain/chat.ts';
import type { StandingRequest } from '../../lambdas/protocol/desk-frames.ts';
import type { Library } from './library.ts';
import { chatIdOf } from './library.ts';

export const ELSEWHERE = 'maps';

/** Changes settings of a department, over whatever version there is; a new one is made. */
export async function setDepartment(library: Library, id: string, settings: object = {}): Promise<void> {
  const { departments } = await library.asks('o-dora', { action: 'readSettings' }, 'settings');
  const known = departments.find((each) => each.id === id);
  const department = {
    id,
    name: `Department ${id}`,
    version: known?.version ?? 0,
    settings: { ...known?.settings, strategy: 'everyoneRings', ...settings },
  };
  await library.asks('o-dora', { action: 'saveDepartment', department }, 'saved');
}

export async function setMembership(
  library: Library,
  operatorId: string,
  departmentIds: readonly string[],
): Promise<void> {
  const { operators } = await library.asks('o-dora', { action: 'readOperators' }, 'operators');
  const version = operators.find(({ id }) => id === operatorId)?.version ?? 0;
  const frame = { action: 'saveMembership', operatorId, departmentIds, version };
  await library.asks('o-dora', frame, 'saved');
}

/** Ada answers the patron on `p-one`; Ben and Cleo are of the department, Eve of another one, Dora coordinates that. */
export async function answeredChat(
  library: Library,
  settings: object = {},
): Promise<{ readonly library: Library; readonly chatId: string }> {
  await library.operator('dora', { groups: ['coordinators'] });
  for (const id of ['ada', 'ben', 'cleo', 'eve']) await library.operator(id);
  await setDepartment(library, 'reference', settings);
  await setDepartment(library, ELSEWHERE);
  await setMembership(library, 'eve', [ELSEWHERE]);
  await setMembership(library, 'dora', [ELSEWHERE]);
  await library.patronAsks('one');
  await library.claims('o-ada', chatIdOf('one'));
  library.sockets.forget();
  return { library, chatId: chatIdOf('one') };
}

type To = { readonly operatorId: string } | { readonly departmentId: string };

export const transferTo = (chatId: string, to: To, more: object = {}) => ({
  action: 'request',
  chatId,
  kind: 'transfer',
  to,
  note: 'needs a map',
  ...more,
});

export const invitationTo = (chatId: string, operatorId: string) => ({
  action: 'request',
  chatId,
  kind: 'invitation',
  to: { operatorId },
  note: 'please join',
});

export const kindsOf = async (library: Library, chatId: string): Promise<string[]> =>
  (await library.log(chatId)).map(({ kind }) => kind);

/** What the chat is now. */
export async function activeChat(library: Library, chatId: string): Promise<ActiveChat> {
  const chat = await library.service.chats.readHead(chatId);
  if (chat?.state !== 'active') throw new Error(`the chat is ${chat?.state}`);
  return chat;
}

/** The request as a connection was told of it last; `none` where it was told that there is none. */
export function requestTold(library: Library, connectionId: string): StandingRequest | 'none' {
  const last = library.sockets.of(connectionId, 'chatChanged').at(-1);
  if (!last) throw new Error(`${connectionId} was told nothing`);
  return last.chat.request ?? 'none';
}
