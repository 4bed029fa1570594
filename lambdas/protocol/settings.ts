// Departments, widgets, operators and their settings: each setting with its default, bounds and words.
import * as v from 'valibot';
import { operatorId, personName, slug } from './fields.ts';
import { NO_HOURS, type OpeningHours, openingHours } from './opening-hours.ts';

export type Setting =
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly unit: string;
      readonly label: string;
      readonly help: string;
    }
  | { readonly kind: 'switch'; readonly default: boolean; readonly label: string; readonly help: string }
  | { readonly kind: 'hours'; readonly default: OpeningHours; readonly label: string; readonly help: string };

/** Every setting of a department. The settings page is drawn from this list. */
export const DEPARTMENT_SETTINGS = {
  transcriptDays: {
    kind: 'number',
    default: 30,
    min: 1,
    max: 365,
    unit: 'days',
    label: 'Keep transcripts for',
    help: 'Chats are deleted this many days after they began. It holds for chats that begin from now on.',
  },
  internalChatDays: {
    kind: 'number',
    default: 30,
    min: 1,
    max: 365,
    unit: 'days',
    label: 'Keep internal chat for',
    help: 'What is written in the department’s room is deleted after this many days. It holds for what is written from now on.',
  },
  patronLeftMinutes: {
    kind: 'number',
    default: 3,
    min: 1,
    max: 60,
    unit: 'minutes',
    label: 'Mark a patron as left after',
    help: 'A patron whose connection is lost counts as reconnecting; after this many minutes as left. The chat stays open for you to finish it.',
  },
  patronReturnMinutes: {
    kind: 'number',
    default: 30,
    min: 1,
    max: 240,
    unit: 'minutes',
    label: 'Let a patron return within',
    help: 'A patron who lost the connection is back in the same chat within this many minutes. It holds for chats that begin from now on.',
  },
  followUpsPerHour: {
    kind: 'number',
    default: 10,
    min: 1,
    max: 100,
    unit: 'follow-ups an hour',
    label: 'Let one address leave at most',
    help: 'How many follow-ups one email address, or one network address, may leave within an hour. Patrons inside the library may share one network address.',
  },
  guidedOfferDrops: {
    kind: 'number',
    default: 3,
    min: 2,
    max: 20,
    unit: 'drops',
    label: 'Suggest guided mode after',
    help: 'A patron whose connection drops this many times in ten minutes is better off in guided mode: the desk suggests to offer it.',
  },
  waitingOfferSeconds: {
    kind: 'number',
    default: 45,
    min: 10,
    max: 600,
    unit: 'seconds',
    label: 'Offer an answer by email after',
    help: 'A patron who waits this long for an operator is offered to leave the question for an answer by email. They keep their place.',
  },
  hours: {
    kind: 'hours',
    default: NO_HOURS,
    label: 'Opening hours',
    help: 'While nobody is on duty, patrons read when the department opens next. Without hours they read only that nobody is here.',
  },
  newOperatorsJoin: {
    kind: 'switch',
    default: false,
    label: 'New operators join this department',
    help: 'Whoever signs in for the first time belongs to this department until a coordinator changes it.',
  },
} as const satisfies Record<string, Setting>;

/** The parser of a number setting: its message tells the label, the bounds and the unit. */
function numberSetting(setting: Extract<Setting, { kind: 'number' }>) {
  const words = `${setting.label}: a whole number from ${setting.min} to ${setting.max} ${setting.unit}`;
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(setting.min, words),
    v.maxValue(setting.max, words),
  );
}

/** A number setting that a record may leave to its default. */
const numberOrDefault = (setting: Extract<Setting, { kind: 'number' }>) =>
  v.optional(numberSetting(setting), setting.default);

export const departmentSettings = v.object({
  transcriptDays: numberOrDefault(DEPARTMENT_SETTINGS.transcriptDays),
  internalChatDays: numberOrDefault(DEPARTMENT_SETTINGS.internalChatDays),
  patronLeftMinutes: numberOrDefault(DEPARTMENT_SETTINGS.patronLeftMinutes),
  patronReturnMinutes: numberOrDefault(DEPARTMENT_SETTINGS.patronReturnMinutes),
  followUpsPerHour: numberOrDefault(DEPARTMENT_SETTINGS.followUpsPerHour),
  guidedOfferDrops: numberOrDefault(DEPARTMENT_SETTINGS.guidedOfferDrops),
  waitingOfferSeconds: numberOrDefault(DEPARTMENT_SETTINGS.waitingOfferSeconds),
  hours: v.optional(openingHours, DEPARTMENT_SETTINGS.hours.default),
  newOperatorsJoin: v.optional(v.boolean(), DEPARTMENT_SETTINGS.newOperatorsJoin.default),
});
export type DepartmentSettings = v.InferOutput<typeof departmentSettings>;

/** What a new department begins with. */
export const DEFAULT_SETTINGS: DepartmentSettings = v.parse(departmentSettings, {});

/** Counts the changes of a record, so that two people can't overwrite each other unseen. 0: not stored yet. */
const version = v.pipe(v.number(), v.integer(), v.minValue(0));

export const department = v.object({ id: slug, name: personName, settings: departmentSettings, version });
export type Department = v.InferOutput<typeof department>;
/** A department as it travels: settings that are left out are as Carrel has them. */
export type SentDepartment = v.InferInput<typeof department>;

/** All widgets travel in one frame, so an address among them has to be short, in UTF-16 units. */
const PRIVACY_ADDRESS_LENGTH = 200;

const shortLine = v.pipe(v.string(), v.trim(), v.maxLength(120, 'is longer than 120 characters'));

/** A chat box of the library's pages: which department answers it, and its words (empty: Carrel's own). */
export const widget = v.object({
  id: slug,
  departmentId: slug,
  /** The heading; in the patron's language when empty. */
  title: shortLine,
  /** The line below it, such as "Usually answers within a minute". */
  promise: shortLine,
  /** The library's own page on privacy, which the line about what is kept leads to; may be empty. */
  privacyAddress: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(PRIVACY_ADDRESS_LENGTH, `is longer than ${PRIVACY_ADDRESS_LENGTH} characters`),
      v.regex(/^(?:https?:\/\/[^\s\p{Cc}/?#]+[^\s\p{Cc}]*)?$/iu, 'is not an http(s) address'),
    ),
    '',
  ),
  version,
});
export type Widget = v.InferOutput<typeof widget>;

export const ROLES = ['operator', 'coordinator', 'administrator'] as const;
export const role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof role>;

/** An operator's record, made at the first sign-in from the token's claims. */
export const operator = v.object({
  id: operatorId,
  name: v.string(),
  email: v.string(),
  roles: v.array(role),
  departmentIds: v.array(slug),
  version,
});
export type Operator = v.InferOutput<typeof operator>;

/**
 * Whether an operator takes chats. Away: on duty, but not at the desk for a moment. Both are on duty; chats come in.
 * Internal only joins with internal chat.
 */
export const status = v.picklist(['available', 'away', 'offline']);
export type Status = v.InferOutput<typeof status>;
