// $default: a frame of a patron or an operator. Parse, decide and store, publish.
import type {
  APIGatewayEventWebsocketRequestContextV2,
  APIGatewayProxyResultV2,
  APIGatewayProxyWebsocketEventV2WithRequestContext,
} from 'aws-lambda';
import type { Outcome } from '../app/delivery.ts';
import { deliver, errorFor, refuse } from '../app/delivery.ts';
import { dispatch } from '../app/dispatch.ts';
import { refused } from '../domain/refused.ts';
import type { Parsed } from '../protocol/parse-frame.ts';
import { parseFrame } from '../protocol/parse-frame.ts';
import { service } from './composition.ts';
import { finish } from './finish.ts';
import { log } from './mailing.ts';

/** The types of the event leave out who is at the other end. */
type MessageContext = APIGatewayEventWebsocketRequestContextV2 & {
  readonly identity?: { readonly sourceIp?: string };
};
type MessageEvent = APIGatewayProxyWebsocketEventV2WithRequestContext<MessageContext>;

export const handler = async ({ body, requestContext }: MessageEvent): Promise<APIGatewayProxyResultV2> => {
  await finish(await answer(requestContext, parseFrame(body ?? '')), requestContext.requestId);
  return { statusCode: 200 };
};

async function answer(
  { connectionId, requestId, identity }: MessageContext,
  parsed: Parsed,
): Promise<Outcome[]> {
  if (!parsed.ok) {
    const { code, about, sentence } = parsed;
    log.note('frameRefused', { code, requestId });
    return [
      deliver(connectionId, errorFor(refused(code, sentence === undefined ? {} : { sentence }), about)),
    ];
  }
  const { frame } = parsed;
  try {
    const outcomes = await dispatch(service, connectionId, frame, identity?.sourceIp ?? 'unknown');
    noteRefusals(outcomes, frame.action, requestId);
    return outcomes;
  } catch (error) {
    log.failure('frameFailed', error, { action: frame.action, requestId });
    const about = 'ref' in frame ? { ref: frame.ref } : 'name' in frame ? { name: frame.name } : {};
    return refuse(connectionId, refused('serverError'), about);
  }
}

function noteRefusals(outcomes: readonly Outcome[], action: string, requestId: string): void {
  for (const outcome of outcomes) {
    if (!('frame' in outcome) || outcome.frame.type !== 'error') continue;
    log.note('frameRefused', { action, code: outcome.frame.code, requestId });
  }
}
