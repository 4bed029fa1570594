// The settings screen's view-model: the records as they are stored, the one that is open, and what is unsaved.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Request } from '../../connection/wire.ts';
import type { OperatorFrame } from '../../../lambdas/protocol/operator-frames.ts';
import {
  type Department,
  department,
  type Operator,
  operator,
  type Widget,
  widget,
} from '../../../lambdas/protocol/settings.ts';
import type { CatalogueFiles } from '../../widget/texts/catalogue.ts';
import type { Screen, Screens } from '../screen.ts';
import type { StaffWire } from '../session.ts';
import { RecordForm, type SaveAnswer } from './record-form.ts';
import { newDepartment, newWidget, unread } from './new-records.ts';
import { openTexts, type TextsForm, type TextsPlace, textsPlace } from './texts-form.ts';

export interface Stored {
  readonly departments: readonly Department[];
  readonly widgets: readonly Widget[];
  readonly operators: readonly Operator[];
}

export type StoredState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly stored: Stored }
  | { readonly kind: 'failed'; readonly message: string };

/** The record that is open, of whichever kind. `id` is that of the address: "new" for one to be. */
export type OpenForm =
  | { readonly part: 'departments'; readonly id: string; readonly form: RecordForm<Department> }
  | { readonly part: 'widgets'; readonly id: string; readonly form: RecordForm<Widget> }
  | { readonly part: 'texts'; readonly id: string; readonly form: TextsForm }
  | { readonly part: 'operators'; readonly id: string; readonly form: RecordForm<Operator> };

export const NEW = 'new';

export interface SettingsModelProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly screens: Screens;
  readonly say: (sentence: string) => void;
  readonly catalogues: CatalogueFiles;
}

export class SettingsModel {
  /** Where somebody wants to go although something is unsaved. */
  readonly leavingFor = signal<Screen | undefined>(undefined);
  readonly #props: SettingsModelProps;
  readonly #state = signal<StoredState>({ kind: 'reading' });
  readonly #open = signal<OpenForm | undefined>(undefined);
  readonly #unreadTexts = signal<string | undefined>(undefined);

  constructor(props: SettingsModelProps) {
    this.#props = props;
    props.screens.mayLeave = (to) => this.#mayLeave(to);
  }

  get state(): ReadonlySignal<StoredState> {
    return this.#state;
  }

  get open(): ReadonlySignal<OpenForm | undefined> {
    return this.#open;
  }

  get isDirty(): boolean {
    return this.#open.value?.form.isDirty.value ?? false;
  }

  /** Reads everything. A form that is open keeps what is written in it. */
  async read(): Promise<void> {
    const before = this.#state.value;
    const stored = await this.#readAll();
    if (typeof stored !== 'string') this.#state.value = { kind: 'read', stored };
    else if (before.kind !== 'read') this.#state.value = { kind: 'failed', message: stored };
    this.#followScreen();
  }

  /** Shows the record that the address names. */
  show(screen: Screen): void {
    const open = this.#open.value;
    if (screen.at !== 'settings') return;
    if (open?.part === screen.part && open.id === screen.id) return;
    this.#open.value = this.#formFor(screen);
    const place = this.textsPlaceOf(screen);
    if (place !== undefined) void this.#showTexts(place);
  }

  /** Somebody else saved the open record meanwhile: theirs is shown, what was written here goes. */
  async reloadOpen(): Promise<void> {
    const stored = await this.#readAll();
    if (typeof stored === 'string') {
      this.#props.say(stored);
      return;
    }
    batch(() => {
      this.#state.value = { kind: 'read', stored };
      this.#open.value = undefined;
      this.#followScreen();
    });
    this.#props.say('The newer version is shown.');
  }

  async removeWidget({ id, version }: Widget): Promise<string | undefined> {
    const answer = await this.#props.wire.ask({ action: 'removeWidget', widgetId: id, version }, 'saved');
    if (answer.type === 'error') return answer.message;
    if (answer.type === 'unanswered') return 'Not removed: there is no connection at the moment.';
    this.#update((stored) => ({ ...stored, widgets: stored.widgets.filter((each) => each.id !== id) }));
    this.#open.value = undefined;
    this.#props.screens.replace({ at: 'settings', part: 'widgets' });
    this.#props.say('The widget is removed.');
    return undefined;
  }

  /** Goes although something is unsaved: it is dropped. */
  leave(): void {
    const to = this.leavingFor.value;
    this.leavingFor.value = undefined;
    if (to === undefined) return;
    this.#open.value?.form.discard();
    this.#props.screens.go(to);
  }

  /** The department and the language whose texts an address names, if there are such. */
  textsPlaceOf(screen: Screen): TextsPlace | undefined {
    const state = this.#state.value;
    if (state.kind !== 'read' || screen.at !== 'settings' || screen.part !== 'texts') return undefined;
    return textsPlace(screen.id, state.stored.departments, Object.keys(this.#props.catalogues));
  }

  /** Texts are read when they are opened: all departments' would be too many. */
  async #showTexts(place: TextsPlace): Promise<void> {
    const { wire, catalogues, say } = this.#props;
    this.#unreadTexts.value = undefined;
    const form = await openTexts({ place, wire, catalogues, say });
    const current = this.#props.screens.current.value;
    if (this.textsPlaceOf(current)?.id !== place.id) return;
    if (typeof form === 'string') this.#unreadTexts.value = form;
    else this.#open.value = { part: 'texts', id: place.id, form };
  }

  /** Why the texts that the address names could not be read. */
  get unreadTexts(): ReadonlySignal<string | undefined> {
    return this.#unreadTexts;
  }

  dispose(): void {
    this.#props.screens.mayLeave = () => true;
  }

  #mayLeave(to: Screen): boolean {
    if (!this.isDirty) return true;
    this.leavingFor.value = to;
    return false;
  }

