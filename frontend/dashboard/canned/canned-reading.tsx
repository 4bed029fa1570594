// A department's canned message for those who use it and don't change it.
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { type CannedModel, listOf, type OpenCanned } from './canned-model.ts';
import { CannedPreview } from './canned-preview.tsx';

export function CannedReading({ model, open }: { readonly model: CannedModel; readonly open: OpenCanned }) {
  const { screens } = useDashboard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [open.title]);
  const message = open.form.draft.value;
  return (
    <article class="record">
      <header>
        <button
          type="button"
          class="btn quiet square up"
          aria-label="Back to the list"
          onClick={() => screens.up(listOf(open.whose))}
        >
          <Icon name="back" points />
        </button>
        <h2 ref={heading} tabIndex={-1} class="grow" dir="auto">
          {message.title}
        </h2>
      </header>
      <p class="said">{message.text}</p>
      <CannedPreview text={message.text} whose={open.whose} />
      <div class="buttons">
        <button type="button" class="btn" onClick={() => model.copyToOwn(message)}>
          Copy to your own
        </button>
      </div>
    </article>
  );
}
