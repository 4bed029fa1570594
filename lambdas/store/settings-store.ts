// Departments, widgets and operators' records, each with a version so that nobody overwrites unseen.
import * as v from 'valibot';
import type { Department, Operator, Widget } from '../protocol/settings.ts';
import { department, operator, widget } from '../protocol/settings.ts';
import { type DepartmentTexts, departmentTexts, isOwnText } from '../protocol/widget-texts.ts';
import { keys, TABLE_KEYS } from './table.ts';
import type { Condition, Item, TableClient, Written } from './table-client.ts';

export interface Settings {
  readonly departments: readonly Department[];
  readonly widgets: readonly Widget[];
}

/** Operators in one page of the list. */
const OPERATORS_PAGE = 50;

/** Stored only over the version that was read; version 0 is a record that isn't there yet. */
export function overVersion(version: number): Condition {
  return version === 0
    ? { expression: 'attribute_not_exists(pk)' }
    : { expression: '#v = :v', names: { '#v': 'version' }, values: { ':v': version } };
}

export class SettingsStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Every department and widget, by name and id. */
  async read(): Promise<Settings> {
    const items = await this.#table.partition(keys.configPartition);
    const of = (kind: string): Item[] =>
      items.filter((item) => String(item[TABLE_KEYS.sort]).startsWith(kind));
    const departments = of('department#').map((item) => v.parse(department, item));
    const widgets = of('widget#').map((item) => v.parse(widget, item));
    return { departments: departments.sort((a, b) => a.name.localeCompare(b.name)), widgets };
  }

  /** Each `save` stores the record as one version newer; `lost`: somebody else was quicker. */
  async saveDepartment(record: Department): Promise<Written> {
    return this.#save(keys.department(record.id), record);
  }

  async saveWidget(record: Widget): Promise<Written> {
    return this.#save(keys.widget(record.id), record);
  }

  async removeWidget(id: string, version: number): Promise<Written> {
    return this.#table.transact([{ delete: keys.widget(id), condition: overVersion(version) }]);
  }

  async readOperator(id: string): Promise<Operator | undefined> {
    const item = await this.#table.get(keys.operator(id));
    return item && v.parse(operator, item);
  }

  async saveOperator(record: Operator): Promise<Written> {
    return this.#save(keys.operator(record.id), record);
  }

  /** A department's own texts in a language, if it ever had any. */
  async readTexts(departmentId: string, language: string): Promise<DepartmentTexts | undefined> {
    const item = await this.#table.get(keys.departmentTexts(departmentId, language));
    return item && v.parse(departmentTexts, { ...item, texts: stillOwn(item['texts']) });
  }

  async saveTexts(record: DepartmentTexts): Promise<Written> {
    return this.#save(keys.departmentTexts(record.departmentId, record.language), record);
  }

  /** Everybody who ever signed in, by id; `next` is absent on the last page. */
  async operators(after?: string): Promise<{ operators: Operator[]; next?: string }> {
    const page = await this.#table.query({
      condition: after === undefined ? '#pk = :pk' : '#pk = :pk AND #sk > :after',
      names: { '#pk': 'pk', ...(after !== undefined && { '#sk': 'sk' }) },
      values: { ':pk': keys.operatorPartition, ...(after !== undefined && { ':after': after }) },
      forward: true,
      limit: OPERATORS_PAGE,
    });
    const operators = page.items.map((item) => v.parse(operator, item));
    const last = operators.at(-1);
    return page.next && last ? { operators, next: last.id } : { operators };
  }

  async #save(key: { pk: string; sk: string }, record: { readonly version: number }): Promise<Written> {
    const item = { ...key, ...record, version: record.version + 1 };
    return this.#table.put(item, overVersion(record.version));
  }
}

/** A later release may have given up a text, or put something into it: what was stored for it is passed over. */
function stillOwn(texts: unknown): Record<string, string> {
  const stored = Object.entries(v.parse(v.record(v.string(), v.string()), texts));
  return Object.fromEntries(stored.filter(([id, text]) => isOwnText(id, text)));
}
