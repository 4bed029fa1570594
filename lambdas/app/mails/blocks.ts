// What a mail's body is made of: blocks, which are drawn once as HTML and once as text.

/** A line of a transcript: what somebody said, or what happened. */
export type TranscriptLine =
  | { readonly kind: 'said'; readonly who: string; readonly at: string; readonly text: string }
  | { readonly kind: 'happened'; readonly at: string; readonly text: string };

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** An http(s) address or mailto: that the value leads to. */
  readonly href?: string;
}

export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'small'; readonly text: string }
  /** Somebody's own words, with their line breaks. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'transcript'; readonly lines: readonly TranscriptLine[] };

export interface MailBody {
  /** A language tag, such as "es". */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly blocks: readonly Block[];
}
