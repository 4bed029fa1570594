// The canned messages that this operator may use: read quietly after the sign-in, kept up with, and changed.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { type CannedMessage, titleKey } from '../../../lambdas/protocol/canned-frames.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import type { Cancel } from '../../connection/emitter.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { Unanswered } from '../../connection/wire.ts';
import type { StaffWire } from '../session.ts';

/** Nobody waits for them at a sign-in, and several changes at once are read in one go (ms). */
const QUIET_MS = 1_500;

/** Whose: a department's by its id, else the operator's own. */
export type Whose = string | undefined;

export type CannedState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly messages: readonly CannedMessage[] }
  | { readonly kind: 'failed'; readonly message: string };

export type CannedSaved = Extract<ToOperator, { type: 'saved' }> | ErrorFrame | Unanswered;
export type CannedRemoved = Extract<ToOperator, { type: 'done' }> | ErrorFrame | Unanswered;

export interface CannedMessagesProps {
  readonly wire: Pick<StaffWire, 'ask' | 'frames'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
}

export class CannedMessages {
  readonly #props: CannedMessagesProps;
  readonly #states = new Map<Whose, Signal<CannedState>>();
  readonly #due = new Set<Whose>();
  readonly #stop: Cancel;
  #isReading = false;
  #wait: Cancel | undefined;

  constructor(props: CannedMessagesProps) {
    this.#props = props;
    this.#stop = props.wire.frames.listen((frame) => this.#follow(frame));
  }

  of(whose: Whose): ReadonlySignal<CannedState> {
    return this.#stateOf(whose);
  }

  /** Those that are read so far. */
  messagesOf(whose: Whose): readonly CannedMessage[] {
    const state = this.#stateOf(whose).value;
    return state.kind === 'read' ? state.messages : [];
  }

  /** Reads them now, unless that was done. */
  want(whose: Whose): void {
    if (this.#stateOf(whose).peek().kind !== 'read') void this.read(whose);
  }

  /** Reads them now, again. */
  async read(whose: Whose): Promise<void> {
    this.#due.add(whose);
    await this.#readDue();
  }

  /** `was`: its title before, where that changes. */
  async save(whose: Whose, message: CannedMessage, was?: string): Promise<CannedSaved> {
    const renamed = was === undefined || was === message.title ? {} : { was };
    const request = { action: 'saveCanned', ...named(whose), message, ...renamed } as const;
    const answer = await this.#props.wire.ask(request, 'saved');
    if (answer.type === 'saved') {
      const stored = { ...message, version: answer.version };
      const gone = new Set([titleKey(message.title), titleKey(was ?? message.title)]);
      this.#change(whose, (messages) => [
        ...messages.filter(({ title }) => !gone.has(titleKey(title))),
        stored,
      ]);
    }
    return answer;
  }

  async remove(whose: Whose, { title, version }: CannedMessage): Promise<CannedRemoved> {
    const request = { action: 'removeCanned', ...named(whose), title, version } as const;
    const answer = await this.#props.wire.ask(request, 'done');
    if (answer.type === 'done') {
      this.#change(whose, (messages) => messages.filter((each) => each.title !== title));
    }
    return answer;
  }

  dispose(): void {
    this.#stop();
    this.#wait?.();
  }

  #stateOf(whose: Whose): Signal<CannedState> {
    const known = this.#states.get(whose) ?? signal<CannedState>({ kind: 'reading' });
    this.#states.set(whose, known);
    return known;
  }

  #change(whose: Whose, change: (messages: readonly CannedMessage[]) => readonly CannedMessage[]): void {
    const state = this.#stateOf(whose);
    if (state.value.kind === 'read') state.value = read(change(state.value.messages));
    // What is being read now may be from before the change.
    if (this.#isReading) this.#readSoon([whose]);
  }

  #follow(frame: ToOperator): void {
    switch (frame.type) {
      case 'welcome':
        // Whatever changed while there was no line was told to nobody here.
        this.#readSoon([undefined, ...frame.operator.departmentIds, ...this.#states.keys()]);
        break;
      case 'you':
        this.#readSoon(frame.operator.departmentIds.filter((id) => !this.#states.has(id)));
        break;
      case 'cannedChanged':
        this.#readSoon([frame.departmentId]);
        break;
      default:
        break;
    }
  }

  #readSoon(whose: readonly Whose[]): void {
    for (const each of whose) this.#due.add(each);
    if (this.#due.size === 0) return;
    this.#wait ??= this.#props.surroundings.after(QUIET_MS, () => {
      this.#wait = undefined;
      void this.#readDue();
    });
  }

  /** One after the other: nothing of this is urgent. */
  async #readDue(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    for (const whose of this.#due) {
      this.#due.delete(whose);
      await this.#readAll(whose);
    }
    this.#isReading = false;
  }

  async #readAll(whose: Whose): Promise<void> {
    const state = this.#stateOf(whose);
    if (state.value.kind === 'failed') state.value = { kind: 'reading' };
    const messages: CannedMessage[] = [];
    let after: string | undefined;
    do {
      const cursor = after === undefined ? {} : { after };
      const request = { action: 'readCanned', ...named(whose), ...cursor } as const;
      const page = await this.#props.wire.ask(request, 'canned');
      if (page.type !== 'canned') {
        // What was read before is better than nothing.
        if (state.value.kind !== 'read') state.value = { kind: 'failed', message: inWords(page) };
        return;
      }
      messages.push(...page.messages);
      after = page.next;
    } while (after !== undefined);
    state.value = read(messages);
  }
}

const named = (whose: Whose): { departmentId?: string } =>
  whose === undefined ? {} : { departmentId: whose };

const read = (messages: readonly CannedMessage[]): CannedState => ({
  kind: 'read',
  messages: messages.toSorted((one, other) => one.title.localeCompare(other.title)),
});

const inWords = (answer: ErrorFrame | Unanswered): string =>
  answer.type === 'error' ? answer.message : 'The canned messages could not be read just now.';
