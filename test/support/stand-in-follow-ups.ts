// Stands in for the server's follow-ups on a dashboard's socket: mails that fail at will, and contents of every kind.
import type { BrowserContext, WebSocketRoute } from 'playwright-core';
import * as v from 'valibot';
import type { FollowUpView, MailView } from '../../lambdas/protocol/follow-up-frames.ts';
import { type OperatorFrame, operatorFrame } from '../../lambdas/protocol/operator-frames.ts';

const PAGE = 10;
const HOUR_MS = 3_600_000;

type Mailed = Extract<OperatorFrame, { action: 'resendMail' }>;

export class StandInFollowUps {
  /** Newest first. */
  followUps: FollowUpView[] = [];
  /** What each mail that is sent again comes to. */
  outcome: 'sent' | 'failed' = 'sent';
  /** Frames about follow-ups that arrived, in order. */
  readonly heard: OperatorFrame[] = [];

  /** From now on pages of this context talk of follow-ups with this, and of everything else with the server. */
  async install(context: BrowserContext): Promise<void> {
    await context.routeWebSocket(/.*/u, (page) => {
      const server = page.connectToServer();
      page.onMessage((text) => {
        const frame = v.safeParse(v.pipe(v.string(), v.parseJson(), operatorFrame), text);
        if (!frame.success || !this.#answer(page, frame.output)) server.send(text);
      });
    });
  }

  /** Leaves one, newer than those that are there. */
  leave(more: Partial<FollowUpView>): FollowUpView {
    const number = 1001 + this.followUps.length;
    const email = more.email ?? 'rosa@example.org';
    const leftAt = Date.now() - HOUR_MS + this.followUps.length * 60_000;
    const followUp: FollowUpView = {
      followUpId: `followUp${number}`.padEnd(22, '_'),
      number,
      departmentId: 'reference',
      from: 'offline',
      question: 'Where can I find the minutes of the senate?',
      email,
      leftAt,
      mails: [sent('library', 'ask@northfield.example', leftAt), sent('patron', email, leftAt)],
      keptUntil: Date.now() + 30 * 24 * HOUR_MS,
      ...more,
    };
    this.followUps = [followUp, ...this.followUps];
    return followUp;
  }

  #answer(page: WebSocketRoute, frame: OperatorFrame): boolean {
    const answer = this.#answerTo(frame);
    if (answer === undefined) return false;
    this.heard.push(frame);
    page.send(JSON.stringify(answer));
    return true;
  }

  #answerTo(frame: OperatorFrame): object | undefined {
    switch (frame.action) {
      case 'readFollowUps': {
        const { ref, departmentId, show, after } = frame;
        const all = this.followUps.filter(
          (each) => each.departmentId === departmentId && (each.closed === undefined) === (show === 'open'),
        );
        const from = Number(after ?? 0);
        const next = from + PAGE < all.length ? { next: String(from + PAGE) } : {};
        return { type: 'followUps', ref, departmentId, followUps: all.slice(from, from + PAGE), ...next };
      }
      case 'closeFollowUp': {
        const closed = frame.closed ? { at: Date.now(), by: 'Priya Nair' } : undefined;
        return this.#changed(frame, (each) => ({ ...each, closed }));
      }
      case 'resendMail':
        return this.#changed(frame, (each) => ({
          ...each,
          mails: each.mails.map((mail) => this.#resent(mail, frame)),
        }));
      default:
        return undefined;
    }
  }

  #changed(
    { ref, followUpId }: { readonly ref: string; readonly followUpId: string },
    change: (followUp: FollowUpView) => FollowUpView,
  ): object {
    this.followUps = this.followUps.map((each) => (each.followUpId === followUpId ? change(each) : each));
    return { type: 'followUp', ref, followUp: this.followUps.find((each) => each.followUpId === followUpId) };
  }

  #resent(mail: MailView, { to }: Mailed): MailView {
    if (mail.to !== to) return mail;
    return this.outcome === 'sent' ? sent(to, mail.address, Date.now()) : failed(to, mail.address);
  }
}

export const sent = (to: MailView['to'], address: string, sentAt: number): MailView => ({
  to,
  address,
  tries: 1,
  state: 'sent',
  sentAt,
});

export const failed = (to: MailView['to'], address: string): MailView => ({
  to,
  address,
  tries: 2,
  state: 'failed',
  failedAt: Date.now(),
  reason: 'MessageRejected: Email address is not verified.',
});

export const waitingFor = (to: MailView['to'], address: string): MailView => ({
  to,
  address,
  tries: 3,
  state: 'pending',
  dueAt: Date.now() + HOUR_MS,
  reason: 'Throttling: Maximum sending rate exceeded.',
});
