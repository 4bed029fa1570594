// The actions whose cost is counted, one after another as they happen in a chat, each between two silences.
import { Outbox, Patron } from '../test/support/conversation.ts';
import { Desk } from '../test/support/desk.ts';
import {
  type Tokens,
  connectOperator,
  connectPatron,
  operatorHello,
  patronHello,
  randomName,
} from '../test/support/wire-client.ts';

export const WIDGET = 'reference';
const DEPARTMENT = 'reference';
export const QUESTION = 'Where do I find the map collection?';

/** More than one page of a room, so that the page is full from the beginning. */
const ROOM_MESSAGES = 60;

/** In the order in which they are measured and shown. */
export const ACTIONS = [
  'connect',
  'hello, patron',
  'start chat',
  'claim',
  'message, patron to operator',
  'message, operator to patron',
  'message sent again',
  'typing',
  'catch-up',
  'page check',
  'ping, patron',
  'set status',
  'ping, operator',
  'ping, operator, which renews the file',
  'disconnect, patron',
  'resume (reconnect)',
  'disconnect, operator',
  'hello, operator',
  'attach',
  'open chats, first page',
  'internal message to one',
  'internal message to a department',
  'rooms of internal chat',
  'a room, newest page',
  'a room is read',
  'note',
  'ask a colleague',
  'decline',
  'take what was asked',
  'leave to others',
  'look in',
  'end',
  'transcripts, first page',
  'transcripts by word',
  'canned messages, first page',
  'save a canned message, new',
  'save a canned message, changed',
  'remove a canned message',
  'rate a chat',
  'mail a transcript',
  'leave a follow-up',
  'turn into a follow-up',
  'scheduled check, nothing due',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Runs one action between two silences and counts what it caused. */
export type Measure = <Result>(action: Action, act: () => Promise<Result>) => Promise<Result>;

export interface Measured {
  readonly socket: string;
  /** Of the operator who answers. */
  readonly tokens: Tokens;
  readonly coordinator: Tokens;
  /** On duty, and away. */
  readonly colleague: Desk;
  makeDue(): Promise<void>;
  /** Runs the scheduled check. */
  check(): Promise<void>;
}

/** One chat from the first connection to what comes after its end. */
export async function measureChat(carrel: Measured, measure: Measure): Promise<void> {
  const { socket, tokens } = carrel;
  const patronWire = await measure('connect', () => connectPatron(socket));
  await measure('hello, patron', () => patronWire.ask(patronHello(WIDGET), 'welcome'));
  const patron = new Patron(socket, WIDGET, patronWire);
  const before = await Desk.open(socket, tokens);
  await measure('start chat', () => patron.start(QUESTION));
  const { chatId } = patron;
  await measure('claim', () => before.claim(chatId));
  await measureTalk(patron, before, measure);
  await measureStaying(carrel, before, measure);
  const desk = await measureLosses(socket, tokens, patron, before, measure);
  await measure('open chats, first page', () =>
    desk.wire.ask({ action: 'openChats', departmentId: DEPARTMENT }, 'openChats'),
  );
  await measureInternalChat(socket, tokens, desk, measure);
  await measureHanding(carrel, desk, chatId, measure);
  await measure('end', () => desk.end(chatId));
  await measureTranscripts(desk, measure);
  await measureCanned(desk, measure);
  await measureAfterwards(patron, desk, measure);
  await measure('scheduled check, nothing due', () => carrel.check());
  await Promise.all([patron.wire.socket.close(), desk.wire.socket.close()]);
}

async function measureTalk(patron: Patron, desk: Desk, measure: Measure): Promise<void> {
  const { chatId } = patron;
  const arrives = async (at: Patron | Desk, place: number): Promise<void> => {
    await at.wire.socket.waitFor(`place ${place}`, (frame) =>
      frame.type === 'entry' && frame.entry.place === place ? frame : undefined,
    );
  };
  await measure('message, patron to operator', async () =>
    arrives(desk, await patron.say('I am on the 2nd floor.')),
  );
  await measure('message, operator to patron', async () =>
    arrives(patron, await desk.say(chatId, 'One floor up.')),
  );
  const name = patron.outbox.next();
  await patron.wire.place(chatId, name, 'Thank you!');
  await measure('message sent again', () => patron.wire.place(chatId, name, 'Thank you!'));
  await measure('typing', async () => {
    patron.wire.socket.send({ action: 'typing', chatId, writing: true });
    await desk.wire.expect('typing');
  });
  await measure('catch-up', () => patron.wire.ask({ action: 'catchUp', chatId, after: 1 }, 'entries'));
  // Nobody is there, and nobody is asked: what counts is what Carrel does.
  const page = { action: 'checkPage', chatId, address: 'http://192.0.2.1/' };
  await measure('page check', () => patron.wire.ask(page, 'pageChecked'));
  await measure('ping, patron', () => patron.wire.roundTrip());
}

async function measureStaying(carrel: Measured, desk: Desk, measure: Measure): Promise<void> {
  await measure('set status', () => desk.setStatus('away'));
  await measure('ping, operator', () => desk.wire.roundTrip());
  await carrel.makeDue();
  await measure('ping, operator, which renews the file', () => desk.wire.roundTrip());
}

/** Both sides lose their connection and come back. Gives the operator's new desk. */
async function measureLosses(
  socket: string,
  tokens: Tokens,
  patron: Patron,
  before: Desk,
  measure: Measure,
): Promise<Desk> {
  const { chatId } = patron;
  await measure('disconnect, patron', () => patron.wire.socket.cut());
  const back = await connectPatron(socket);
  const resume = { chatId, token: patron.token, place: 1 };
  await measure('resume (reconnect)', () => back.ask(patronHello(WIDGET, resume), 'welcome'));
  patron.wire = back;
  await measure('disconnect, operator', () => before.wire.socket.cut());
  const wire = await connectOperator(socket);
  const welcome = await measure('hello, operator', () => wire.ask(operatorHello(tokens), 'welcome'));
  const desk = new Desk(wire, welcome);
  await measure('attach', () => desk.attach(chatId, 1));
  return desk;
}

/** Internal chat with a colleague who is signed in. */
async function measureInternalChat(
  socket: string,
  tokens: Tokens,
  { wire, id, welcome }: Desk,
  measure: Measure,
): Promise<void> {
  const colleague = welcome.staff.find((other) => other.id !== id);
  if (colleague === undefined) throw new Error('No colleague is signed in');
  const outbox = new Outbox();
  const say = async (roomId: string): Promise<number> => {
    const from = wire.received.length;
    wire.socket.send({ action: 'say', roomId, name: outbox.next(), text: 'Is the map room open?' });
    return (await wire.expect('said', () => true, from)).place;
  };
  const roomId = `two~${colleague.id}`;
  await wire.ask({ action: 'rooms' }, 'rooms');
  while ((await say(roomId)) < ROOM_MESSAGES);
  const place = await measure('internal message to one', () => say(roomId));
  const department = new Outbox();
  await measure('internal message to a department', async () => {
    const name = department.next();
    wire.socket.send({ action: 'say', roomId: `dep~${DEPARTMENT}`, name, text: 'Is the map room open?' });
    await wire.expect('said', (said) => said.name === name);
  });
  await measure('rooms of internal chat', () => wire.ask({ action: 'rooms' }, 'rooms'));
  await measure('a room, newest page', () => wire.ask({ action: 'readRoom', roomId }, 'roomEntries'));
  const otherPage = await Desk.open(socket, tokens);
  await measure('a room is read', async () => {
    wire.socket.send({ action: 'markRead', roomId, place });
    await otherPage.wire.expect('roomRead', (read) => read.place === place);
  });
  await otherPage.wire.socket.close();
}

/** What operators do among themselves in one chat; at the end the first one has it again. */
async function measureHanding(
  { socket, coordinator, colleague }: Measured,
  desk: Desk,
  chatId: string,
  measure: Measure,
): Promise<void> {
  await measure('note', () => {
    const name = desk.outbox(chatId).next();
    return desk.wire.sendNamed(chatId, name, 'Asked the same last week.', { isNote: true });
  });
  await colleague.setStatus('available');
  const to = { operatorId: colleague.id };
  const request = { action: 'request', chatId, kind: 'transfer', to, note: 'Maps are yours.', stays: true };
  await measure('ask a colleague', () => desk.wire.ask(request, 'done'));
  await measure('decline', () => colleague.wire.ask({ action: 'declineRequest', chatId }, 'done'));
  await desk.wire.ask(request, 'done');
  await measure('take what was asked', () => colleague.wire.ask({ action: 'acceptRequest', chatId }, 'chat'));
  await measure('leave to others', () => colleague.wire.ask({ action: 'leaveChat', chatId }, 'done'));
  await colleague.setStatus('away');
  const onlooker = await Desk.open(socket, coordinator, 'offline');
  await measure('look in', () => onlooker.wire.ask({ action: 'lookIn', chatId, after: 0 }, 'chat'));
  await onlooker.wire.socket.close();
}

async function measureTranscripts({ wire }: Desk, measure: Measure): Promise<void> {
  const request = { action: 'transcripts', departmentId: DEPARTMENT };
  await measure('transcripts, first page', () => wire.ask(request, 'transcripts'));
  await measure('transcripts by word', () => wire.ask({ ...request, words: 'map' }, 'transcripts'));
}

async function measureCanned({ wire }: Desk, measure: Measure): Promise<void> {
  const message = { title: 'Opening hours', text: 'We are open {hours}.' };
  const save = (version: number) =>
    wire.ask({ action: 'saveCanned', message: { ...message, version } }, 'saved');
  await measure('save a canned message, new', () => save(0));
  await measure('save a canned message, changed', () => save(1));
  await measure('canned messages, first page', () => wire.ask({ action: 'readCanned' }, 'canned'));
  const remove = { action: 'removeCanned', title: message.title, version: 2 };
  await measure('remove a canned message', () => wire.ask(remove, 'done'));
}

/** What a patron, and an operator, do with a chat that has ended. Their mails go out within the invocation. */
async function measureAfterwards(patron: Patron, desk: Desk, measure: Measure): Promise<void> {
  const { wire, chatId, token } = patron;
  // One address leaves only so many in an hour, and every round comes from this machine.
  const email = `${randomName(6)}@example.org`;
  const followUp = () => ({ followUpId: randomName(16), email });
  const rating = { score: 4 };
  await measure('rate a chat', () => wire.ask({ action: 'rateChat', chatId, token, rating }, 'done'));
  await measure('mail a transcript', () =>
    wire.ask({ action: 'mailTranscript', chatId, token, email }, 'done'),
  );
  const question = { widgetId: WIDGET, from: 'offline', question: QUESTION };
  await measure('leave a follow-up', () =>
    wire.ask({ action: 'leaveFollowUp', ...followUp(), ...question }, 'followUpLeft'),
  );
  await measure('turn into a follow-up', () =>
    desk.wire.ask({ action: 'turnIntoFollowUp', ...followUp(), chatId }, 'followUpLeft'),
  );
}
