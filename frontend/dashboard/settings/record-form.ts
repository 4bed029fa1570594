// A record that is being changed: what was stored, what is written now, what is wrong with it, and saving it.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import type { Unanswered } from '../../connection/wire.ts';

export type FormState =
  | { readonly kind: 'open' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  /** Somebody else saved the record meanwhile. */
  | { readonly kind: 'changedMeanwhile' }
  | { readonly kind: 'refused'; readonly message: string };

export type SaveAnswer = Extract<ToOperator, { type: 'saved' }> | ErrorFrame | Unanswered;

export interface RecordFormProps<R extends { readonly version: number }> {
  readonly stored: R;
  readonly parser: v.GenericSchema<unknown, R>;
  readonly save: (record: R) => Promise<SaveAnswer>;
  /** The field that a `nameTaken` is about. */
  readonly nameField: string;
  /** What the fields are called, where the parser's message doesn't say it. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onSaved: (record: R) => void;
  /** There is such a record before it is ever stored: version 0 of it is nothing to be made. */
  readonly isAlwaysThere?: boolean;
}

export class RecordForm<R extends { readonly version: number }> {
  readonly state = signal<FormState>({ kind: 'open' });
  /** What is wrong, by the field's path ("settings.transcriptDays"). */
  readonly wrong = signal<Readonly<Record<string, string>>>({});
  readonly isDirty: ReadonlySignal<boolean>;
  readonly #props: RecordFormProps<R>;
  readonly #stored: Signal<R>;
  readonly #draft: Signal<R>;

  constructor(props: RecordFormProps<R>) {
    this.#props = props;
    this.#stored = signal(props.stored);
    this.#draft = signal(props.stored);
    this.isDirty = computed(() => JSON.stringify(this.#draft.value) !== JSON.stringify(this.#stored.value));
  }

  get draft(): ReadonlySignal<R> {
    return this.#draft;
  }

  get stored(): ReadonlySignal<R> {
    return this.#stored;
  }

  get isNew(): boolean {
    return this.#stored.value.version === 0 && this.#props.isAlwaysThere !== true;
  }

  /** Writes to some fields. What was wrong with them counts no longer, until the next saving. */
  change(fields: Partial<R>): void {
    batch(() => {
      this.#draft.value = { ...this.#draft.value, ...fields };
      if (this.state.value.kind !== 'changedMeanwhile') this.state.value = { kind: 'open' };
      const touched = Object.keys(fields);
      const stays = ([path]: [string, string]): boolean => !touched.includes(path.split('.')[0] ?? '');
      this.wrong.value = Object.fromEntries(Object.entries(this.wrong.value).filter(stays));
    });
  }

  /** Back to what is stored. */
  discard(): void {
    this.load(this.#stored.value);
  }

  /** Takes a newer version from the server in place of everything written here. */
  load(record: R): void {
    batch(() => {
      this.#stored.value = record;
      this.#draft.value = record;
      this.wrong.value = {};
      this.state.value = { kind: 'open' };
    });
  }

  /** Stores it, if nothing is wrong. Returns whether it is stored. */
  async save(): Promise<boolean> {
    if (this.state.value.kind === 'saving') return false;
    const parsed = v.safeParse(this.#props.parser, this.#draft.value);
    if (!parsed.success) {
      this.wrong.value = this.#problems(parsed.issues);
      this.state.value = { kind: 'open' };
      return false;
    }
    this.state.value = { kind: 'saving' };
    const answer = await this.#props.save(parsed.output);
    if (answer.type !== 'saved') {
      this.#refuse(answer);
      return false;
    }
    const stored = { ...parsed.output, version: answer.version };
    this.load(stored);
    this.state.value = { kind: 'saved' };
    this.#props.onSaved(stored);
    return true;
  }

  #refuse(answer: ErrorFrame | Unanswered): void {
    if (answer.type === 'unanswered') {
      const message = 'Not saved: there is no connection at the moment. Please try again.';
      this.state.value = { kind: 'refused', message };
    } else if (answer.code === 'changedMeanwhile') this.state.value = { kind: 'changedMeanwhile' };
    else if (answer.code === 'nameTaken') {
      this.wrong.value = { [this.#props.nameField]: answer.message };
      this.state.value = { kind: 'open' };
    } else this.state.value = { kind: 'refused', message: `Not saved. ${answer.message}` };
  }

  #problems(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
    const problems: Record<string, string> = {};
    for (const issue of issues) {
      const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
      const label = this.#props.labels[path];
      problems[path] ??= label === undefined ? `${issue.message}.` : `${label} ${issue.message}.`;
    }
    return problems;
  }
}
