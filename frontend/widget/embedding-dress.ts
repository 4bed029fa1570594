// Carries out the rarer options: corner, colours, sign, and the panel within the page.
import { type Color, colorFrom, contrast, ENOUGH, readableOn, written } from './contrast.ts';
import type { Parts } from './loader-drawing.ts';
import type { Dress, Options } from './page-widget.ts';

/** embedding.css, minified; set by the build. */
declare const EMBEDDING_STYLE: string;

/** How far below the window a panel within the page begins to load. */
const NEAR = '300px';

export const dress: Dress = (parts, options, target, reveal) => {
  const { host, root } = parts;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(EMBEDDING_STYLE + colorRules(options));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, 1), sheet];
  dressButton(parts, options);
  const place = target ?? placeOf(options['target']);
  host.classList.toggle('within', place !== undefined);
  if (place === undefined) return false;
  fill(place, parts, reveal);
  return true;
};

function dressButton({ root, button, sign }: Parts, { corner, icon, label }: Options): void {
  for (const side of corner?.split('-') ?? []) button.classList.add(side);
  root.host.className = corner ?? '';
  const isSignless = icon === 'none';
  sign.hidden = isSignless;
  sign.classList.toggle('question', icon === 'question');
  button.classList.toggle('signonly', label === '' && !isSignless);
}

function placeOf(selector: string | undefined): Element | undefined {
  if (!selector) return undefined;
  const found = document.querySelector(selector);
  if (found === null) warn(`there is no ${selector} on this page, so the button stands in the corner`);
  return found ?? undefined;
}

/** The element keeps its own size: the host in it has none, and the panel is laid over it. */
function fill(target: Element, { host, root }: Parts, reveal: () => void): void {
  target.replaceChildren(host);
  const { blockSize, minBlockSize } = getComputedStyle(target);
  const hasSize = [blockSize, minBlockSize].some((size) => Number.parseFloat(size) > 0);
  host.classList.toggle('sizeless', !hasSize);
  const size = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, size];
  new ResizeObserver(([entry]) => {
    const block = entry?.contentBoxSize[0]?.blockSize;
    if (hasSize && block) size.replaceSync(`iframe{block-size:${block}px!important}`);
  }).observe(target);
  new IntersectionObserver(
    (entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      reveal();
    },
    { rootMargin: NEAR },
  ).observe(host);
}

function colorRules({ color, textColor }: Options): string {
  if (!color && !textColor) return '';
  const ground = color ? resolved(color) : undefined;
  const ink = textColor ? resolved(textColor) : ground && readableOn(ground);
  if (ground === undefined || ink === undefined) {
    warn(`data-color and data-text-color must be opaque CSS colours, and the first can't be left out`);
    return '';
  }
  const reached = contrast(ground, ink);
  if (reached < ENOUGH) {
    warn(`the contrast of ${textColor} on ${color} is ${reached.toFixed(1)}:1, below ${ENOUGH}:1`);
    return '';
  }
  return `button{--ground:${written(ground)};--ink:${written(ink)}}`;
}

/** What the browser makes of a colour, in a place that the page's styles don't reach. */
function resolved(value: string): Color | undefined {
  if (!CSS.supports('color', value) || /^(?:currentcolor|inherit|initial|unset|revert)/iu.test(value)) {
    return undefined;
  }
  const probe = document.createElement('carrel-chat');
  const inner = document.createElement('i');
  inner.style.color = `color-mix(in srgb, ${value}, ${value})`;
  probe.attachShadow({ mode: 'open' }).append(inner);
  document.documentElement.append(probe);
  const { color } = getComputedStyle(inner);
  probe.remove();
  return colorFrom(color);
}

function warn(problem: string): void {
  // oxlint-disable-next-line no-console -- for who sets up the page
  console.warn(`Carrel: ${problem}. The default is used.`);
}
