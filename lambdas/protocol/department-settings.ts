// Every setting of a department: its default, its bounds and its words.
import * as v from 'valibot';
import { slug } from './fields.ts';
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
  | { readonly kind: 'hours'; readonly default: OpeningHours; readonly label: string; readonly help: string }
  | {
      readonly kind: 'choice';
      readonly default: string;
      readonly options: readonly { readonly value: string; readonly label: string; readonly help: string }[];
      readonly label: string;
      readonly help: string;
    }
  /** The id of another department, or nothing. */
  | { readonly kind: 'department'; readonly default: ''; readonly label: string; readonly help: string };

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
  strategy: {
    kind: 'choice',
    default: 'alternate',
    options: [
      {
        value: 'alternate',
        label: 'Alternate',
        help: 'A chat is offered to whoever has waited longest since their last one.',
      },
      {
        value: 'leastBusy',
        label: 'Least busy',
        help: 'A chat is offered to whoever has the fewest chats now.',
      },
      {
        value: 'everyoneRings',
        label: 'Everyone rings',
        help: 'A chat is open to everybody from the first second.',
      },
    ],
    label: 'How the team shares chats',
    help: 'Anybody may always take a waiting chat on purpose.',
  },
  offerSeconds: {
    kind: 'number',
    default: 20,
    min: 5,
    max: 120,
    unit: 'seconds',
    label: 'Keep an offered chat for',
    help: 'Whoever is offered a chat has it to themselves for this long; then it is open to all.',
  },
  chatsAtOnce: {
    kind: 'number',
    default: 4,
    min: 1,
    max: 20,
    unit: 'chats',
    label: 'Offer one operator at most',
    help: 'Whoever has this many chats is not offered another. Operators may choose a lower number for themselves.',
  },
  urgentSeconds: {
    kind: 'number',
    default: 60,
    min: 10,
    max: 600,
    unit: 'seconds',
    label: 'Answer patrons within',
    help: 'A chat that waits longer than this target turns urgent for everybody in the department.',
  },
  fallbackDepartment: {
    kind: 'department',
    default: '',
    label: 'Department that helps out',
    help: 'Its operators see chats that have waited too long, and may take them.',
  },
  fallbackSeconds: {
    kind: 'number',
    default: 120,
    min: 10,
    max: 3_600,
    unit: 'seconds',
    label: 'Ask it for help after',
    help: 'How long a chat waits until the department that helps out sees it. It holds for chats that begin from now on.',
  },
  transferSeconds: {
    kind: 'number',
    default: 60,
    min: 15,
    max: 600,
    unit: 'seconds',
    label: 'Take a transfer within',
    help: 'A transfer or an invitation that nobody takes for this long is over. The chat stays where it is all the while.',
  },
  transferConsent: {
    kind: 'choice',
    default: 'told',
    options: [
      { value: 'told', label: 'Tell the patron', help: 'The patron reads who takes over.' },
      { value: 'asked', label: 'Ask the patron', help: 'Nobody can take the chat before the patron agrees.' },
    ],
    label: 'When a chat is transferred',
    help: 'What the patron has to say in it.',
  },
  signOffMinutes: {
    kind: 'number',
    default: 15,
    min: 0,
    max: 240,
    unit: 'minutes',
    label: 'Sign off after closing',
    help: 'Whoever is still on duty this long after the department has closed, and is in no chat, is signed off. Needs opening hours.',
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

const STRATEGIES = ['alternate', 'leastBusy', 'everyoneRings'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export const departmentSettings = v.object({
  transcriptDays: numberOrDefault(DEPARTMENT_SETTINGS.transcriptDays),
  internalChatDays: numberOrDefault(DEPARTMENT_SETTINGS.internalChatDays),
  patronLeftMinutes: numberOrDefault(DEPARTMENT_SETTINGS.patronLeftMinutes),
  patronReturnMinutes: numberOrDefault(DEPARTMENT_SETTINGS.patronReturnMinutes),
  followUpsPerHour: numberOrDefault(DEPARTMENT_SETTINGS.followUpsPerHour),
  guidedOfferDrops: numberOrDefault(DEPARTMENT_SETTINGS.guidedOfferDrops),
  waitingOfferSeconds: numberOrDefault(DEPARTMENT_SETTINGS.waitingOfferSeconds),
  strategy: v.optional(v.picklist(STRATEGIES), DEPARTMENT_SETTINGS.strategy.default),
  offerSeconds: numberOrDefault(DEPARTMENT_SETTINGS.offerSeconds),
  chatsAtOnce: numberOrDefault(DEPARTMENT_SETTINGS.chatsAtOnce),
  urgentSeconds: numberOrDefault(DEPARTMENT_SETTINGS.urgentSeconds),
  fallbackDepartment: v.optional(
    v.union([v.literal(''), slug]),
    DEPARTMENT_SETTINGS.fallbackDepartment.default,
  ),
  fallbackSeconds: numberOrDefault(DEPARTMENT_SETTINGS.fallbackSeconds),
  transferSeconds: numberOrDefault(DEPARTMENT_SETTINGS.transferSeconds),
  transferConsent: v.optional(v.picklist(['told', 'asked']), DEPARTMENT_SETTINGS.transferConsent.default),
  signOffMinutes: numberOrDefault(DEPARTMENT_SETTINGS.signOffMinutes),
  hours: v.optional(openingHours, DEPARTMENT_SETTINGS.hours.default),
  newOperatorsJoin: v.optional(v.boolean(), DEPARTMENT_SETTINGS.newOperatorsJoin.default),
});
export type DepartmentSettings = v.InferOutput<typeof departmentSettings>;

/** What a new department begins with. */
export const DEFAULT_SETTINGS: DepartmentSettings = v.parse(departmentSettings, {});
