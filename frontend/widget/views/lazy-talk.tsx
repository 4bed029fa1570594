// The chat's own views, fetched when a patron begins to write: whoever only opens the form needn't load them.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A fetch that failed is repeated after this long (ms). */
const RETRY_MS = 2_000;

let loading: Promise<FunctionComponent> | undefined;

/** Fetches the views ahead of their use. Rejects when they can't be had now. */
export function loadTalk(): Promise<FunctionComponent> {
  loading ??= import('../later.ts').then(({ Talk }) => Talk);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export function LazyTalk() {
  const [views, setViews] = useState<{ readonly Talk: FunctionComponent } | undefined>(undefined);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    loadTalk().then(
      (Talk) => setViews({ Talk }),
      () => {
        timer = setTimeout(() => setFailures(failures + 1), RETRY_MS);
      },
    );
    return () => clearTimeout(timer);
  }, [failures]);
  return views === undefined ? <div class="body" /> : <views.Talk />;
}
