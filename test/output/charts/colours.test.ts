import { expect, test } from 'vitest';
import {
  BLUE,
  boughtColour,
  ORANGE,
  RAMP,
  referredColour,
  SLATE,
  VERMILION,
} from '../../../src/output/charts/colours.ts';

/** Lightness L* of a colour, 0..100 (CIE 1976, from linear sRGB with D65). */
function lightness(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

/** What the eye tells apart in grey, side by side. */
const APART = 8;

test('colours that meet differ in lightness, so that they can be told apart in grey', () => {
  for (const pair of [
    [boughtColour(0), referredColour(0)],
    [boughtColour(1), referredColour(0)],
    [boughtColour(0), boughtColour(1)],
    [referredColour(0), referredColour(1)],
    [BLUE, ORANGE],
    [BLUE, SLATE],
    [ORANGE, SLATE],
    [BLUE, VERMILION],
    [VERMILION, ORANGE],
  ]) {
    expect(Math.abs(lightness(pair[0]) - lightness(pair[1])), pair.join()).toBeGreaterThan(APART);
  }
});

test('a heat map grows darker with every step', () => {
  for (const [i, colour] of RAMP.slice(1).entries())
    expect(lightness(RAMP[i]) - lightness(colour)).toBeGreaterThan(APART);
});
