// How many chats at once an operator wants to be offered: kept with their desk, and told to all staff.
import { refused } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { changeDesk, talliesToStaff } from './desks.ts';
import type { Service } from './service.ts';

export async function setOwnLimit(
  service: Service,
  { connectionId, operatorId }: StaffConnection,
  { ref, limit }: { ref: string; limit?: number | undefined },
): Promise<Delivery[]> {
  const desk = await changeDesk(service, () => service.desks.setLimit(operatorId, limit, service.now()));
  if (desk === 'lost') return refuse(connectionId, refused('busy'), { ref });
  const staff = await service.connections.staffAndDesks();
  return [
    deliver(connectionId, { type: 'done', ref }),
    ...talliesToStaff(staff, [operatorId], service.now()),
  ];
}
