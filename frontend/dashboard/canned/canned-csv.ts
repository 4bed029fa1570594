// Canned messages as a CSV file, and what a CSV file would add and change.
import Papa from 'papaparse';
import * as v from 'valibot';
import { type CannedMessage, cannedMessage, titleKey } from '../../../lambdas/protocol/canned-frames.ts';

const COLUMNS = ['Title', 'Text'] as const;

/** A spreadsheet takes a cell that begins so for a formula; one that an apostrophe already protects gets another. */
const FORMULA = /^'*[=+\-@\t\r\n]/u;
const PROTECTED = /^'+[=+\-@\t\r\n]/u;

/** With a mark at the start, by which spreadsheets know that it is UTF-8. */
export function toCsv(messages: readonly CannedMessage[]): string {
  const rows = messages.map(({ title, text }) => [title, text]);
  return `\uFEFF${Papa.unparse({ fields: [...COLUMNS], data: rows }, { escapeFormulae: FORMULA })}\r\n`;
}

/** A file's text: spreadsheets that don't write UTF-8 write the western code page. */
export function decodedCsv(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export interface ChangedMessage {
  readonly message: CannedMessage;
  /** Its title until now. */
  readonly was: string;
}

export interface ImportPlan {
  readonly added: readonly CannedMessage[];
  readonly changed: readonly ChangedMessage[];
  /** Messages of the file that are there already, word for word. */
  readonly same: number;
  /** Rows of the file, as a spreadsheet counts them, and why they can't be taken. */
  readonly wrong: readonly { readonly row: number; readonly why: string }[];
}

interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly title: number;
  readonly text: number;
}

/** The plan, or why the file can't be read. A message is known by its title, so a file may come twice. */
export function importPlan(csv: string, stored: readonly CannedMessage[], room: number): ImportPlan | string {
  const table = tableOf(csv.replace(/^\uFEFF/u, ''));
  if (typeof table === 'string') return table;
  const known = new Map(stored.map((message) => [titleKey(message.title), message]));
  const rowOf = new Map<string, number>();
  const plan = { added: [], changed: [], wrong: [] } as {
    added: CannedMessage[];
    changed: ChangedMessage[];
    wrong: { row: number; why: string }[];
  };
  let same = 0;
  for (const [index, cells] of table.rows.entries()) {
    const row = index + 1;
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    const message = messageOf(cells, table);
    if (typeof message === 'string') {
      plan.wrong.push({ row, why: message });
      continue;
    }
    const key = titleKey(message.title);
    const before = known.get(key);
    const first = rowOf.get(key);
    rowOf.set(key, first ?? row);
    if (first !== undefined) plan.wrong.push({ row, why: `It has the title of row ${first}.` });
    else if (before?.title === message.title && before.text === message.text) same += 1;
    else if (before)
      plan.changed.push({ message: { ...message, version: before.version }, was: before.title });
    else if (known.size + plan.added.length >= room)
      plan.wrong.push({ row, why: `There is room for ${room} messages.` });
    else plan.added.push(message);
  }
  return { ...plan, same };
}

function tableOf(csv: string): Table | string {
  for (const delimiter of [',', ';', '\t']) {
    const { data, errors } = Papa.parse<string[]>(csv, { delimiter });
    const names = (data[0] ?? []).map((name) => name.trim().toLowerCase());
    const [title, text] = [names.indexOf('title'), names.indexOf('text')];
    if (title === -1 || text === -1) continue;
    const broken = errors.find(({ type }) => type === 'Quotes');
    if (broken) return `The quotation marks of row ${(broken.row ?? 0) + 1} don’t close. Nothing was read.`;
    return { rows: data, title, text };
  }
  return 'The first row must name the columns Title and Text.';
}

function messageOf(cells: readonly string[], { title, text }: Table): CannedMessage | string {
  const cell = (at: number): string => {
    const content = (cells[at] ?? '').replace(/\r\n?/gu, '\n');
    return PROTECTED.test(content) ? content.slice(1) : content;
  };
  const parsed = v.safeParse(cannedMessage, { title: cell(title), text: cell(text), version: 0 });
  if (parsed.success) return parsed.output;
  const [{ message, path }] = parsed.issues;
  return `The ${String(path?.[0].key)} ${message}.`;
}
