// A log that keeps its lines, so that a test can see what would have been written.
import type { Log } from '../../lambdas/adapters/log.ts';

export class KeptLog implements Log {
  readonly lines: { event: string; fields: object; error?: unknown }[] = [];

  note(event: string, fields: object = {}): void {
    this.lines.push({ event, fields });
  }

  failure(event: string, error: unknown, fields: object = {}): void {
    this.lines.push({ event, fields, error });
  }
}
