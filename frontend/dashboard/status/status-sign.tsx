// The circle beside a name: a green disc, a yellow half disc or a grey ring. The word stands beside it.
import type { Status } from '../../../lambdas/protocol/settings.ts';

export function StatusSign({ status }: { readonly status: Status }) {
  return <span class={`dot ${status}`} aria-hidden="true" />;
}
