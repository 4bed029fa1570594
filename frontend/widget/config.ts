// The widget site's own settings, written beside it at deploy, and which pages may show the chat.
import * as v from 'valibot';

const config = v.object({
  socket: v.pipe(v.string(), v.regex(/^wss?:\/\//)),
  serviceName: v.string(),
  pageOrigins: v.array(v.string()),
});
export type WidgetConfig = v.InferOutput<typeof config>;

export interface SettingsProps {
  /** Called after each failure, with a way to try again. */
  readonly failed: (retry: () => void) => void;
}

/** The site's settings, as soon as they could be read. Never rejects: a patron may try as often as they like. */
export function settingsOfSite(
  load: () => Promise<Pick<Response, 'json'>>,
  { failed }: SettingsProps,
): Promise<WidgetConfig> {
  return new Promise((resolve) => {
    const attempt = async () => {
      try {
        const response = await load();
        const parsed = v.safeParse(config, await response.json());
        if (parsed.success) return resolve(parsed.output);
      } catch {
        // No answer, or none that can be read: the same to the patron.
      }
      failed(() => void attempt());
    };
    void attempt();
  });
}

/** An empty list: any page may. */
export const mayEmbed = ({ pageOrigins }: WidgetConfig, origin: string): boolean =>
  pageOrigins.length === 0 || pageOrigins.includes(origin);
