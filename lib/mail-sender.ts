// Sending mail through SES, from one address and no other.
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/** The event that a function logs when a mail is given up. */
const GIVEN_UP = 'mailFailed';

export class MailSender extends Construct {
  readonly #address: string;
  readonly #failures: IMetric[] = [];

  constructor(scope: Construct, id: string, address: string) {
    super(scope, id);
    this.#address = address;
  }

  /**
   * Lets the function send from the address. Which identity SES looks at is the library's affair (the address, its
   * domain, a domain above it; with a new account the recipient's too), so the right names the sender instead.
   */
  bind(fn: ServiceFunction): void {
    const identities = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: '*',
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    fn.bind({ SENDER_ADDRESS: this.#address }, [
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [identities],
        conditions: { StringEquals: { 'ses:FromAddress': this.#address } },
      }),
    ]);
    this.#failures.push(fn.events(GIVEN_UP, 'MailsFailed'));
  }

  /** Mails that were given up, whichever function tried them last. */
  failures(): IMetric {
    const [metric] = this.#failures;
    if (!metric) throw new Error('No function sends mail.');
    return metric;
  }

  /** The command that asks SES to send the sender's address a link, which verifies it. */
  get verification(): string {
    const { region } = Stack.of(this);
    return `aws sesv2 create-email-identity --region ${region} --email-identity ${this.#address}`;
  }
}
