// Whether a text can be read on a colour: contrast as WCAG 2 defines it. Pure.

/** Red, green, blue, from 0 to 1. */
export type Color = readonly [number, number, number];

/** What WCAG asks of text of the button's size. */
export const ENOUGH = 4.5;

export const BLACK: Color = [0, 0, 0];
export const WHITE: Color = [1, 1, 1];

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white: one of them can always be read. */
export const readableOn = (ground: Color): Color =>
  contrast(ground, WHITE) >= contrast(ground, BLACK) ? WHITE : BLACK;

/** As browsers write what `color-mix(in srgb, …)` comes to; undefined for what shines through. */
export function colorFrom(computed: string): Color | undefined {
  const [, inner = ''] = /^color\(srgb ([^)]+)\)$/u.exec(computed) ?? [];
  const parts = inner.split(/[\s/]+/u).map(Number);
  const [red, green, blue, alpha = 1] = parts.map((part) => Math.min(1, Math.max(0, part)));
  if (red === undefined || green === undefined || blue === undefined || alpha < 1) return undefined;
  return parts.some(Number.isNaN) ? undefined : [red, green, blue];
}

export const written = (color: Color): string =>
  `rgb(${color.map((part) => Math.round(part * 255)).join(' ')})`;
