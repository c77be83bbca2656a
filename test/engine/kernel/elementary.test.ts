import exactExp from '@stdlib/math-base-special-exp';
import exactLn from '@stdlib/math-base-special-ln';
import exactLog1p from '@stdlib/math-base-special-log1p';
import { expect, test } from 'vitest';
import { kernel } from '../../../src/engine/montecarlo/kernel.ts';
import { stream } from '../../../src/engine/montecarlo/streams.ts';

const { expMinus, ln, log1p } = kernel();

/** Two units of the last digit, beside one that the function compared with may be off by itself. */
const CLOSE = 3 * 2 ** -52;

const numbers = stream('1', 0, 'logarithm');
const uniforms = Array.from({ length: 20_000 }, () => numbers.next());

/** How far a function is from another, at worst, as a share of it. */
function farthest(of: (x: number) => number, exact: (x: number) => number, at: readonly number[]): number {
  const off = (value: number, right: number) => (right === 0 ? Math.abs(value) : Math.abs(value / right - 1));
  return at.reduce((worst, x) => (off(of(x), exact(x)) <= worst ? worst : off(of(x), exact(x))), 0);
}

test('ln agrees with fdlibm to the last digits, near 1 too', () => {
  const near = uniforms.map((u) => 0.95 + u / 10);
  const far = uniforms.map((u, i) => u * 10 ** ((i % 600) - 300));
  const edges = [1, 1 - 2 ** -53, 1 + 2 ** -52, 11 / 16, 11 / 8, 2 ** -1022, 2 ** 1023, 0.5, 2];
  expect(farthest(ln, exactLn, [...near, ...far, ...edges])).toBeLessThan(CLOSE);
});

test('ln of 0 is lower than that of any uniform', () => {
  expect(ln(0)).toBeLessThan(-700);
});

test('ln(1 + x) agrees with fdlibm to the last digits, for the smallest x too', () => {
  const tiny = uniforms.map((u, i) => (i % 2 ? -u : u) * 10 ** -(i % 300));
  const negative = uniforms.map((u) => -u);
  const large = uniforms.map((u) => 1e9 * u);
  expect(farthest(log1p, exactLog1p, [0, ...tiny, ...negative, ...large])).toBeLessThan(CLOSE);
});

test('e^-x agrees with fdlibm to the last digits', () => {
  const at = [0, 32, ...uniforms.map((u) => 32 * u), ...uniforms.map((u) => u / 1e6)];
  expect(farthest(expMinus, (x) => exactExp(-x), at)).toBeLessThan(CLOSE);
});
