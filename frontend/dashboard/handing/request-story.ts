// What became of the newest request in a chat's log: taken, ended with a reason, or run out with nothing written.
import type { RequestEnd } from '../../../lambdas/protocol/desk-frames.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';

export type RequestEntry = Extract<Entry, { kind: 'requested' }>;

export type RequestOutcome =
  | { readonly kind: 'taken'; readonly by: string; readonly stays: boolean }
  | { readonly kind: 'ended'; readonly why: RequestEnd; readonly by: Author; readonly reason: string }
  /** `seconds`: how long there was; `isAnswerDue`: it was the patron who had to say yes. */
  | { readonly kind: 'lapsed'; readonly seconds: number; readonly isAnswerDue: boolean };

export interface RequestStory {
  readonly request: RequestEntry;
  /** Undefined while it stands, and where the chat ended. */
  readonly outcome?: RequestOutcome;
}

export function newestRequest(entries: readonly Entry[], now: number): RequestStory | undefined {
  const index = entries.findLastIndex(({ kind }) => kind === 'requested');
  const request = entries[index];
  if (request?.kind !== 'requested') return undefined;
  const after = entries.slice(index + 1);
  if (after.some(({ kind }) => kind === 'ended')) return { request };
  const outcome = written(request, after) ?? runOut(request, after, now);
  return outcome === undefined ? { request } : { request, outcome };
}

function written(request: RequestEntry, after: readonly Entry[]): RequestOutcome | undefined {
  for (const entry of after) {
    if (entry.kind === 'requestEnded')
      return { kind: 'ended', why: entry.why, by: entry.by, reason: entry.reason };
    if (entry.by.role !== 'operator') continue;
    if (entry.kind === 'transferred') return { kind: 'taken', by: entry.by.name, stays: entry.stays };
    if (entry.kind === 'joined' && request.request === 'invitation' && entry.by.name === request.to)
      return { kind: 'taken', by: entry.by.name, stays: true };
  }
  return undefined;
}

/** Past its time a request is none, and nobody has to write that. The patron's yes begins the time anew. */
function runOut(request: RequestEntry, after: readonly Entry[], now: number): RequestOutcome | undefined {
  const agreed = after.find((entry) => entry.kind === 'transferAgreed');
  const { at, until } = agreed ?? request;
  if (until > now) return undefined;
  const seconds = Math.round((until - at) / 1_000);
  return { kind: 'lapsed', seconds, isAnswerDue: request.asks && agreed === undefined };
}
