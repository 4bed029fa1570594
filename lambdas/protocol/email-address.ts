// What is wrong with an email address; without a library, since patrons' widgets load it too.

/** Longest address that mail can have (RFC 5321), in characters. */
export const EMAIL_LENGTH = 254;

/** A local part of what may stand in one without quotes, and a host name with a dot. No space, no line break. */
const WHOLE =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])$/i;

export type EmailFault = 'missing' | 'tooLong' | 'noAt' | 'incomplete';

/** Undefined: the address, already trimmed, will do. */
export function emailFault(address: string): EmailFault | undefined {
  if (address === '') return 'missing';
  if (address.length > EMAIL_LENGTH) return 'tooLong';
  if (!address.includes('@')) return 'noAt';
  return WHOLE.test(address) ? undefined : 'incomplete';
}
