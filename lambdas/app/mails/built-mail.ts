// A mail as it is handed over for sending: addresses, subject, and the same content as text and as HTML.

export interface Addressee {
  readonly name?: string;
  readonly address: string;
}

export interface BuiltMail {
  /** One recipient. */
  readonly to: Addressee;
  /** The name beside the service's own address. */
  readonly fromName: string;
  readonly replyTo: Addressee;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
