// What leads to guided mode: how often a patron's connection dropped, and which pages an operator may want to show. Pure.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { PAGE_ADDRESS_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { DEFAULT_SETTINGS, type DepartmentSettings } from '../../../lambdas/protocol/department-settings.ts';
import type { PendingMessage } from '../../connection/outbox.ts';
import { pieces, safeAddress } from '../../ui/links.ts';

/** Drops within this many minutes count. */
export const DROP_MINUTES = 10;

/** How many pages are suggested. */
const MOST_SUGGESTED = 5;

export interface DropsProps {
  readonly entries: readonly Entry[];
  /** An offer that has not left yet is one as well. */
  readonly pending: readonly PendingMessage[];
  readonly settings: Pick<DepartmentSettings, 'guidedOfferDrops'> | undefined;
  readonly now: number;
}

/** How often the patron was left without a connection lately, if that is often enough and nobody offered yet. */
export function dropsToTell({ entries, pending, settings, now }: DropsProps): number | undefined {
  const isOffered = [...entries, ...pending].some((each) => 'offer' in each && each.offer?.kind === 'guided');
  if (isOffered) return undefined;
  const since = now - DROP_MINUTES * 60_000;
  const drops = entries.filter(
    (entry) =>
      entry.kind === 'dropped' && entry.by.role === 'patron' && entry.connections === 0 && entry.at > since,
  );
  const { guidedOfferDrops } = settings ?? DEFAULT_SETTINGS;
  return drops.length >= guidedOfferDrops ? drops.length : undefined;
}

/** The patron's own page, then the addresses of the conversation, the newest first. */
export function pagesToShow({ page }: Pick<OperatorChat, 'page'>, entries: readonly Entry[]): string[] {
  const said = entries
    .flatMap((entry) => (entry.kind === 'message' ? pieces(entry.text) : []))
    .flatMap((piece) => (piece.kind === 'link' ? [piece.address] : []))
    .toReversed();
  const own = page === undefined ? undefined : safeAddress(page.address);
  return [...new Set(own === undefined ? said : [own, ...said])].slice(0, MOST_SUGGESTED);
}

export type ReadAddress =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'wrong'; readonly sentence: string };

const wrong = (sentence: string): ReadAddress => ({ kind: 'wrong', sentence });

/** Another scheme than those of the web; "localhost:8080" is none. */
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:(?!\d)/iu;

/** An address as people write it: without https, too. */
export function readAddress(written: string): ReadAddress {
  const text = written.trim();
  if (text === '') return wrong('Write the address of the page here.');
  if (OTHER_SCHEME.test(text)) {
    return wrong('Only pages of the web can be shown: addresses with http:// or https://.');
  }
  const whole = /^https?:\/\//iu.test(text) ? text : `https://${text}`;
  const address = /\s/u.test(whole) ? undefined : safeAddress(whole);
  if (address === undefined || !/[.:]|^localhost$/u.test(new URL(address).hostname)) {
    return wrong('This is no complete address, such as library.example/hours.');
  }
  if (address.length > PAGE_ADDRESS_LENGTH) {
    return wrong(`The address is longer than ${PAGE_ADDRESS_LENGTH} characters.`);
  }
  return { kind: 'address', address };
}
