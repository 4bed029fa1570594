// Days and times in a mail, as its language writes them, in the service's time zone.

export interface MailTimes {
  day(at: number): string;
  /** The time of day. */
  clock(at: number): string;
  /** The day with the time. */
  moment(at: number): string;
}

export function mailTimes(language: string, timeZone: string): MailTimes {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone });
  return { clock: (at) => clock.format(at), day: (at) => day.format(at), moment: (at) => moment.format(at) };
}

/** The number of a follow-up: never with a separator, so that it can be searched for. */
export const plainNumber = (number: number): string => String(number);
