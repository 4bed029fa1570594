// A follow-up: a question that is answered by email, what is stored of it, and how many may be left. Pure.
import type { LeaveFollowUp } from '../protocol/follow-up-frames.ts';
import type { Page } from '../protocol/fields.ts';
import type { Chat, ChatView } from './chat.ts';
import { nextEntry } from './chat-log.ts';
import type { Change } from './chat-change.ts';
import type { Mail } from './mail.ts';
import { newMail } from './mail.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

interface FollowUpFacts {
  readonly followUpId: string;
  readonly number: number;
  readonly departmentId: string;
  readonly from: LeaveFollowUp['from'];
  readonly question: string;
  /** Where the answer goes. */
  readonly email: string;
  readonly patronName?: string;
  readonly page?: Page;
  /** The catalogue that the patron reads. */
  readonly language?: string;
  readonly chatId?: string;
  /** For whoever answers; the patron doesn't see it. */
  readonly note?: string;
  /** The operator who turned a chat into it. */
  readonly leftBy?: { readonly id: string; readonly name: string };
  readonly leftAt: number;
  readonly keptUntil: number;
  readonly version: number;
}

export type FollowUp =
  | (FollowUpFacts & { readonly state: 'open' })
  | (FollowUpFacts & { readonly state: 'closed'; readonly closedAt: number; readonly closedBy: string });
export type OpenFollowUp = Extract<FollowUp, { state: 'open' }>;

export type NewFollowUp = Omit<OpenFollowUp, 'state' | 'leftAt' | 'keptUntil' | 'version'>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A mail of a follow-up, by whom it goes to. */
export const mailIdOf = (followUpId: string, to: 'library' | 'patron'): string => `${followUpId}.${to}`;

/** Control characters say nothing in a mail or a list; line breaks and tabs do. */
const readable = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '');

/** It is kept as long as its department keeps transcripts. */
export const openFollowUp = (facts: NewFollowUp, transcriptDays: number, now: number): OpenFollowUp => ({
  ...facts,
  question: readable(facts.question),
  ...(facts.note !== undefined && { note: readable(facts.note) }),
  state: 'open',
  leftAt: now,
  keptUntil: now + transcriptDays * DAY_MS,
  version: 1,
});

/** The pair of mails that belongs to every follow-up: the question to the library, the confirmation to the patron. */
export function mailsOf(followUp: FollowUp, libraryAddress: string): readonly [Mail, Mail] {
  const { followUpId, keptUntil, leftAt } = followUp;
  const library = {
    mailId: mailIdOf(followUpId, 'library'),
    about: { kind: 'followUpToLibrary', followUpId },
    address: libraryAddress,
    keptUntil,
  } as const;
  const patron = {
    mailId: mailIdOf(followUpId, 'patron'),
    about: { kind: 'followUpToPatron', followUpId },
    address: followUp.email,
    keptUntil,
  } as const;
  return [newMail(library, leftAt), newMail(patron, leftAt)];
}

/** In its chat a follow-up is an entry at the next place, also after the end. The chat keeps its place in the line. */
export function noteFollowUp(
  { chat, last }: ChatView,
  { number, email, leftBy }: FollowUp,
  now: number,
): Change {
  const by = leftBy ? ({ role: 'operator', ...leftBy } as const) : ({ role: 'patron' } as const);
  const entry = nextEntry(last, by, { kind: 'followUp', number }, now);
  return { outcome: 'changed', chat: { ...chat, followUpNumber: number, patronEmail: email }, entry };
}

/** Whether somebody may leave a follow-up with a chat: who has its token, as long as it is kept. */
export const isChatOf = (chat: Chat, tokenHash: string, now: number): boolean =>
  chat.tokenHash === tokenHash && chat.keptUntil > now;

/** Closes a follow-up or opens it again; nothing where it is so already. */
export function closeFollowUp(
  followUp: FollowUp,
  closed: boolean,
  closedBy: string,
  now: number,
): FollowUp | undefined {
  if ((followUp.state === 'closed') === closed) return undefined;
  const version = followUp.version + 1;
  if (closed) return { ...followUp, state: 'closed', closedAt: now, closedBy, version };
  if (followUp.state === 'open') return undefined;
  const { closedAt: _, closedBy: __, ...facts } = followUp;
  return { ...facts, state: 'open', version };
}

/** Only robots see the field. A person whose browser filled it in reads what to do. */
export const checkHoneypot = (website: string | undefined): Refusal | undefined =>
  website === undefined || website.trim() === ''
    ? undefined
    : refused('notAllowed', {
        sentence: 'Please leave the field “Website” empty: it is there to keep robots out.',
      });

/** The hour by which follow-ups are counted. */
export const hourOf = (now: number): number => Math.floor(now / HOUR_MS);

/** The limit is reached: says when the next one may be left. */
export function tooManyFollowUps(now: number): Refusal {
  const retryAt = (hourOf(now) + 1) * HOUR_MS;
  const minutes = Math.ceil((retryAt - now) / MINUTE_MS);
  const when = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return refused('tooMany', {
    sentence: `Too many questions were left from here within the hour. Please try again in ${when}.`,
    retryAt,
  });
}

/** A home has many addresses of IPv6, and all of them begin alike. */
const IPV6_GROUPS = 4;

/** What is counted as one network: an IPv4 address, or the first half of an IPv6 one. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.toLowerCase();
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...(address.includes('::') ? gap : []), ...after];
  return groups
    .slice(0, IPV6_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
