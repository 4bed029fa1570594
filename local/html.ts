// A template tag for the runner's own pages: every value is escaped unless it is a piece of HTML already.

/** A piece of HTML that may stand in a page as it is. */
export type Safe = { readonly html: string };
export type Html = Safe | string | readonly Safe[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function html(parts: TemplateStringsArray, ...values: readonly Html[]): Safe {
  const text = parts.map((part, index) => part + rendered(values[index] ?? '')).join('');
  return { html: text };
}

function rendered(value: Html): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return 'html' in value ? value.html : value.map((piece) => piece.html).join('\n');
}
