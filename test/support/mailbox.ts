// The local mailbox as tests read it: the mails that came to an address.
import * as v from 'valibot';

const store = v.object({
  emails: v.array(
    v.object({
      from: v.string(),
      replyTo: v.array(v.string()),
      destination: v.object({ to: v.array(v.string()) }),
      subject: v.string(),
      body: v.object({ text: v.optional(v.string(), ''), html: v.optional(v.string(), '') }),
    }),
  ),
});
export type ReceivedMail = v.InferOutput<typeof store>['emails'][number];

const PATIENCE_MS = 10_000;

/** Waits until so many mails that are accepted have come to the address. */
export async function mailsTo(
  mailbox: string,
  address: string,
  count: number,
  accept: (mail: ReceivedMail) => boolean = () => true,
): Promise<readonly ReceivedMail[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${mailbox}/store`);
    const { emails } = v.parse(store, await response.json());
    const found = emails.filter((mail) => mail.destination.to.includes(address) && accept(mail));
    if (found.length >= count) return found;
    if (Date.now() > deadline) throw new Error(`${found.length} of ${count} mails came to ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
