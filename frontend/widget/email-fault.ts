// What is wrong with an e-mail address that a patron wrote, found by the parser that the server uses.
import * as v from 'valibot';
import { emailAddress } from '../../lambdas/protocol/fields.ts';

export type EmailFault = 'missing' | 'noAt' | 'incomplete';

/** Undefined: the address will do. */
export function emailFault(text: string): EmailFault | undefined {
  const { issues } = v.safeParse(emailAddress, text, { abortPipeEarly: true });
  switch (issues?.[0].type) {
    case undefined:
      return undefined;
    case 'min_length':
      return 'missing';
    case 'includes':
      return 'noAt';
    default:
      return 'incomplete';
  }
}
