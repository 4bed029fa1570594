// Web addresses in what people write: found, cut out, and let through only when they are http(s).

/** `from`: where it begins in the whole text. */
export type Piece =
  | { readonly kind: 'text'; readonly from: number; readonly text: string }
  | { readonly kind: 'link'; readonly from: number; readonly text: string; readonly address: string };

/** The attributes of every link that leads out of Carrel: the other page learns nothing and holds nothing. */
export const OUTWARD = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const;

/** Marks that turn or hide what is read end an address as well: what is shown is where it leads. */
const ADDRESS = /https?:\/\/[^\s<>"\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;

/** Marks that end a sentence, not an address. A bracket stays when it was opened within the address. */
const TRAILING = /[.,;:!?'"’”…»›、。！？）」』】》؟،؛]+$/u;

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;

/** The address when it is http(s) and whole, else undefined. Never trust one that arrived over the wire. */
export function safeAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}

/** How an address is shown: without its scheme, `www.` and the slash at its end. */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/iu, '').replace(/\/$/u, '');
}

/** The address in full where letters of other scripts in its host may look like another one: what the browser will say. */
export const fullHost = (address: string): string | undefined =>
  /(^|\.)xn--/u.test(new URL(address).hostname) ? address : undefined;

/** Cuts a text into plain pieces and links. The pieces joined give the text back. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const words = withoutTail(match[0]);
    const address = safeAddress(words);
    if (address === undefined) continue;
    if (match.index > end) found.push({ kind: 'text', from: end, text: text.slice(end, match.index) });
    found.push({ kind: 'link', from: match.index, text: words, address });
    end = match.index + words.length;
  }
  if (end < text.length) found.push({ kind: 'text', from: end, text: text.slice(end) });
  return found;
}

function withoutTail(words: string): string {
  let kept = words;
  for (;;) {
    const shorter = kept.replace(TRAILING, '');
    const isLoose = BRACKETS.some(
      ([opens, closes]) => shorter.endsWith(closes) && count(shorter, closes) > count(shorter, opens),
    );
    const next = isLoose ? shorter.slice(0, -1) : shorter;
    if (next === kept) return kept;
    kept = next;
  }
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;
