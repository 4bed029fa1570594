// The drawing beside the home page's question: a shelf of books, one of them pulled out.
import { type Safe, html } from '../html.ts';

type Spine = { x: number; width: number; height: number; colour: string; bands?: true; tilt?: number };

const FLOOR = 300;
const SPINES: readonly Spine[] = [
  { x: 20, width: 38, height: 196, colour: '#f2a65a' },
  { x: 60, width: 26, height: 224, colour: '#f4f1de', bands: true },
  { x: 88, width: 46, height: 178, colour: '#2b3a67' },
  { x: 136, width: 30, height: 238, colour: '#7fc8d9', bands: true },
  { x: 168, width: 40, height: 206, colour: '#22543d' },
  { x: 246, width: 34, height: 214, colour: '#e3a6c8', tilt: -9 },
  { x: 292, width: 28, height: 186, colour: '#e9b44c', bands: true },
  { x: 322, width: 44, height: 230, colour: '#4a2c5a' },
  { x: 368, width: 32, height: 200, colour: '#f4f1de' },
];

export function shelf(): string {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 330">
${SPINES.map(spine)}
<rect x="0" y="${String(FLOOR)}" width="420" height="12" rx="3" fill="#f6e3cf"/>
</svg>`.html;
}

function spine({ x, width, height, colour, bands, tilt = 0 }: Spine): Safe {
  const top = FLOOR - height;
  const band = (y: number): Safe =>
    html`<rect x="${String(x)}" y="${String(y)}" width="${String(width)}" height="7" fill="#7c2d3e" opacity=".55"/>`;
  const marks = bands === true ? [band(top + 22), band(FLOOR - 40)] : [];
  return html`<g transform="rotate(${String(tilt)} ${String(x)} ${String(FLOOR)})"><rect x="${String(x)}" y="${String(top)}" width="${String(width)}" height="${String(height)}" rx="3" fill="${colour}"/>${marks}</g>`;
}
