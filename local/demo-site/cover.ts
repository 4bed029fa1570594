// Draws the books' covers, so that the catalogue looks like one without anybody's pictures.
import { html } from '../html.ts';
import type { Book } from './books.ts';

type Scheme = { ground: string; ink: string; accent: string };
const PLAIN: Scheme = { ground: '#2b3a67', ink: '#ffffff', accent: '#e9b44c' };
const SCHEMES: readonly Scheme[] = [
  { ground: '#22543d', ink: '#f4f1de', accent: '#f2a65a' },
  { ground: '#b5452c', ink: '#fff4e6', accent: '#ffd9a0' },
  { ground: '#e8dcc4', ink: '#2d2a26', accent: '#7a8b4f' },
  { ground: '#1f4e6b', ink: '#eaf4f7', accent: '#7fc8d9' },
  { ground: '#3b3531', ink: '#efe7dc', accent: '#b08d57' },
  { ground: '#4a2c5a', ink: '#f6ecff', accent: '#e3a6c8' },
];
const LINE_LENGTH = 13;

export function cover(book: Book): string {
  const { ground, ink, accent } = SCHEMES[book.cover] ?? PLAIN;
  const lines = wrap(book.title.split(':')[0] ?? book.title).map(
    (line, index) => html`<tspan x="14" y="${String(40 + index * 21)}">${line}</tspan>`,
  );
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 232" role="img">
<rect width="160" height="232" fill="${ground}"/>
<rect width="6" height="232" fill="#000" opacity=".18"/>
${ornament(book.cover, accent)}
<text fill="${ink}" font-family="Georgia, serif" font-size="18" font-weight="700">${lines}</text>
<text x="14" y="216" fill="${ink}" font-family="Georgia, serif" font-size="11" opacity=".9">${book.author}</text>
</svg>`.html;
}

function ornament(kind: number, accent: string) {
  const shapes = [
    html`<circle cx="118" cy="160" r="34" fill="${accent}"/><path d="M40 200q40-70 80 0" fill="none" stroke="${accent}" stroke-width="5"/>`,
    html`<path d="M14 190h132M14 176h104M14 162h76" stroke="${accent}" stroke-width="6"/>`,
    html`<path d="M120 196q-44-14-34-64 46 12 34 64zM120 196q-4-30-24-52" fill="${accent}" opacity=".85"/>`,
    html`<path d="M0 150q40-22 80 0t80 0M0 170q40-22 80 0t80 0M0 190q40-22 80 0t80 0" fill="none" stroke="${accent}" stroke-width="5"/>`,
    html`<rect x="78" y="132" width="62" height="62" fill="none" stroke="${accent}" stroke-width="5"/><path d="M78 178l22-22 16 14 24-26" fill="none" stroke="${accent}" stroke-width="4"/>`,
    html`<path d="M104 128a26 26 0 1 1-2 0zM120 176l18 20" fill="none" stroke="${accent}" stroke-width="6"/>`,
  ];
  return shapes[kind] ?? '';
}

function wrap(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
