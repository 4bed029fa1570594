// The view-model of the screen of canned messages: the one that is open, what is unsaved, what was just removed.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { type CannedMessage, cannedMessage, titleKey } from '../../../lambdas/protocol/canned-frames.ts';
import type { Screen, Screens } from '../screen.ts';
import { RecordForm } from '../settings/record-form.ts';
import type { CannedMessages, Whose } from './canned-messages.ts';

type CannedScreen = Extract<Screen, { at: 'canned' }>;

export interface OpenCanned {
  readonly whose: Whose;
  /** As in the address: absent for one to be. */
  readonly title: string | undefined;
  readonly form: RecordForm<CannedMessage>;
}

export interface RemovedCanned {
  readonly whose: Whose;
  readonly message: CannedMessage;
}

export interface CannedModelProps {
  readonly canned: Pick<CannedMessages, 'messagesOf' | 'read' | 'save' | 'remove'>;
  readonly screens: Screens;
  readonly say: (sentence: string) => void;
}

const EMPTY: CannedMessage = { title: '', text: '', version: 0 };

export class CannedModel {
  /** Where somebody wants to go although something is unsaved. */
  readonly leavingFor = signal<Screen | undefined>(undefined);
  /** What did not work, in words. */
  readonly problem = signal<string | undefined>(undefined);
  readonly #props: CannedModelProps;
  readonly #open = signal<OpenCanned | undefined>(undefined);
  readonly #removed = signal<RemovedCanned | undefined>(undefined);
  #toCopy: CannedMessage | undefined;

  constructor(props: CannedModelProps) {
    this.#props = props;
    props.screens.mayLeave = (to) => this.#mayLeave(to);
  }

  get open(): ReadonlySignal<OpenCanned | undefined> {
    return this.#open;
  }

  /** What can be put back. */
  get removed(): ReadonlySignal<RemovedCanned | undefined> {
    return this.#removed;
  }

  get isDirty(): boolean {
    return this.#open.value?.form.isDirty.value ?? false;
  }

  /** Shows the message that the address names, once it is read. */
  show({ departmentId: whose, open }: CannedScreen): void {
    const shown = this.#open.peek();
    const title = open === 'new' ? undefined : open?.title;
    if (open === undefined) {
      this.#open.value = undefined;
      return;
    }
    if (shown !== undefined && shown.whose === whose && shown.title === title) {
      this.#followNewer(shown);
      return;
    }
    if (open === 'new') {
      const copied = this.#toCopy;
      this.#toCopy = undefined;
      this.#openForm(whose, undefined, EMPTY);
      if (copied) this.#open.value?.form.change({ title: copied.title, text: copied.text });
      return;
    }
    const message = this.#find(whose, open.title);
    if (message) this.#openForm(whose, open.title, message);
    else this.#open.value = undefined;
  }

  /** Of the message that the address names, if it is read. */
  versionOf({ departmentId, open }: CannedScreen): number | undefined {
    return typeof open === 'object' ? this.#find(departmentId, open.title)?.version : undefined;
  }

  /** Somebody else changed the open message meanwhile: theirs is shown, what was written here goes. */
  async reloadOpen(): Promise<void> {
    const open = this.#open.value;
    if (open?.title === undefined) return;
    await this.#props.canned.read(open.whose);
    const message = this.#find(open.whose, open.title);
    if (message) this.#openForm(open.whose, message.title, message);
    else this.#open.value = undefined;
    this.#props.say(message ? 'The newer version is shown.' : 'This message is gone.');
  }

  /** Begins a message of one's own with what stands in another. */
  copyToOwn(message: CannedMessage): void {
    this.#toCopy = message;
    this.#props.screens.go({ at: 'canned', open: 'new' });
  }

  async remove(whose: Whose, message: CannedMessage): Promise<boolean> {
    const { canned, screens, say } = this.#props;
    this.problem.value = undefined;
    const answer = await canned.remove(whose, message);
    if (answer.type !== 'done') {
      this.#fail('Not removed', answer);
      return false;
    }
    batch(() => {
      this.#open.value = undefined;
      this.#removed.value = { whose, message };
    });
    screens.replace(listOf(whose));
    say(`“${message.title}” is removed.`);
    return true;
  }

  /** Puts back what was removed. */
  async undo(): Promise<void> {
    const removed = this.#removed.value;
    if (removed === undefined) return;
    const { whose, message } = removed;
    const answer = await this.#props.canned.save(whose, { ...message, version: 0 });
    if (answer.type !== 'saved') {
      this.#fail('Not put back', answer);
      return;
    }
    this.#removed.value = undefined;
    this.#props.say(`“${message.title}” is back.`);
    this.#props.screens.go({ ...listOf(whose), open: { title: message.title } });
  }

  /** Goes although something is unsaved: it is dropped. */
  leave(): void {
    const to = this.leavingFor.value;
    this.leavingFor.value = undefined;
    if (to === undefined) return;
    this.#open.value = undefined;
    this.#props.screens.go(to);
  }

  dispose(): void {
    this.#props.screens.mayLeave = () => true;
  }

  /** Where nothing is unsaved, the newest is shown. */
  #followNewer({ whose, title, form }: OpenCanned): void {
    if (title === undefined || form.isDirty.value) return;
    const newest = this.#find(whose, title);
    if (newest === undefined) this.#open.value = undefined;
    else if (newest.version > form.stored.value.version) form.load(newest);
  }

  #find(whose: Whose, title: string): CannedMessage | undefined {
    return this.#props.canned
      .messagesOf(whose)
      .find((message) => titleKey(message.title) === titleKey(title));
  }

  #openForm(whose: Whose, title: string | undefined, stored: CannedMessage): void {
    let was = title;
    const form = new RecordForm<CannedMessage>({
      stored,
      parser: cannedMessage,
      nameField: 'title',
      labels: { title: 'The title', text: 'The text' },
      save: (message) => this.#props.canned.save(whose, message, was),
      onSaved: (message) => {
        was = message.title;
        if (this.#open.value?.form === form) {
          this.#open.value = { whose, title: was, form };
          this.#props.screens.replace({ ...listOf(whose), open: { title: was } });
        }
        this.#props.say('Saved.');
      },
    });
    this.#open.value = { whose, title, form };
  }

  #fail(what: string, answer: { type: 'error'; message: string } | { type: 'unanswered' }): void {
    const why = answer.type === 'error' ? answer.message : 'There is no connection at the moment.';
    this.problem.value = `${what}. ${why}`;
  }

  #mayLeave(to: Screen): boolean {
    if (!this.isDirty) return true;
    this.leavingFor.value = to;
    return false;
  }
}

export const listOf = (whose: Whose): CannedScreen =>
  whose === undefined ? { at: 'canned' } : { at: 'canned', departmentId: whose };