  #followScreen(): void {
    if (this.#open.value === undefined) this.show(this.#props.screens.current.value);
  }

  #formFor({ part, id }: Extract<Screen, { at: 'settings' }>): OpenForm | undefined {
    const state = this.#state.value;
    if (state.kind !== 'read' || id === undefined) return undefined;
    const { stored } = state;
    switch (part) {
      case 'departments': {
        const record = id === NEW ? newDepartment : stored.departments.find((each) => each.id === id);
        return record && { part, id, form: this.#departmentForm(record) };
      }
      case 'widgets': {
        const first = stored.departments[0]?.id ?? '';
        const record = id === NEW ? newWidget(first) : stored.widgets.find((each) => each.id === id);
        return record && { part, id, form: this.#widgetForm(record) };
      }
      case 'texts':
        return undefined;
      case 'operators': {
        const record = stored.operators.find((each) => each.id === id);
        return record && { part, id, form: this.#operatorForm(inOrder(record, stored.departments)) };
      }
    }
  }

  #departmentForm(stored: Department): RecordForm<Department> {
    return new RecordForm({
      stored,
      parser: department,
      nameField: stored.version === 0 ? 'id' : 'name',
      labels: { id: 'The short name', name: 'The name' },
      save: (record) => this.#save({ action: 'saveDepartment', department: record }),
      onSaved: (record) => {
        this.#update((all) => ({ ...all, departments: replaced(all.departments, record) }));
        this.#saved({ at: 'settings', part: 'departments', id: record.id });
      },
    });
  }

  #widgetForm(stored: Widget): RecordForm<Widget> {
    return new RecordForm({
      stored,
      parser: widget,
      nameField: 'id',
      labels: {
        id: 'The short name',
        departmentId: 'The department',
        title: 'The title',
        promise: 'The line',
        privacyAddress: 'The privacy page',
      },
      save: (record) => this.#save({ action: 'saveWidget', widget: record }),
      onSaved: (record) => {
        this.#update((all) => ({ ...all, widgets: replaced(all.widgets, record) }));
        this.#saved({ at: 'settings', part: 'widgets', id: record.id });
      },
    });
  }

  #operatorForm(stored: Operator): RecordForm<Operator> {
    return new RecordForm({
      stored,
      parser: operator,
      nameField: 'departmentIds',
      labels: {},
      save: ({ id, departmentIds, version }) =>
        this.#save({ action: 'saveMembership', operatorId: id, departmentIds, version }),
      onSaved: (record) => {
        this.#update((all) => ({ ...all, operators: replaced(all.operators, record) }));
        this.#props.say('Saved.');
      },
    });
  }

  #save(request: Extract<Request<OperatorFrame>, { action: `save${string}` }>): Promise<SaveAnswer> {
    return this.#props.wire.ask(request, 'saved');
  }

  /** A record that was new has an address of its own now. */
  #saved(screen: Extract<Screen, { at: 'settings' }>): void {
    const open = this.#open.value;
    if (open !== undefined && open.id === NEW && screen.id !== undefined) {
      this.#open.value = { ...open, id: screen.id };
      this.#props.screens.replace(screen);
    }
    this.#props.say('Saved.');
  }

  #update(change: (stored: Stored) => Stored): void {
    const state = this.#state.value;
    if (state.kind === 'read') this.#state.value = { kind: 'read', stored: change(state.stored) };
  }

  /** Everything, or why it could not be read. */
  async #readAll(): Promise<Stored | string> {
    const settings = await this.#props.wire.ask({ action: 'readSettings' }, 'settings');
    if (settings.type !== 'settings') return unread(settings);
    const operators: Operator[] = [];
    let after: string | undefined;
    do {
      const cursor = after === undefined ? {} : { after };
      const page = await this.#props.wire.ask({ action: 'readOperators', ...cursor }, 'operators');
      if (page.type !== 'operators') return unread(page);
      operators.push(...page.operators);
      after = page.next;
    } while (after !== undefined);
    const { departments, widgets } = settings;
    return { departments, widgets, operators: operators.toSorted(byName) };
  }
}

/** The departments in one order always, so that choosing one and taking it back leaves nothing unsaved. */
function inOrder(record: Operator, departments: readonly Department[]): Operator {
  const known = departments.map(({ id }) => id).filter((id) => record.departmentIds.includes(id));
  return { ...record, departmentIds: known };
}

const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name);

function replaced<R extends { readonly id: string }>(records: readonly R[], record: R): R[] {
  const isThere = records.some(({ id }) => id === record.id);
  return isThere ? records.map((each) => (each.id === record.id ? record : each)) : [...records, record];
}
