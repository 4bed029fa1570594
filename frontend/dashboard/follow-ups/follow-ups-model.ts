// The follow-ups screen's view-model: a department's open or closed ones, and what is done with them.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { Unanswered } from '../../connection/wire.ts';
import type { FollowUpView, MailView } from '../../../lambdas/protocol/follow-up-frames.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import { INDEX_LAG_MS } from '../desk/desk-state.ts';
import type { FollowUpList } from '../screen.ts';
import type { StaffWire } from '../session.ts';
import { OwnChanges } from './own-changes.ts';

export interface Listed {
  readonly list: FollowUpList;
  readonly followUps: readonly FollowUpView[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

/** `sofar`: what was read before, which stays on the screen meanwhile. */
export type ListState =
  | { readonly kind: 'reading'; readonly sofar: Listed | undefined }
  | { readonly kind: 'read'; readonly listed: Listed }
  | { readonly kind: 'failed'; readonly sofar: Listed | undefined; readonly message: string };

/** What was just done, or why it wasn't. `undo`: opens or closes it again. */
export interface Word {
  readonly kind: 'plain' | 'urgent';
  readonly text: string;
  readonly undo?: { readonly followUpId: string; readonly closed: boolean };
}

/** An action on its way: one at a time, so that a double click is one. */
export interface Doing {
  readonly followUpId: string;
  readonly what: 'close' | MailView['to'];
}

export interface FollowUpsModelProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly surroundings: Pick<Surroundings, 'after' | 'now'>;
  readonly say: (sentence: string) => void;
  /** Told of what was read of a department's open ones. */
  readonly onOpen: (departmentId: string, followUps: readonly FollowUpView[]) => void;
}

/** A list in which a mail is just being sent is read again after this long (ms), then after twice that … */
const LOOK_AGAIN_MS = INDEX_LAG_MS + 500;
/** … and so on, up to this. */
const LOOK_AGAIN_AT_MOST_MS = 60_000;

/** Neither sent nor failed yet, and no try has told anything. */
const isUnderWay = ({ mails }: FollowUpView): boolean =>
  mails.some((mail) => mail.state === 'pending' && mail.reason === undefined);

/** So many pages are read by themselves to find the follow-up that an address names. */
const PAGES_TO_FIND = 10;

export const listedOf = (state: ListState | undefined): Listed | undefined =>
  state?.kind === 'read' ? state.listed : state?.sofar;

export class FollowUpsModel {
  readonly word: Signal<Word | undefined> = signal(undefined);
  readonly #props: FollowUpsModelProps;
  readonly #state = signal<ListState | undefined>(undefined);
  readonly #chosen = signal<FollowUpView | undefined>(undefined);
  readonly #doing = signal<Doing | undefined>(undefined);
  readonly #own: OwnChanges;
  #chosenId: string | undefined;
  #turn = 0;
  #again = (): void => {};
  #pause = LOOK_AGAIN_MS;

  constructor(props: FollowUpsModelProps) {
    this.#props = props;
    this.#own = new OwnChanges(props.surroundings.now);
  }

  get state(): ReadonlySignal<ListState | undefined> {
    return this.#state;
  }

  /** The one whose details are shown; stays when it leaves the list, so that it can be opened again. */
  get chosen(): ReadonlySignal<FollowUpView | undefined> {
    return this.#chosen;
  }

  get doing(): ReadonlySignal<Doing | undefined> {
    return this.#doing;
  }

