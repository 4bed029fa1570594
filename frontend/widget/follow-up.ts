// A question that is left for an answer by email: the form and its faults, and the way to the library.
import { type EmailFault, emailFault } from '../../lambdas/protocol/email-address.ts';
import type { LeaveFollowUp } from '../../lambdas/protocol/follow-up-frames.ts';
import type { ErrorFrame, RefusalCode } from '../../lambdas/protocol/refusal.ts';
import type { FollowUpForm, LeftFollowUp, WidgetMemory } from './kept-chat.ts';
import type { PatronChat } from './patron-chat.ts';
import { Store } from './store.ts';

/** What keeps a form from being sent. */
export type FollowUpFault =
  | { readonly field: 'question' }
  | { readonly field: 'email'; readonly is: EmailFault }
  /** The library said no. */
  | { readonly field: undefined; readonly code: RefusalCode; readonly retryAt: number | undefined };

export type FollowUpStep =
  | { readonly kind: 'writing'; readonly fault: FollowUpFault | undefined }
  | { readonly kind: 'sending' }
  /** On this device, until there is a connection. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'left'; readonly number: number; readonly email: string };

export interface FollowUpState {
  readonly form: FollowUpForm;
  readonly step: FollowUpStep;
  /** Counts the tries to send a form that has a fault: the focus belongs to it. */
  readonly faults: number;
}

export interface FollowUpProps {
  readonly chat: Pick<PatronChat, 'ask' | 'state' | 'store' | 'page' | 'isWanted'>;
  readonly memory: Pick<WidgetMemory, 'draft' | 'chat' | 'endedChat' | 'followUp' | 'unsent'>;
  readonly about: { readonly widgetId: string; readonly language: string };
  /** What the patron sees at this moment. */
  readonly from: () => LeaveFollowUp['from'];
  readonly newId: () => string;
}

