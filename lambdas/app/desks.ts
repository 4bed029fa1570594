// Operators' desks: what a change of a chat writes to them, what staff are told of them, and a shift that begins.
import type { Change } from '../domain/chat-change.ts';
import type { Chat } from '../domain/chat.ts';
import type { Desk, DeskChange, Staff } from '../domain/desk.ts';
import { beginsShift, deskChanges, deskOf, tallyOf } from '../domain/desk.ts';
import { peopleHere } from '../domain/staff.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Tally } from '../protocol/desk-frames.ts';
import { isOnDuty } from '../protocol/settings.ts';
import { deskWrite } from '../store/desk-store.ts';
import type { Write } from '../store/table-client.ts';
import { here } from './here.ts';
import type { Delivery } from './delivery.ts';
import { deliver } from './delivery.ts';
import type { Service } from './service.ts';

/** How often a desk is written anew that a transaction was just at, and the pause (ms) that grows in between. */
const TRIES = 16;
const PAUSE_MS = 4;

/** What a chat's change changes on desks, and the writes that belong into its transaction: one for each desk. */
export function desksWith(
  before: Chat | undefined,
  { chat, entry, chosen }: Change,
): { readonly changes: readonly DeskChange[]; readonly writes: readonly Write[] } {
  const changes = deskChanges(before, chat);
  const asRead = (operatorId: string): Desk | undefined =>
    chosen?.operatorId === operatorId ? chosen : undefined;
  const writes = changes.map((change) => deskWrite(change, entry.at, asRead(change.operatorId)));
  return { changes, writes };
}

/** The tallies of some operators, for everybody signed in. */
export function talliesToStaff(
  { connections, desks }: Staff,
  operatorIds: readonly string[],
  now: number,
): Delivery[] {
  const changed = desks.filter(({ operatorId }) => operatorIds.includes(operatorId));
  if (changed.length === 0) return [];
  const frame = { type: 'tallies', tallies: changed.map((desk) => tallyOf(desk, now)) } as const;
  return here(connections, now).map(({ connectionId }) => deliver(connectionId, frame));
}

/** The tallies of everybody who is signed in. */
export function talliesOf({ connections, desks }: Staff, now: number): Tally[] {
  const ids = new Set(here(connections, now).map(({ operatorId }) => operatorId));
  return desks.filter(({ operatorId }) => ids.has(operatorId)).map((desk) => tallyOf(desk, now));
}

/** Changes a desk on its own, however many transactions are at it. */
export async function changeDesk(
  service: Service,
  change: () => Promise<Desk | 'lost'>,
): Promise<Desk | 'lost'> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const desk = await change();
    if (desk !== 'lost') return desk;
    await service.pause(PAUSE_MS * tries);
  }
  return 'lost';
}

export const beginShift = async (service: Service, desk: Desk): Promise<Desk | 'lost'> =>
  changeDesk(service, () => service.desks.beginShift(desk, service.now()));

/** A hello on duty begins a shift, unless the operator is only back. `known`: who was there before it. */
export async function beginShiftAtHello(
  service: Service,
  { operatorId, status }: StaffConnection,
  known: Staff,
): Promise<void> {
  const now = service.now();
  const desk = deskOf(known, operatorId);
  const own = known.connections.filter((each) => each.operatorId === operatorId);
  if (!isOnDuty(status) || !beginsShift(desk, peopleHere(own, now).length > 0, now)) return;
  await beginShift(service, desk);
}
