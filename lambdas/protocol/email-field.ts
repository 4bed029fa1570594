// The parser of an email address; apart from the other fields, since the panel needn't have it to open.
import * as v from 'valibot';
import { EMAIL_LENGTH, type EmailFault, emailFault } from './email-address.ts';

const EMAIL_FAULTS: Readonly<Record<EmailFault, string>> = {
  missing: 'is empty',
  tooLong: `is longer than ${EMAIL_LENGTH} characters`,
  noAt: 'has no @ yet',
  incomplete: 'is not complete, such as name@example.org',
};

/** An email address of one person; each message says what is missing. No line break can be in it. */
export const emailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed ? emailFault(dataset.value) : undefined;
    if (fault) addIssue({ message: EMAIL_FAULTS[fault] });
  }),
);