const WRITING: FollowUpStep = { kind: 'writing', fault: undefined };
/** Said by a server that may take it a moment later. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['busy', 'serverError', 'changedMeanwhile']);

export class FollowUp {
  readonly store: Store<FollowUpState>;
  readonly #props: FollowUpProps;
  readonly #underWay = new Set<string>();

  constructor(props: FollowUpProps) {
    this.#props = props;
    const { memory, chat } = props;
    const form = memory.followUp.get() ?? this.#emptyForm();
    const isKept = this.#unsent.some(({ followUpId }) => followUpId === form.followUpId);
    this.store = new Store<FollowUpState>({ form, step: isKept ? { kind: 'kept' } : WRITING, faults: 0 });
    this.#sendUnsent();
    let before = chat.state.connection.kind;
    chat.store.listen(({ connection: { kind } }) => {
      if (kind === 'open' && before !== 'open') this.#sendUnsent();
      before = kind;
    });
  }

  /** The patron wants the form. */
  open(): void {
    this.takeOver();
    this.#set({ isOpen: true });
  }

  /** Fills an empty form with what was written elsewhere: the question of the chat, or that of the chat's own form. */
  takeOver(): void {
    const { form, step } = this.store.state;
    if (step.kind !== 'writing' || form.question.trim() !== '') return;
    const { chat, memory } = this.#props;
    const draft = memory.draft.get();
    const [first] = [...chat.state.entries, ...chat.state.pending];
    const asked = first !== undefined && 'text' in first ? first.text : '';
    const question = [asked, draft?.text ?? ''].filter((text) => text.trim() !== '').join('\n\n');
    this.#set({ question, name: form.name || (draft?.name ?? '') });
  }

  change(change: Partial<Pick<FollowUpForm, 'question' | 'email' | 'name'>>): void {
    this.#set({ ...change, isOpen: true });
    const { step } = this.store.state;
    if (step.kind === 'writing' && step.fault) this.store.set({ step: this.#corrected(step.fault) });
  }

  /** Back to the chat; without one the question goes along to its form. */
  close(): void {
    const { form, step } = this.store.state;
    const isWriting = step.kind === 'writing';
    if (isWriting && this.#props.chat.state.stage.kind === 'asking') {
      this.#props.memory.draft.set({ text: form.question, name: form.name });
      this.#set({ isOpen: false, question: '' });
    } else if (isWriting || step.kind === 'sending') this.#set({ isOpen: false });
    else this.#begin({ isOpen: false });
  }

  another(): void {
    this.#begin({ isOpen: true });
  }

  /** `website`: of the field that people don't see. */
  submit(website = ''): void {
    const { form, step } = this.store.state;
    if (step.kind !== 'writing') return;
    const fault = faultIn(form);
    if (fault !== undefined) {
      this.#refuse(fault);
      return;
    }
    const { memory, chat } = this.#props;
    const followUp = this.#written(form, website);
    this.#set({ isOpen: true });
    // In a chat the field's text is still to be said there.
    if (chat.state.stage.kind === 'asking') memory.draft.remove();
    // Kept before it is sent: whatever happens from here on, the library gets it.
    this.#keep(followUp);
    this.store.set({ step: { kind: 'sending' } });
    void this.#send(followUp);
  }

  #written({ followUpId, question, email, name }: FollowUpForm, website: string): LeftFollowUp {
    const { about, from, chat, memory } = this.#props;
    const kept = memory.chat.get() ?? memory.endedChat.get();
    const hasChat = kept?.isStarted === true && chat.state.stage.kind !== 'asking';
    return {
      followUpId,
      ...about,
      from: from(),
      question: question.trim(),
      email: email.trim(),
      ...(name.trim() && { patronName: name.trim() }),
      ...(chat.page && { page: chat.page }),
      ...(hasChat && { chat: { chatId: kept.chatId, token: kept.token } }),
      ...(website && { website }),
    };
  }

  #sendUnsent(): void {
    for (const followUp of this.#unsent) void this.#send(followUp);
    this.#props.chat.isWanted = this.#unsent.length > 0;
  }

  async #send(followUp: LeftFollowUp): Promise<void> {
    const { followUpId } = followUp;
    const { chat } = this.#props;
    if (this.#underWay.has(followUpId)) return;
    this.#underWay.add(followUpId);
    chat.isWanted = true;
    const answer = await chat.ask({ action: 'leaveFollowUp', ...followUp }, 'followUpLeft');
    this.#underWay.delete(followUpId);
    const isShown = followUpId === this.store.state.form.followUpId;
    if (answer.type === 'unanswered') {
      if (isShown) this.store.set({ step: { kind: 'kept' } });
      // A connection that opened meanwhile has found it under way.
      if (answer.why === 'silent' && chat.state.connection.kind === 'open') void this.#send(followUp);
      return;
    }
    this.#drop(followUp);
    chat.isWanted = this.#unsent.length > 0;
    if (answer.type === 'followUpLeft') {
      const { number, email } = answer;
      if (isShown) this.store.set({ step: { kind: 'left', number, email } });
    } else if (isShown) this.#refuse(refusalFault(answer));
    else if (PASSING.has(answer.code)) this.#keep(followUp);
    else this.#giveBack(followUp, answer);
  }

  /** One of another page that the library won't have: its writer may still be here. */
  #giveBack({ followUpId, question, email, patronName = '' }: LeftFollowUp, refusal: ErrorFrame): void {
    const { form, step } = this.store.state;
    if (step.kind !== 'writing' || form.question.trim() !== '') return;
    this.#set({ followUpId, question, email, name: patronName, isOpen: true });
    this.#refuse(refusalFault(refusal));
  }

  #refuse(fault: FollowUpFault): void {
    this.store.set({ step: { kind: 'writing', fault }, faults: this.store.state.faults + 1 });
  }

  /** A fault goes away while it is corrected; no other comes up before the form is sent again. */
  #corrected(fault: FollowUpFault): FollowUpStep {
    const now = faultIn(this.store.state.form);
    const isSame = now !== undefined && now.field === fault.field;
    return { kind: 'writing', fault: isSame ? now : undefined };
  }

  get #unsent(): readonly LeftFollowUp[] {
    return this.#props.memory.unsent.get() ?? [];
  }

  #keep(followUp: LeftFollowUp): void {
    this.#drop(followUp);
    this.#props.memory.unsent.set([...this.#unsent, followUp]);
  }

  /** The library has it, or won't have it. */
  #drop({ followUpId }: LeftFollowUp): void {
    const others = this.#unsent.filter((each) => each.followUpId !== followUpId);
    if (others.length > 0) this.#props.memory.unsent.set(others);
    else this.#props.memory.unsent.remove();
  }

  #begin(change: Partial<FollowUpForm>): void {
    const { email, name } = this.store.state.form;
    this.store.set({ step: WRITING });
    this.#set({ ...this.#emptyForm(), email, name, ...change });
  }

  #emptyForm(): FollowUpForm {
    return { followUpId: this.#props.newId(), isOpen: false, question: '', email: '', name: '' };
  }

  #set(change: Partial<FollowUpForm>): void {
    const form = { ...this.store.state.form, ...change };
    this.store.set({ form });
    this.#props.memory.followUp.set(form);
  }
}

const refusalFault = ({ code, retryAt }: ErrorFrame): FollowUpFault => ({ field: undefined, code, retryAt });

function faultIn({ question, email }: FollowUpForm): FollowUpFault | undefined {
  if (question.trim() === '') return { field: 'question' };
  const is = emailFault(email.trim());
  return is && { field: 'email', is };
}
