// Contrast as WCAG 2 measures it, and the colours that a button may have.
import { BLACK, colorFrom, contrast, readableOn, WHITE, written } from '../../../frontend/widget/contrast.ts';

test('E2 black on white is 21:1, a colour on itself 1:1, whichever comes first', () => {
  expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
  expect(contrast(WHITE, BLACK)).toBeCloseTo(21);
  expect(contrast([0.2, 0.4, 0.6], [0.2, 0.4, 0.6])).toBe(1);
});

test('E2 #767676 on white just passes, #777 just fails', () => {
  expect(contrast([0x76 / 255, 0x76 / 255, 0x76 / 255], WHITE)).toBeGreaterThan(4.5);
  expect(contrast([0x77 / 255, 0x77 / 255, 0x77 / 255], WHITE)).toBeLessThan(4.5);
});

test('E2 black or white can be read on every colour', () => {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  for (const red of steps)
    for (const green of steps)
      for (const blue of steps)
        expect(contrast([red, green, blue], readableOn([red, green, blue]))).toBeGreaterThan(4.5);
});

test('E2 what shines through, or is no colour, is none', () => {
  expect(colorFrom('color(srgb 0.5 0 1)')).toEqual([0.5, 0, 1]);
  expect(colorFrom('color(srgb 1.2 -0.1 0.5 / 1)')).toEqual([1, 0, 0.5]);
  for (const text of ['color(srgb 0.5 0 1 / 0.5)', 'rgb(1, 2, 3)', 'color(srgb none 0 0)', ''])
    expect(colorFrom(text)).toBeUndefined();
  expect(written([1, 0.5, 0])).toBe('rgb(255 128 0)');
});
