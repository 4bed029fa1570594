// Draws a mail's body as plain text.
import type { Block, Fact, MailBody, TranscriptLine } from './blocks.ts';

/** How long (in characters) the line below a heading is. */
const UNDERLINE = 40;

export const textPart = ({ blocks }: MailBody): string => `${blocks.map(blockText).join('\n\n')}\n`;

function blockText(block: Block): string {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'small':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat(UNDERLINE)}`;
    case 'quote':
      return quoted(block.text);
    case 'facts':
      return block.facts.map(factText).join('\n');
    case 'transcript':
      return block.lines.map(lineText).join('\n\n');
  }
}

const quoted = (text: string): string =>
  text
    .split(/\r\n|\r|\n/u)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

const factText = ({ label, value, href }: Fact): string =>
  `${label}: ${value}${href?.startsWith('http') && href !== value ? ` (${href})` : ''}`;

const lineText = (line: TranscriptLine): string =>
  line.kind === 'said' ? `${line.who} · ${line.at}\n${quoted(line.text)}` : `${line.at} · ${line.text}`;
