// One room as its reader has it: the newest of its log, what they read back to, and the own messages on their way.
import { type ReadonlySignal, signal } from '@preact/signals';
import { ChatThread } from '../../connection/chat-thread.ts';
import type { Cancel } from '../../connection/emitter.ts';
import type { OutboxState, PendingMessage } from '../../connection/outbox.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { RoomEntryView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { Operator } from '../../../lambdas/protocol/settings.ts';
import type { RefusedMessages } from '../desk/log-line.tsx';
import type { StaffWire } from '../session.ts';

/** A room that could not be read is asked for again after this long (ms). */
export const READ_AGAIN_MS = 3_000;

export interface RoomThreadProps {
  readonly roomId: string;
  readonly wire: Pick<StaffWire, 'ask' | 'tell'>;
  readonly surroundings: Pick<Surroundings, 'after' | 'now'>;
  readonly me: () => Pick<Operator, 'id' | 'name'>;
  readonly outbox: OutboxState;
  readonly keepOutbox: (state: OutboxState) => void;
  /** After entries were added. */
  readonly onEntries: () => void;
}

export class RoomThread implements RefusedMessages {
  readonly #props: RoomThreadProps;
  readonly #thread: ChatThread<RoomEntryView>;
  readonly #entries = signal<readonly RoomEntryView[]>([]);
  readonly #pending = signal<readonly PendingMessage[]>([]);
  readonly #loaded = signal(false);
  readonly #hasEarlier = signal(false);
  readonly #refusal = signal<string | undefined>(undefined);
  #earlier: readonly RoomEntryView[] = [];
  #isReadingBack = false;
  #again: Cancel = () => {};

  constructor(props: RoomThreadProps) {
    const { roomId, wire, surroundings, me } = props;
    this.#props = props;
    this.#thread = new ChatThread<RoomEntryView>({
      outbox: props.outbox,
      keepOutbox: props.keepOutbox,
      transmit: ({ name, text }) => wire.tell({ action: 'say', roomId, name, text }),
      catchUp: () => void this.#catchUp(),
      ownEntry: (message) => ({ ...message, by: { id: me().id, name: me().name } }),
      nameOf: ({ name, by }) => (by.id === me().id ? name : undefined),
      after: surroundings.after,
      now: surroundings.now,
    });
    this.#pending.value = this.#thread.pending;
    this.#thread.changes.listen(() => this.#draw());
    this.#thread.additions.listen(() => {
      this.#draw();
      props.onEntries();
    });
  }

  get entries(): ReadonlySignal<readonly RoomEntryView[]> {
    return this.#entries;
  }

  get pending(): ReadonlySignal<readonly PendingMessage[]> {
    return this.#pending;
  }

  /** Whether the newest of the room has been read. */
  get loaded(): ReadonlySignal<boolean> {
    return this.#loaded;
  }

  get hasEarlier(): ReadonlySignal<boolean> {
    return this.#hasEarlier;
  }

  /** Why the room can't be read. */
  get refusal(): ReadonlySignal<string | undefined> {
    return this.#refusal;
  }

  get last(): number {
    return this.#thread.last;
  }

  /** On a connection: the newest, or what was missed; then what waits leaves. */
  async attach(): Promise<void> {
    this.#again();
    const page = await this.#readOn();
    if (page === undefined) return;
    this.#refusal.value = undefined;
    this.#loaded.value = true;
    this.#thread.attach(page.entries, page.more);
    this.#props.onEntries();
  }

  /** The connection is gone. */
  detach(): void {
    this.#again();
    this.#thread.detach();
  }

  read(frame: Extract<ToOperator, { type: 'roomEntry' | 'said' | 'error' }>): void {
    if (frame.type === 'roomEntry') this.#thread.read({ type: 'entry', entry: frame.entry });
    else if (frame.type === 'said') this.#thread.read({ ...frame, type: 'sent' });
    else this.#thread.readError(frame);
  }

  say(text: string): void {
    this.#thread.say(text);
  }

  tryAgain(id: string): void {
    this.#thread.tryAgain(id);
  }

  discard(id: string): void {
    this.#thread.discard(id);
  }

  /** Reads a page of what was said before; `show` is given the change that draws it. */
  async readBack(show: (draw: () => void) => void): Promise<void> {
    const [first] = this.#entries.value;
    if (first === undefined || this.#isReadingBack) return;
    this.#isReadingBack = true;
    const { wire, roomId } = this.#props;
    const answer = await wire.ask({ action: 'readRoom', roomId, before: first.place }, 'roomEntries');
    this.#isReadingBack = false;
    if (answer.type !== 'roomEntries') return;
    this.#earlier = [...answer.entries, ...this.#earlier];
    show(() => {
      this.#hasEarlier.value = answer.more;
      this.#draw();
    });
  }

  async #catchUp(): Promise<void> {
    const page = await this.#readOn();
    if (page !== undefined) this.#thread.read({ type: 'entries', ...page });
  }

  /** What comes after the last entry here; where there is none yet, the newest of the room. */
  async #readOn(): Promise<{ entries: readonly RoomEntryView[]; more: boolean } | undefined> {
    const { wire, roomId } = this.#props;
    const { last } = this;
    const from = last === 0 ? {} : { after: last };
    const answer = await wire.ask({ action: 'readRoom', roomId, ...from }, 'roomEntries');
    if (answer.type === 'roomEntries') {
      if (last > 0) return answer;
      // The first entry of the newest page follows nothing: beside others it would hide what lies between.
      if (this.last > 0) return this.#readOn();
      this.#hasEarlier.value = answer.more;
      return { entries: answer.entries, more: false };
    }
    if (answer.type === 'error' && answer.code !== 'busy' && answer.code !== 'serverError') {
      this.#refusal.value = answer.message;
    } else if (answer.type === 'error' || answer.why === 'silent') {
      this.#again = this.#props.surroundings.after(READ_AGAIN_MS, () => void this.attach());
    }
    return undefined;
  }

  #draw(): void {
    this.#entries.value = [...this.#earlier, ...this.#thread.entries];
    this.#pending.value = this.#thread.pending;
  }
}
