// The texts of the mails to patrons, and which language's catalogue one is written in.
import { ar } from './languages/ar.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';

/** Every text that a language's catalogue has. Names and numbers are put in as they are. */
export interface MailTexts {
  /** The catalogue's language tag, for `lang` and for dates. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly confirmation: {
    subject(service: string, number: string): string;
    title(number: string): string;
    readonly greeting: string;
    greetingTo(name: string): string;
    promise(service: string, email: string): string;
    /** For a chat that an operator turned into a follow-up. */
    promiseAfterChat(service: string, email: string): string;
    readonly yourQuestion: string;
    readonly addSomething: string;
    why(service: string, date: string): string;
  };
  readonly transcript: {
    subject(service: string): string;
    title(service: string): string;
    began(date: string): string;
    readonly cut: string;
    readonly addSomething: string;
    why(service: string, date: string): string;
  };
  readonly log: {
    readonly you: string;
    joined(name: string): string;
    left(name: string): string;
    tookOver(name: string, from: string): string;
    /** Who had the chat stayed in it. */
    tookOverBeside(name: string, from: string): string;
    endedBy(name: string): string;
    readonly endedByYou: string;
    followUp(number: string): string;
  };
}

const CATALOGUES: Readonly<Record<string, MailTexts>> = { en, es, ar };

/** The catalogue of a language or of the one that it is a kind of ("es-mx": Spanish), and English otherwise. */
export function mailTextsIn(language: string | undefined): MailTexts {
  const base = language?.split('-')[0] ?? '';
  for (const tag of [language ?? '', base]) {
    const texts = Object.hasOwn(CATALOGUES, tag) ? CATALOGUES[tag] : undefined;
    if (texts) return texts;
  }
  return en;
}
