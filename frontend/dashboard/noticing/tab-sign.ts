// What the browser's tab shows: the number of what needs the operator, in its title and on its sign.

export interface TabNews {
  /** The screen's own title. */
  readonly name: string;
  readonly needsMe: number;
  /** What waits to be taken, in words; undefined where nothing does. */
  readonly waits: string | undefined;
  readonly isConnected: boolean;
  readonly isInFront: boolean;
  /** Whether the person at this browser wants little motion. */
  readonly isStill: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/** How long (ms) each of two titles stands before the other. */
const ALTERNATE_MS = 3_000;

export function tabTitle({ name, needsMe, waits, isConnected, isInFront, isStill, now }: TabNews): string {
  if (!isConnected) return `No connection · ${name}`;
  const counted = needsMe === 0 ? name : `(${needsMe}) ${name}`;
  if (waits === undefined || isInFront || isStill) return counted;
  return Math.floor(now / ALTERNATE_MS) % 2 === 0 ? counted : `(${needsMe}) ${waits} · ${name}`;
}

const CARREL =
  "<path d='M4 20V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v14M4 13h16M9 13v7' fill='none' stroke='#0f5a5c' stroke-width='2.4' stroke-linecap='round'/>";

/** The tab's sign as an image in an address: a number in its corner, or a mark where there is no connection. */
export function tabSign({
  needsMe,
  isConnected,
  waits,
}: Pick<TabNews, 'needsMe' | 'isConnected' | 'waits'>): string {
  const text = isConnected ? (needsMe > 9 ? '9+' : String(needsMe)) : '!';
  const colour = !isConnected ? '#a3261c' : waits === undefined ? '#0f5a5c' : '#8a5300';
  const badge =
    isConnected && needsMe === 0
      ? ''
      : `<circle cx='15.5' cy='15.5' r='8.5' fill='${colour}' stroke='#fff'/>` +
        `<text x='15.5' y='19.7' font-family='sans-serif' font-size='${text.length > 1 ? 9.5 : 12}' font-weight='bold' fill='#fff' text-anchor='middle'>${text}</text>`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>${CARREL}${badge}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
