// What makes an e-mail address, for the form that asks for one and the parser that takes it. Pure, and without a library: a patron fetches it.

/** Longest address that mail can have (RFC 5321), in characters. */
export const EMAIL_LENGTH = 254;

export type EmailFault = 'missing' | 'tooLong' | 'noAt' | 'incomplete';

/** As HTML's e-mail fields have it, and with a dot in the domain: an answer has to get there over the internet. */
const ADDRESS =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/iu;

/** What is wrong with one person's address; spaces around it are nothing wrong. No line break can be in a right one. */
export function emailFault(text: string): EmailFault | undefined {
  const address = text.trim();
  if (address === '') return 'missing';
  if (address.length > EMAIL_LENGTH) return 'tooLong';
  if (!address.includes('@')) return 'noAt';
  return ADDRESS.test(address) ? undefined : 'incomplete';
}
