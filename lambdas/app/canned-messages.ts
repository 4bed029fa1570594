// Canned messages: read page by page, change, and tell those who are connected that there is something new to read.
import {
  type CannedOwner,
  isShared,
  mayChange,
  mayRead,
  type Wanted,
  whyLost,
} from '../domain/canned-message.ts';
import { type Refusal, refused } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { CannedMessage } from '../protocol/canned-frames.ts';
import { here } from './here.ts';
import { type Delivery, deliver, fitting, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/** A write that another writer was in the way of is tried so often. */
const TRIES = 4;
const PAUSE_MS = 30;

interface About {
  readonly ref: string;
  readonly departmentId?: string | undefined;
}

const ownerOf = ({ departmentId }: About, { operatorId }: StaffConnection): CannedOwner =>
  departmentId === undefined ? { operatorId } : { departmentId };

/** The department in a frame, where the messages are one's. */
const named = (owner: CannedOwner): { departmentId?: string } =>
  isShared(owner) ? { departmentId: owner.departmentId } : {};

export async function readCanned(
  service: Service,
  caller: StaffConnection,
  frame: About & { readonly after?: string | undefined },
): Promise<Delivery[]> {
  const { ref } = frame;
  const owner = ownerOf(frame, caller);
  const wrong = mayRead(owner, caller);
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  const page = await service.canned.read(owner, frame.after);
  const messages = fitting(page.messages);
  const next = page.more || messages.length < page.messages.length ? messages.at(-1)?.title : undefined;
  return [
    deliver(caller.connectionId, {
      type: 'canned',
      ref,
      ...named(owner),
      messages,
      ...(next !== undefined && { next }),
    }),
  ];
}

export async function saveCanned(
  service: Service,
  caller: StaffConnection,
  frame: About & { readonly message: CannedMessage; readonly was?: string | undefined },
): Promise<Delivery[]> {
  const { ref, message } = frame;
  const owner = ownerOf(frame, caller);
  const wrong = (await checked(service, caller, owner)) ?? (await store(service, owner, frame));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  return [
    deliver(caller.connectionId, { type: 'saved', ref, version: message.version + 1 }),
    ...(await changed(service, caller, owner)),
  ];
}

export async function removeCanned(
  service: Service,
  caller: StaffConnection,
  frame: About & { readonly title: string; readonly version: number },
): Promise<Delivery[]> {
  const { ref, title, version } = frame;
  const owner = ownerOf(frame, caller);
  const wrong = (await checked(service, caller, owner)) ?? (await takeAway(service, owner, title, version));
  if (wrong) return refuse(caller.connectionId, wrong, { ref });
  return [deliver(caller.connectionId, { type: 'done', ref }), ...(await changed(service, caller, owner))];
}

async function checked(
  service: Service,
  caller: StaffConnection,
  owner: CannedOwner,
): Promise<Refusal | undefined> {
  if (!isShared(owner)) return undefined;
  const { departments } = await readConfig(service);
  return mayChange(owner, caller, departments);
}

const store = (service: Service, owner: CannedOwner, wanted: Wanted): Promise<Refusal | undefined> =>
  untilSettled(service, async () => {
    if ((await service.canned.save(owner, wanted)) === 'written') return 'done';
    return whyLost(wanted, await service.canned.standing(owner, wanted), owner);
  });

const takeAway = (
  service: Service,
  owner: CannedOwner,
  title: string,
  version: number,
): Promise<Refusal | undefined> =>
  untilSettled(service, async () => {
    if ((await service.canned.remove(owner, title, version)) === 'written') return 'done';
    const wanted = { message: { title, text: '', version } };
    const { before } = await service.canned.standing(owner, wanted);
    return before?.version === version ? undefined : refused('changedMeanwhile');
  });

/** Two who write at the same item at once may both lose: then it is tried again. */
async function untilSettled(
  service: Service,
  attempt: () => Promise<'done' | Refusal | undefined>,
): Promise<Refusal | undefined> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const settled = await attempt();
    if (settled === 'done') return undefined;
    if (settled) return settled;
    await service.pause(PAUSE_MS * tries);
  }
  return refused('busy');
}

/** Everybody who reads these messages, on whatever page; who changed them knows by the answer. */
async function changed(service: Service, caller: StaffConnection, owner: CannedOwner): Promise<Delivery[]> {
  const reads = (each: StaffConnection): boolean =>
    isShared(owner) ? mayRead(owner, each) === undefined : each.operatorId === owner.operatorId;
  return here(await service.connections.staff(), service.now())
    .filter((each) => each.connectionId !== caller.connectionId && reads(each))
    .map(({ connectionId }) => deliver(connectionId, { type: 'cannedChanged', ...named(owner) }));
}
