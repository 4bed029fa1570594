// A coordinator looks in on a chat of whichever department, and looks away again.
import { lookAway, lookIn } from '../domain/looking-in.ts';
import { refused } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { enterChat } from './enter-chat.ts';
import type { Service } from './service.ts';

export async function lookInOnChat(
  service: Service,
  caller: StaffConnection,
  frame: { ref: string; chatId: string; after: number },
): Promise<Delivery[]> {
  if (!may('lookIn', caller)) return refuse(caller.connectionId, refused('notAllowed'), frame);
  return enterChat(service, caller, frame, lookIn);
}

export async function lookAwayFromChat(
  service: Service,
  { connectionId, operatorId, name }: StaffConnection,
  { ref, chatId }: { ref: string; chatId: string },
): Promise<Delivery[]> {
  const result = await changeChat(service, chatId, (view) =>
    lookAway(view, { id: operatorId, name }, service.now()),
  );
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const told = result.outcome === 'changed' ? await announce(service, result) : [];
  return [deliver(connectionId, { type: 'done', ref }), ...told];
}