  /** Shows this list, and of it this follow-up. */
  async show(list: FollowUpList, followUpId: string | undefined): Promise<void> {
    this.#chosenId = followUpId;
    const listed = listedOf(this.#state.value);
    const isSame = listed?.list.departmentId === list.departmentId && listed.list.show === list.show;
    if (this.#chosen.value?.followUpId !== followUpId) this.#chosen.value = undefined;
    if (!isSame) {
      await this.#read({ list, followUps: [], next: undefined }, undefined);
      return;
    }
    this.#choose(listed);
    if (this.#chosen.value === undefined && followUpId !== undefined) await this.refresh();
  }

  /** The next page; after a failure, the same page again. */
  async more(): Promise<void> {
    const state = this.#state.value;
    const sofar = listedOf(state);
    if (sofar === undefined || state?.kind === 'reading') return;
    await this.#read(sofar, sofar);
  }

  /** Reads again what is shown, from the newest on and at least as far as before. */
  async refresh(): Promise<void> {
    const state = this.#state.value;
    const sofar = listedOf(state);
    if (sofar === undefined || state?.kind === 'reading') return;
    await this.#read({ list: sofar.list, followUps: [], next: undefined }, sofar);
  }

  async resend(followUpId: string, to: MailView['to']): Promise<void> {
    const answer = await this.#do({ followUpId, what: to }, { action: 'resendMail', followUpId, to });
    if (answer?.type !== 'followUp') return;
    const mail = answer.followUp.mails.find((each) => each.to === to);
    if (mail?.state === 'sent') this.#tell({ kind: 'plain', text: `Sent to ${mail.address}.` });
    else if (mail?.state === 'pending') this.#tell({ kind: 'plain', text: 'It will be sent shortly.' });
    else
      this.#tell({ kind: 'urgent', text: 'It could not be sent this time either. The reason stands below.' });
  }

  /** Closes it, or opens it again. */
  async close(followUpId: string, closed: boolean): Promise<void> {
    const request = { action: 'closeFollowUp', followUpId, closed } as const;
    const answer = await this.#do({ followUpId, what: 'close' }, request);
    if (answer?.type !== 'followUp') return;
    const words = closed ? 'closed' : 'open again';
    this.#tell({
      kind: 'plain',
      text: `No. ${answer.followUp.number} is ${words}.`,
      ...(closed ? { undo: { followUpId, closed: false } } : {}),
    });
  }

  dispose(): void {
    this.#turn += 1;
    this.#again();
  }

  async #do(
    doing: Doing,
    request: Parameters<FollowUpsModelProps['wire']['ask']>[0],
  ): Promise<{ type: 'followUp'; followUp: FollowUpView } | undefined> {
    if (this.#doing.value !== undefined) return undefined;
    this.#doing.value = doing;
    this.word.value = undefined;
    const answer = await this.#props.wire.ask(request, 'followUp');
    this.#doing.value = undefined;
    if (answer.type !== 'followUp') {
      this.#tell({ kind: 'urgent', text: whyNot(answer, 'Nothing was changed') });
      // Refused, because a colleague was quicker: how it stands now is the best answer.
      if (answer.type === 'error') void this.refresh();
      return undefined;
    }
    this.#take(answer.followUp);
    return answer;
  }

  /** What an action made of it: shown at once, and read again when the list has caught up. */
  #take(followUp: FollowUpView): void {
    this.#own.add(followUp);
    if (this.#chosen.value?.followUpId === followUp.followUpId) this.#chosen.value = followUp;
    const state = this.#state.value;
    const listed = listedOf(state);
    if (state?.kind === 'read' && listed !== undefined) this.#publish(listed);
    this.#pause = LOOK_AGAIN_MS;
    this.#plan();
  }

  #plan(): void {
    this.#again();
    this.#again = this.#props.surroundings.after(this.#pause, () => void this.refresh());
    this.#pause = Math.min(2 * this.#pause, LOOK_AGAIN_AT_MOST_MS);
  }

  async #read(from: Listed, sofar: Listed | undefined): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#state.value = { kind: 'reading', sofar };
    const atLeast = Math.max(from.followUps.length + 1, sofar?.followUps.length ?? 0);
    let listed = from;
    for (let pages = 1; ; pages += 1) {
      const answer = await this.#page(listed);
      if (turn !== this.#turn) return;
      if (typeof answer === 'string') {
        const kept = sofar ?? (listed.followUps.length > 0 ? listed : undefined);
        this.#state.value = { kind: 'failed', sofar: kept ?? from, message: answer };
        return;
      }
      listed = answer;
      const isEnough =
        listed.followUps.length >= atLeast && (this.#isFound(listed) || pages >= PAGES_TO_FIND);
      if (isEnough || listed.next === undefined) break;
    }
    this.#publish(listed);
    this.#again();
    if (listed.followUps.some(isUnderWay)) this.#plan();
    else this.#pause = LOOK_AGAIN_MS;
    const count = listed.followUps.length;
    if (count !== sofar?.followUps.length) {
      this.#props.say(count === 0 ? 'No follow-ups.' : `${count} follow-ups shown.`);
    }
  }

  async #page({ list, followUps, next }: Listed): Promise<Listed | string> {
    const cursor = next === undefined ? {} : { after: next };
    const request = { action: 'readFollowUps', ...list, ...cursor } as const;
    const answer = await this.#props.wire.ask(request, 'followUps');
    if (answer.type !== 'followUps') return whyNot(answer, 'The follow-ups could not be read just now');
    const known = new Set(followUps.map(({ followUpId }) => followUpId));
    const fresh = answer.followUps.filter(({ followUpId }) => !known.has(followUpId));
    return { list, followUps: [...followUps, ...fresh], next: answer.next };
  }

  #publish(read: Listed): void {
    const listed = { ...read, followUps: this.#own.applied(read.followUps, read.list) };
    this.#state.value = { kind: 'read', listed };
    if (listed.list.show === 'open') this.#props.onOpen(listed.list.departmentId, listed.followUps);
    this.#choose(listed);
  }

  #choose({ followUps }: Listed): void {
    const found = followUps.find(({ followUpId }) => followUpId === this.#chosenId);
    if (found !== undefined) this.#chosen.value = found;
  }

  #isFound({ followUps }: Listed): boolean {
    const id = this.#chosenId;
    if (id === undefined || this.#chosen.value !== undefined) return true;
    return followUps.some(({ followUpId }) => followUpId === id);
  }

  #tell(word: Word): void {
    this.word.value = word;
    this.#props.say(word.text);
  }
}

function whyNot(answer: ErrorFrame | Unanswered, what: string): string {
  return answer.type === 'error' ? answer.message : `${what}: there was no answer. Please try again.`;
}
