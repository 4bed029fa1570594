// The pages beside the chat: which one is there, in the frame or in a tab, and the way back.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { Framing } from '../../lambdas/protocol/guided-frames.ts';
import type { Kept } from '../connection/kept.ts';
import { safeAddress } from '../ui/links.ts';
import type { ChatState } from './chat-state.ts';
import type { KeptPages } from './guided-kept.ts';
import { Store } from './store.ts';

export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'checking'; readonly address: string }
  /** `loads`: how often the frame has loaded a page; from the second time on the patron has gone on from here. */
  | { readonly kind: 'framed'; readonly address: string; readonly isSure: boolean; readonly loads: number }
  | { readonly kind: 'refused'; readonly address: string; readonly isInTab: boolean };

export interface PagesState {
  readonly shown: Shown;
  readonly hasBefore: boolean;
  /** Counts the openings: each has a frame of its own. */
  readonly openings: number;
  /** Those of them that somebody asked for just now: they are what one wants to see. */
  readonly wishes: number;
}

export interface GuidedPagesProps {
  /** The widget's own origin: nothing of it belongs into the frame, which would be one with the page around it. */
  readonly ownOrigin: string;
  readonly framingOf: (address: string) => Promise<Framing>;
  /** False where the browser doesn't open it. */
  readonly openTab: (address: string) => boolean;
  readonly kept: Kept<KeptPages>;
}

/** How many pages the way back leads through. */
const MOST_KEPT = 20;

export class GuidedPages {
  readonly store = new Store<PagesState>({
    shown: { kind: 'nothing' },
    hasBefore: false,
    openings: 0,
    wishes: 0,
  });
  readonly #props: GuidedPagesProps;
  readonly #framings = new Map<string, Promise<Framing>>();
  #pages: KeptPages;

  constructor(props: GuidedPagesProps) {
    this.#props = props;
    this.#pages = props.kept.get() ?? { opened: [] };
  }

  /** Shows the page of before a reload, else this one. */
  begin(address: string | undefined): void {
    const last = this.#pages.opened.at(-1) ?? address;
    if (last !== undefined) void this.#show(last, false);
  }

  /** Opens what somebody asked for: what refuses the frame is opened in a tab. */
  async open(text: string): Promise<void> {
    await this.#show(text, true);
  }

  back(): void {
    const { opened } = this.#pages;
    const { shown } = this.store.state;
    // Whoever has gone on from a page finds back to it first.
    const isGoneOn = shown.kind === 'framed' && shown.loads > 1;
    const left = isGoneOn ? opened : opened.slice(0, -1);
    const last = left.at(-1);
    if (last === undefined) return;
    this.#keep({ opened: left });
    void this.#show(last, false);
  }

  /** The frame has loaded a page: the one that was opened, or one that the patron went on to. */
  loaded(): void {
    const { shown } = this.store.state;
    if (shown.kind !== 'framed') return;
    const loads = shown.loads + 1;
    this.store.set({ shown: { ...shown, loads }, hasBefore: loads > 1 || this.#pages.opened.length > 1 });
  }

  /** Opens a page that an operator shows, when it comes; not again what was there before. */
  follow({ entries, stage }: ChatState): void {
    if (stage.kind === 'asking') this.#keep({ heard: 0 });
    const last = entries.at(-1)?.place;
    if (last === undefined || stage.kind === 'returning') return;
    const heard = this.#pages.heard ?? last;
    if (heard === last && this.#pages.heard !== undefined) return;
    this.#keep({ heard: last });
    const shown = entries.flatMap((entry) => (entry.place > heard ? pageShownBy(entry) : [])).at(-1);
    if (shown !== undefined) void this.#show(shown, true);
  }

  async #show(text: string, mayOpenTab: boolean): Promise<void> {
    const address = safeAddress(text);
    if (address === undefined) return;
    const openings = this.store.state.openings + 1;
    const wishes = this.store.state.wishes + (mayOpenTab ? 1 : 0);
    const { opened } = this.#pages;
    if (opened.at(-1) !== address) this.#keep({ opened: [...opened, address].slice(-MOST_KEPT) });
    const hasBefore = this.#pages.opened.length > 1;
    this.store.set({ shown: { kind: 'checking', address }, hasBefore, openings, wishes });
    const framing = await this.#framingOf(address);
    if (openings !== this.store.state.openings) return;
    if (framing === 'no') {
      const isInTab = mayOpenTab && this.#props.openTab(address);
      this.store.set({ shown: { kind: 'refused', address, isInTab } });
    } else {
      this.store.set({ shown: { kind: 'framed', address, isSure: framing === 'yes', loads: 0 } });
    }
  }

  /** Asked once for each page; what is not known may be known the next time. */
  async #framingOf(address: string): Promise<Framing> {
    if (new URL(address).origin === this.#props.ownOrigin) return 'no';
    const asked = this.#framings.get(address) ?? this.#props.framingOf(address);
    this.#framings.set(address, asked);
    const framing = await asked;
    if (framing === 'unknown') this.#framings.delete(address);
    return framing;
  }

  #keep(change: Partial<KeptPages>): void {
    this.#pages = { ...this.#pages, ...change };
    this.#props.kept.set(this.#pages);
  }
}

function pageShownBy(entry: PublicEntry): string[] {
  if (entry.kind !== 'message' || entry.by.role !== 'operator') return [];
  return entry.offer?.kind === 'page' ? [entry.offer.address] : [];
}
