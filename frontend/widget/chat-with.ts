// Puts a patron's chat together in this browser: its socket, its memory, and this tab's outbox.
import * as v from 'valibot';
import type { PatronFrame } from '../../lambdas/protocol/patron-frames.ts';
import { type ToPatron, toPatron } from '../../lambdas/protocol/to-patron.ts';
import { browserSurroundings } from '../connection/browser-surroundings.ts';
import { heartbeatWorker } from '../connection/heartbeat.ts';
import { claimOutbox } from '../connection/kept-outbox.ts';
import { Wire } from '../connection/wire.ts';
import type { WidgetConfig } from './config.ts';
import type { WidgetMemory } from './kept-chat.ts';
import { later, loadLater } from './later-part.ts';
import { PatronChat } from './patron-chat.ts';
import { TabOutbox } from './tab-outbox.ts';
import type { Language } from './texts/language.ts';

/** Whether this is a build for development; set by the build. */
declare const DEVELOPMENT: boolean;

export type PatronWire = Wire<PatronFrame, ToPatron>;

export interface ChatWithProps {
  readonly config: WidgetConfig;
  readonly memory: WidgetMemory;
  readonly widgetId: string;
  readonly language: Language;
  /** For who asks the server something besides the chat. */
  readonly connected?: (wire: PatronWire) => void;
}

export function chatWith({ config, memory, widgetId, language, connected }: ChatWithProps): PatronChat {
  const surroundings = browserSurroundings(heartbeatWorker);
  return new PatronChat({
    widgetId,
    language: language.tag,
    memory,
    surroundings,
    later,
    loadLater: () => loadLater(language),
    outbox: new TabOutbox({ memory, claim: (name) => claimOutbox(name, navigator.locks) }),
    makeWire: (hello) => {
      const wire: PatronWire = new Wire({
        url: config.socket,
        surroundings,
        hello,
        parse: (value) => {
          const parsed = v.safeParse(toPatron, value);
          return parsed.success ? parsed.output : undefined;
        },
        // oxlint-disable-next-line no-console -- for who develops; built out of what is deployed
        ...(DEVELOPMENT && { report: (problem, detail) => console.warn(problem, detail) }),
      });
      connected?.(wire);
      return wire;
    },
  });
}
