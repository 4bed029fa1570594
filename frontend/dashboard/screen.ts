// The screens and their addresses: what stands behind the # says what is shown, so that back and reload work.
import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { roomId } from '../../lambdas/protocol/internal-chat-frames.ts';
import { isStepId, type StepId } from './help/step-ids.ts';

export type SettingsPart = 'departments' | 'widgets' | 'texts' | 'operators';

/** Which follow-ups are listed. */
export interface FollowUpList {
  readonly departmentId: string;
  readonly show: 'open' | 'closed';
}

export type Screen =
  /** `details`: on a phone, the third screen. `room`: the conversation among staff that is open beside the chat. */
  | {
      readonly at: 'desk';
      readonly chatId?: string;
      readonly details?: true;
      readonly room?: string;
    }
  | { readonly at: 'transcripts'; readonly chatId?: string }
  /** `list`: a department's open or closed ones; without it the screen chooses. */
  | { readonly at: 'followUps'; readonly list?: FollowUpList; readonly followUpId?: string }
  /** Canned messages: of a department, else one's own. */
  | {
      readonly at: 'canned';
      readonly departmentId?: string;
      readonly open?: 'new' | { readonly title: string };
    }
  | { readonly at: 'settings'; readonly part: SettingsPart; readonly id?: string }
  /** `step`: of the walk through a chat; without it its contents. */
  | { readonly at: 'help'; readonly step?: StepId };

/** What the browser's tab calls each. */
export const SCREEN_NAMES: Readonly<Record<Screen['at'], string>> = {
  desk: 'Desk',
  transcripts: 'Transcripts',
  followUps: 'Follow-ups',
  canned: 'Canned messages',
  settings: 'Settings',
  help: 'Help',
};

const PARTS: readonly string[] = ['departments', 'widgets', 'texts', 'operators'] satisfies SettingsPart[];
const isPart = (text: string | undefined): text is SettingsPart => text !== undefined && PARTS.includes(text);
/** Chats and follow-ups have such ids. */
const ID = /^[\w-]{22}$/u;

/** The screen that an address's fragment names; the desk, when it names none. */
export function screenOf(hash: string): Screen {
  const [at, ...rest] = hash.replace(/^#\/?/u, '').split('/').map(decoded);
  const [first, second, third, fourth] = rest;
  const chat = first !== undefined && ID.test(first) ? { chatId: first } : {};
  if (at === 'transcripts') return { at, ...chat };
  if (at === 'canned') {
    if (first !== 'of' || second === undefined) return { at, ...openCanned(second, third) };
    return { at, departmentId: second, ...openCanned(third, fourth) };
  }
  if (at === 'help') return isStepId(first) ? { at, step: first } : { at };
  if (at === 'follow-ups') return followUpsScreen(first, second, third);
  if (at === 'settings') {
    const part = isPart(first) ? first : 'departments';
    return second === undefined || second === '' ? { at, part } : { at, part, id: second };
  }
  const details = 'chatId' in chat && second === 'details' ? { details: true as const } : {};
  const [word, room] = 'chatId' in chat ? rest.slice(1) : rest;
  return { at: 'desk', ...chat, ...details, ...(word === 'with' && v.is(roomId, room) && { room }) };
}

function openCanned(word?: string, title?: string): { open?: 'new' | { title: string } } {
  if (word === 'new') return { open: 'new' };
  return word === 'one' && title !== undefined ? { open: { title } } : {};
}

function followUpsScreen(departmentId = '', show = '', followUpId = ''): Screen {
  if (departmentId === '' || (show !== 'open' && show !== 'closed')) return { at: 'followUps' };
  const chosen = ID.test(followUpId) ? { followUpId } : {};
  return { at: 'followUps', list: { departmentId, show }, ...chosen };
}

export function hashOf(screen: Screen): string {
  switch (screen.at) {
    case 'desk': {
      const chat = screen.chatId === undefined ? '' : `/${screen.chatId}`;
      const room = screen.room === undefined ? '' : `/with/${encodeURIComponent(screen.room)}`;
      return `#/desk${chat}${screen.details ? '/details' : ''}${room}`;
    }
    case 'transcripts':
      return screen.chatId === undefined ? '#/transcripts' : `#/transcripts/${screen.chatId}`;
    case 'canned': {
      const { departmentId, open } = screen;
      const whose = departmentId === undefined ? 'own' : `of/${encodeURIComponent(departmentId)}`;
      if (open === undefined) return `#/canned/${whose}`;
      return `#/canned/${whose}/${open === 'new' ? 'new' : `one/${encodeURIComponent(open.title)}`}`;
    }
    case 'followUps': {
      if (screen.list === undefined) return '#/follow-ups';
      const list = `${encodeURIComponent(screen.list.departmentId)}/${screen.list.show}`;
      return `#/follow-ups/${list}${screen.followUpId === undefined ? '' : `/${screen.followUpId}`}`;
    }
    case 'help':
      return screen.step === undefined ? '#/help' : `#/help/${screen.step}`;
    case 'settings':
      return `#/settings/${screen.part}${screen.id === undefined ? '' : `/${encodeURIComponent(screen.id)}`}`;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export interface ScreensProps {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'pushState' | 'replaceState' | 'back' | 'state'>;
  readonly events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** Where we are, and the ways from there. */
export class Screens {
  readonly #props: ScreensProps;
  readonly #current;
  readonly #follow = (): void => this.#arrive();

  /** Asked before a screen is left; false stays. Set by a screen with something unsaved. */
  mayLeave: (to: Screen) => boolean = () => true;

  constructor(props: ScreensProps) {
    this.#props = props;
    this.#current = signal(screenOf(props.location.hash));
    props.events.addEventListener('popstate', this.#follow);
    props.events.addEventListener('hashchange', this.#follow);
  }

  get current(): ReadonlySignal<Screen> {
    return this.#current;
  }

  /** A step that the browser's back button takes back. */
  go(screen: Screen): void {
    const from = hashOf(this.#current.value);
    if (hashOf(screen) === from || !this.mayLeave(screen)) return;
    this.#props.history.pushState({ from }, '', hashOf(screen));
    this.#current.value = screen;
  }

  /** Another screen in place of this one. */
  replace(screen: Screen): void {
    this.#props.history.replaceState(this.#props.history.state, '', hashOf(screen));
    this.#current.value = screen;
  }

  /** Up to a screen: back to it when we came from there, so that history doesn't grow. */
  up(screen: Screen): void {
    if (cameFrom(this.#props.history.state) === hashOf(screen)) this.#props.history.back();
    else if (this.mayLeave(screen)) this.replace(screen);
  }

  dispose(): void {
    this.#props.events.removeEventListener('popstate', this.#follow);
    this.#props.events.removeEventListener('hashchange', this.#follow);
  }

  #arrive(): void {
    const arrived = screenOf(this.#props.location.hash);
    if (hashOf(arrived) === hashOf(this.#current.value)) return;
    if (this.mayLeave(arrived)) this.#current.value = arrived;
    else this.#props.history.pushState(null, '', hashOf(this.#current.value));
  }
}

function cameFrom(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
}
