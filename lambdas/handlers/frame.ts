// $default: a frame of a patron or an operator. Parse, decide and store, publish.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { Delivery } from '../app/delivery.ts';
import { deliver, errorFor, refuse } from '../app/delivery.ts';
import { dispatch } from '../app/dispatch.ts';
import { publish } from '../app/publish.ts';
import { refused } from '../domain/refused.ts';
import type { Parsed } from '../protocol/parse-frame.ts';
import { parseFrame } from '../protocol/parse-frame.ts';
import { log, pusher, service } from './composition.ts';

export const handler = async ({
  body,
  requestContext: { connectionId, requestId },
}: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  const deliveries = await answer(connectionId, parseFrame(body ?? ''), requestId);
  try {
    await publish(service, pusher, deliveries);
  } catch (error) {
    // What the runtime logs by itself would repeat the error's message, which may quote what somebody wrote.
    log.failure('publishFailed', error, { requestId });
  }
  return { statusCode: 200 };
};

async function answer(connectionId: string, parsed: Parsed, requestId: string): Promise<Delivery[]> {
  if (!parsed.ok) {
    const { code, about, sentence } = parsed;
    log.note('frameRefused', { code, requestId });
    return [
      deliver(connectionId, errorFor(refused(code, sentence === undefined ? {} : { sentence }), about)),
    ];
  }
  const { frame } = parsed;
  try {
    const deliveries = await dispatch(service, connectionId, frame);
    noteRefusals(deliveries, frame.action, requestId);
    return deliveries;
  } catch (error) {
    log.failure('frameFailed', error, { action: frame.action, requestId });
    const about = 'ref' in frame ? { ref: frame.ref } : 'name' in frame ? { name: frame.name } : {};
    return refuse(connectionId, refused('serverError'), about);
  }
}

function noteRefusals(deliveries: readonly Delivery[], action: string, requestId: string): void {
  for (const { frame } of deliveries) {
    if (frame.type === 'error') log.note('frameRefused', { action, code: frame.code, requestId });
  }
}
