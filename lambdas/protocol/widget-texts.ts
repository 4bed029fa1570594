// Every text of the widget: its key, what is put into it, and how a library's own texts for a department are checked.
import * as v from 'valibot';
import { languageTag, slug } from './fields.ts';
import { utf8Length } from './utf8.ts';

type Placeholders = Readonly<Record<string, readonly Placeholder[]>>;

/**
 * The keys of every catalogue, each with the placeholders that its text has. A text with `count` is a set of plural
 * forms. Each key stands in each file of frontend/widget/texts/languages/.
 *
 * These are fetched with the panel: the form, and what may keep a patron from it.
 */
export const OPENING_TEXTS = {
  title: [],
  close: [],
  popOut: [],
  guidedOpen: [],
  questionLabel: [],
  questionHint: [],
  questionMissing: [],
  nameLabel: [],
  optional: [],
  nameHint: [],
  startChat: [],
  retention: ['count'],
  privacy: [],

  connecting: [],
  reconnecting: ['seconds'],
  seconds: ['count'],
  tryNow: [],
  offline: [],
  unreachableTitle: [],
  unreachableText: [],
  outOfDateTitle: [],
  outOfDateText: [],
  reload: [],
  unavailableTitle: [],
  unavailableText: [],
  chatGone: [],
  startFailed: [],
} as const satisfies Placeholders;

/** These are fetched with the chat's own views (frontend/widget/later.ts), by who begins to write. */
export const LATER_TEXTS = {
  charactersLeft: ['count'],

  chatLog: [],
  you: [],
  waitingTitle: [],
  waitingText: [],
  stillWaiting: [],
  startingTitle: [],
  addToQuestion: [],
  writeMessage: [],
  send: [],
  joined: ['name'],
  left: ['name'],
  transferOffered: ['name', 'other'],
  transferQuestion: ['other'],
  transferIfNot: ['name'],
  transferYes: [],
  transferNo: [],
  transferAgreed: [],
  /** Nobody has taken the chat over. */
  transferEnded: ['name'],
  tookOver: ['name', 'other'],
  /** Who had the chat stays in it. */
  tookOverBeside: ['name', 'other'],
  isWriting: ['names'],
  areWriting: ['names'],
  /** Between what happened and its time. */
  comma: [],
  sentAt: ['time'],
  sending: [],
  willBeSent: [],
  notSent: [],
  tryAgain: [],
  discard: [],
  newMessages: ['count'],
  toNewest: [],
  dropped: [],
  connectedAgain: [],

  endChat: [],
  endQuestion: [],
  endWarning: ['name'],
  leaveWarning: [],
  keepChatting: [],
  ending: [],
  youEnded: [],
  otherEnded: ['name'],
  endedTitle: [],
  endedText: [],
  newChat: [],

  rateQuestion: [],
  rate1: [],
  rate2: [],
  rate3: [],
  rate4: [],
  rateComment: [],
  rateThanks: [],
  afterFailed: [],
  takeAlong: [],
  mailChat: [],
  printChat: [],
  copyChat: [],
  copied: [],
  copyBlocked: [],
  emailLabel: [],
  emailMissing: [],
  emailNoAt: [],
  emailIncomplete: [],
  mailSent: ['address'],
  mailTooOften: [],

  privacyTitle: [],
  privacyText: [],
  privacyDays: ['count'],
  privacyPage: [],
  closePrivacy: [],

  buttonWaiting: [],
  buttonChat: ['name'],
  elsewhereTitle: [],
  bringBack: [],

  awayMessage: [],
  leaveByMail: [],
  nobodyTitle: [],
  nobodyText: [],
  nobodyInChat: [],
  opensAt: ['time'],
  opensOn: ['time'],
  /** Behind a day. */
  atHour: ['time'],
  waitingOffer: [],
  unreachableOffer: [],
  leaveTitle: [],
  leaveMissing: [],
  leaveRetention: ['count'],
  leaveQuestion: [],
  leaving: [],
  hereAgain: [],
  backToChat: [],
  leaveTooMany: ['time'],
  leaveRobot: [],
  leaveBusy: [],
  leaveRefused: [],
  leftTitle: ['number'],
  leftText: ['address'],
  alsoLeft: ['number'],
  keptTitle: [],
  keptText: [],
  mailInstead: ['address'],
  askAnother: [],
  showsPage: ['name'],
  openPage: [],
  openBeside: [],
  continueGuided: [],
  guidedBlockedTitle: [],
  guidedBlockedText: [],
  guidedChat: [],
  guidedPage: [],
  guidedFrame: [],
  guidedSwitch: [],
  guidedEmptyTitle: [],
  guidedEmptyText: [],
  guidedBack: [],
  guidedTab: [],
  guidedOpening: ['name'],
  guidedWentOn: ['name'],
  guidedDoubt: [],
  guidedRefusedTitle: [],
  guidedInTab: [],
  guidedNoTab: [],
} as const satisfies Placeholders;

