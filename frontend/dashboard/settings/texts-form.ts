// The library's own texts of one department in one language as they are changed, beside Carrel's own wording.
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import {
  type DepartmentTexts,
  departmentTexts,
  type Placeholder,
  placeholdersOf,
} from '../../../lambdas/protocol/widget-texts.ts';
import {
  type Catalogue,
  type CatalogueFiles,
  laterWords,
  openingCatalogue,
} from '../../widget/texts/catalogue.ts';
import type { StaffWire } from '../session.ts';
import { unread } from './new-records.ts';
import { RecordForm } from './record-form.ts';

/** Where texts are: `id` is that of the address, "reference:es". */
export interface TextsPlace {
  readonly id: string;
  readonly department: Department;
  readonly language: string;
}

export const textsId = (departmentId: string, language: string): string => `${departmentId}:${language}`;

export function textsPlace(
  id: string | undefined,
  departments: readonly Department[],
  languages: readonly string[],
): TextsPlace | undefined {
  const [departmentId, language = ''] = id?.split(':') ?? [];
  const department = departments.find((each) => each.id === departmentId);
  if (id === undefined || department === undefined || !languages.includes(language)) return undefined;
  return { id, department, language };
}

/** A text as the list shows it. */
export interface TextLine {
  /** The key, or the key and the plural form. */
  readonly id: string;
  /** What the text is for, in words. */
  readonly label: string;
  /** Carrel's own wording. */
  readonly carrels: string;
  readonly placeholders: readonly Placeholder[];
}

export interface TextsForm {
  readonly record: RecordForm<DepartmentTexts>;
  readonly place: TextsPlace;
  readonly direction: Catalogue['direction'];
  readonly lines: readonly TextLine[];
  readonly isDirty: RecordForm<DepartmentTexts>['isDirty'];
  readonly discard: () => void;
}

export interface OpenTextsProps {
  readonly place: TextsPlace;
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly catalogues: CatalogueFiles;
  readonly say: (sentence: string) => void;
}

type WholeCatalogue = Pick<Catalogue, 'direction' | 'texts'>;

async function wholeCatalogue(files: CatalogueFiles, language: string): Promise<WholeCatalogue> {
  const [{ direction, texts }, later] = await Promise.all([
    openingCatalogue(files, language),
    laterWords(files, language),
  ]);
  return { direction, texts: { ...texts, ...later } };
}

/** The form, or why there is none. */
export async function openTexts({
  place,
  wire,
  catalogues,
  say,
}: OpenTextsProps): Promise<TextsForm | string> {
  const request = {
    action: 'readTexts',
    departmentId: place.department.id,
    language: place.language,
  } as const;
  const answers:
    | readonly [Extract<ToOperator, { type: 'texts' }> | Parameters<typeof unread>[0], WholeCatalogue]
    | undefined = await Promise.all([
    wire.ask(request, 'texts'),
    wholeCatalogue(catalogues, place.language),
  ]).catch(() => undefined);
  if (answers === undefined) return 'Carrel’s own texts could not be fetched just now.';
  const [answer, catalogue] = answers;
  if (answer.type !== 'texts') return unread(answer);
  const record = new RecordForm({
    stored: answer.texts,
    parser: departmentTexts,
    nameField: 'texts',
    labels: {},
    isAlwaysThere: true,
    save: (texts) => wire.ask({ action: 'saveTexts', texts }, 'saved'),
    onSaved: () => say('Saved.'),
  });
  const { isDirty } = record;
  const { direction } = catalogue;
  return { record, place, direction, lines: linesOf(catalogue), isDirty, discard: () => record.discard() };
}

/** Each text, and each plural form of those that count, in the catalogue's order. */
function linesOf({ texts }: WholeCatalogue): TextLine[] {
  return Object.entries(texts).flatMap(([key, words]) => {
    const label = inWords(key);
    if (typeof words === 'string') return [lineOf(key, label, words)];
    return Object.entries(words).map(([form, text]) => lineOf(`${key}.${form}`, `${label} (${form})`, text));
  });
}

const lineOf = (id: string, label: string, carrels: string): TextLine => ({
  id,
  label,
  carrels,
  placeholders: placeholdersOf(id) ?? [],
});

/** "endWarning" gives "End warning". */
function inWords(key: string): string {
  const words = key.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Which lines have all the words that are looked for, and are changed where only those are wanted. */
export function linesFound(
  lines: readonly TextLine[],
  own: DepartmentTexts['texts'],
  wanted: { readonly words: string; readonly onlyChanged: boolean },
): readonly TextLine[] {
  const words = wanted.words.toLowerCase().split(/\s+/u).filter(Boolean);
  return lines.filter(({ id, label, carrels }) => {
    const all = `${label} ${carrels} ${own[id] ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word)) && (!wanted.onlyChanged || own[id] !== undefined);
  });
}

/** A number that the language says in that form. */
function exampleFor(language: string, form = 'other'): number {
  const rules = new Intl.PluralRules(language);
  return [12, 3, 2, 1, 0, 100].find((number) => rules.select(number) === form) ?? 12;
}

/** With believable values in the places of what is put in, in the language that it is read in. */
export function previewOf(text: string, language: string, form?: string): string {
  const numbers = new Intl.NumberFormat(language);
  const examples: Readonly<Record<Placeholder, string>> = {
    count: numbers.format(exampleFor(language, form)),
    name: 'Dana Whitfield',
    other: 'Ken Ito',
    names: new Intl.ListFormat(language).format(['Dana Whitfield', 'Ken Ito']),
    address: 'rosa@example.org',
    time: new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(
      new Date(2025, 2, 3, 14, 25),
    ),
    number: numbers.format(142),
    seconds: new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(
      8,
    ),
  };
  const values: ReadonlyMap<string, string> = new Map(Object.entries(examples));
  return text.replace(/\{(\w+)\}/gu, (all, name: string) => values.get(name) ?? all);
}
