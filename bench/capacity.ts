// What an action asks of DynamoDB: requests by kind, and the capacity units that the engine's answers report.
import * as v from 'valibot';

export interface Capacity {
  readonly reads: number;
  readonly writes: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

const READS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const isRead = (operation: string): boolean => READS.has(operation);

/** `DynamoDB_20120810.PutItem` is the operation PutItem. */
export const operationOf = (target: string | string[] | undefined): string =>
  String(target ?? '')
    .split('.')
    .at(-1) ?? '';

/** The body with a request for capacity figures. The local engines look at no signature. */
export function askingForCapacity(body: string): string {
  const rest = body.slice(body.indexOf('{') + 1);
  const comma = rest.trim() === '}' ? '' : ',';
  return `{"ReturnConsumedCapacity":"TOTAL"${comma}${rest}`;
}

const consumed = v.object({
  CapacityUnits: v.optional(v.number(), 0),
  ReadCapacityUnits: v.optional(v.number()),
  WriteCapacityUnits: v.optional(v.number()),
});
const answered = v.object({ ConsumedCapacity: v.optional(v.union([v.array(consumed), consumed])) });

/** One request's share. A refused condition reports no units, though the service charges for a write. */
export function capacityOf(operation: string, answer: string): Capacity {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), answered), answer);
  const found = (parsed.success && parsed.output.ConsumedCapacity) || [];
  const read = isRead(operation);
  let [readUnits, writeUnits] = [0, 0];
  for (const each of Array.isArray(found) ? found : [found]) {
    readUnits += each.ReadCapacityUnits ?? (read ? each.CapacityUnits : 0);
    writeUnits += each.WriteCapacityUnits ?? (read ? 0 : each.CapacityUnits);
  }
  return { reads: read ? 1 : 0, writes: read ? 0 : 1, readUnits, writeUnits };
}