export const WIDGET_TEXTS = { ...OPENING_TEXTS, ...LATER_TEXTS } as const;

export type Placeholder = 'count' | 'name' | 'other' | 'names' | 'time' | 'seconds' | 'number' | 'address';
export type OpeningKey = keyof typeof OPENING_TEXTS;
export type LaterKey = keyof typeof LATER_TEXTS;
export type TextKey = OpeningKey | LaterKey;
type PlaceholdersIn<K extends TextKey> = (typeof WIDGET_TEXTS)[K];
type PlaceholdersOf<K extends TextKey> = PlaceholdersIn<K>[number];

/** The forms that a language says numbers in (CLDR's); `other` is for numbers that no other form is for. */
export const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type PluralForm = (typeof PLURAL_FORMS)[number];
export type PluralForms = Readonly<Partial<Record<PluralForm, string>> & { other: string }>;

/** A text as a catalogue has it. */
export type WordsOf<K extends TextKey> = 'count' extends PlaceholdersOf<K> ? PluralForms : string;

/** A text as a view uses it: a sentence, or a function of what is put into it. */
export type TextOf<K extends TextKey> = [PlaceholdersOf<K>] extends [never]
  ? string
  : 'count' extends PlaceholdersOf<K>
    ? (count: number) => string
    : ['name', 'other'] extends PlaceholdersIn<K>
      ? (name: string, other: string) => string
      : (value: string) => string;

/** Longest text of a library's own, in UTF-16 units; more is no text of a small panel. */
export const OWN_TEXT_LENGTH = 300;

/** All of a department's texts in one language, in bytes: they travel in one frame, a welcome has them beside a chat. */
export const OWN_TEXTS_BYTES = 12_000;

const isKey = (key: string): key is TextKey => Object.hasOwn(WIDGET_TEXTS, key);
const isForm = (form: string): boolean => PLURAL_FORMS.some((each) => each === form);

/**
 * What a text has to keep: `newMessages.few` is a plural form of `newMessages`. Undefined: there is no such text.
 * The forms for a few certain numbers may do without the number ("one new message").
 */
export function placeholdersOf(id: string): readonly Placeholder[] | undefined {
  const [key = '', form, ...more] = id.split('.');
  if (more.length > 0 || !isKey(key)) return undefined;
  const placeholders: readonly Placeholder[] = WIDGET_TEXTS[key];
  if (form === undefined) return placeholders.includes('count') ? undefined : placeholders;
  if (!placeholders.includes('count') || !isForm(form)) return undefined;
  return ['zero', 'one', 'two'].includes(form) ? [] : placeholders;
}

const isOwnTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([id, text]) => placeholdersOf(id) !== undefined && typeof text === 'string');

/** Texts in one line each; an empty one stands for Carrel's own, and is left out. */
function tidied(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lines = Object.entries(texts).map(
    ([id, text]) => [id, text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()] as const,
  );
  return Object.fromEntries(lines.filter(([, text]) => text !== ''));
}

/** What is wrong with one text, as the end of a sentence that names it. */
function wrongWith(id: string, text: string): string | undefined {
  if (text.length > OWN_TEXT_LENGTH) return `is longer than ${OWN_TEXT_LENGTH} characters`;
  const lost = placeholdersOf(id)?.find((each) => !text.includes(`{${each}}`));
  return lost && `has lost {${lost}}, in whose place stands what the text is about`;
}

/** Whether a text may stand in place of Carrel's; what an earlier release stored may no longer. */
export const isOwnText = (id: string, text: string): boolean =>
  placeholdersOf(id) !== undefined && wrongWith(id, text) === undefined;

/** A library's own texts by key, or by key and plural form. */
const ownTexts = v.pipe(
  v.custom<Readonly<Record<string, string>>>(isOwnTexts, 'has something that is no text of the widget'),
  v.transform(tidied),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = { ...dataset.value };
    for (const [key, value] of Object.entries(input)) {
      const message = wrongWith(key, value);
      if (message !== undefined) {
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }] });
      }
    }
  }),
  v.check(
    (texts) => utf8Length(JSON.stringify(texts)) <= OWN_TEXTS_BYTES,
    `are longer than ${OWN_TEXTS_BYTES.toLocaleString('en')} bytes all together`,
  ),
);

/** What a library says in its own words, for one department in one language. Version 0: nothing yet. */
export const departmentTexts = v.object({
  departmentId: slug,
  language: languageTag,
  texts: ownTexts,
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type DepartmentTexts = v.InferOutput<typeof departmentTexts>;
