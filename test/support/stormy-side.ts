// One side of a chat behind a line that is cut again and again: resends, comes back and catches up as clients must.
import { type LoggedEntry, Outbox, catchUp } from './conversation.ts';
import { Refused, type OperatorWire, type PatronWire } from './wire-client.ts';

type Wire = PatronWire | OperatorWire;

/** A new connection that is back in the chat, with the entries after a place. */
export type ComeBack = (
  place: number,
) => Promise<{ wire: Wire; entries: readonly LoggedEntry[]; more: boolean }>;

export class StormySide {
  readonly sent: string[] = [];
  readonly #chatId: string;
  readonly #comeBack: ComeBack;
  readonly #log = new Map<number, LoggedEntry>();
  readonly #outbox = new Outbox();
  #last = 0;
  #wire: Wire | undefined;

  constructor(chatId: string, comeBack: ComeBack) {
    this.#chatId = chatId;
    this.#comeBack = comeBack;
  }

  /** The texts of the messages in the order of their places, as this side has put them together. */
  get texts(): string[] {
    return [...this.#log.values()]
      .sort((a, b) => a.place - b.place)
      .flatMap(({ text }) => (text === undefined ? [] : [text]));
  }

  async #connected(): Promise<Wire> {
    if (this.#wire !== undefined) return this.#wire;
    const { wire, entries, more } = await this.#comeBack(this.#last);
    this.#wire = wire;
    this.#take(entries);
    if (more) this.#take(await catchUp(wire, this.#chatId, this.#last));
    return wire;
  }

  /** Takes entries that follow the last one without a gap; what is before it is known already. */
  #take(entries: readonly LoggedEntry[]): void {
    for (const entry of entries) {
      if (entry.place <= this.#last) continue;
      if (entry.after > this.#last) throw new Error(`a gap: ${this.#last} is followed by ${entry.place}`);
      this.#log.set(entry.place, entry);
      this.#last = entry.place;
    }
  }

  /** Says a message until it is acknowledged, however often the line is cut on the way. */
  async say(text: string, cutAfterMs: () => number | undefined): Promise<void> {
    const name = this.#outbox.next();
    for (;;) {
      const wire = await this.#connected();
      const cut = cutAfterMs();
      const timer = cut === undefined ? undefined : setTimeout(() => void wire.socket.cut(), cut);
      try {
        await wire.place(this.#chatId, name, text);
        this.sent.push(text);
        return;
      } catch (error) {
        if (error instanceof Refused && error.frame.code !== 'busy') throw error;
      } finally {
        clearTimeout(timer);
        this.#loseIfCut(wire);
      }
    }
  }

  #loseIfCut(wire: Wire): void {
    if (wire.socket.closed === undefined) return;
    this.#wire = undefined;
  }

  /** Everything that this side lacks. */
  async catchUp(): Promise<void> {
    this.#take(await catchUp(await this.#connected(), this.#chatId, this.#last));
  }
}
