import { describe, expect, test } from 'vitest';
import { Complex } from '../../../src/engine/exact/complex-series.ts';
import { probabilitiesBehind } from '../../../src/engine/exact/fft.ts';
import { rootsOfUnity, writeRoots } from '../../../src/engine/exact/roots-of-unity.ts';

test.each([1, 2, 4, 8, 1024, 65_536])('the %i roots of unity are cosines and sines to the last digits', (size) => {
  const { cos, sin } = rootsOfUnity(size);
  let error = 0;
  for (let k = 0; k <= size / 2; k++) {
    const angle = (2 * Math.PI * k) / size;
    error = Math.max(error, Math.abs(cos[k] - Math.cos(angle)), Math.abs(sin[k] - Math.sin(angle)));
  }
  expect(error).toBeLessThan(1e-15);
});

test('how far a root lies from 1 is known to the last digits, however near it is', () => {
  const points = new Float64Array(6);
  writeRoots(rootsOfUnity(65_536), 0, 3, points);
  expect([points[0] === 0, points[3] === 0]).toEqual([true, true]);
  for (const k of [1, 2]) {
    const half = Math.sin((Math.PI * k) / 65_536);
    expect(Math.abs(points[k] / (-2 * half * half) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(points[3 + k] / Math.sin((2 * Math.PI * k) / 65_536) - 1)).toBeLessThan(1e-14);
  }
});

describe('the inverse transform', () => {
  test.each([1, 2, 8, 64])('gives back %i probabilities from their generating function at the roots', (size) => {
    const weights = Array.from({ length: size }, (_, n) => ((7 * n) % 11) + 1);
    const all = weights.reduce((total, weight) => total + weight, 0);
    const count = Math.floor(size / 2) + 1;
    const [re, im] = [new Float64Array(count), new Float64Array(count)];
    for (let k = 0; k < count; k++) {
      for (const [n, weight] of weights.entries()) {
        const angle = (2 * Math.PI * ((k * n) % size)) / size;
        re[k] += (weight / all) * Math.cos(angle);
        im[k] += (weight / all) * Math.sin(angle);
      }
      re[k] -= 1;
    }
    const probabilities = probabilitiesBehind(re, im, rootsOfUnity(size));
    expect(probabilities).toHaveLength(size);
    for (const [n, weight] of weights.entries()) expect(probabilities[n]).toBeCloseTo(weight / all, 14);
  });
});

describe('laws on the unit circle', () => {
  const points = new Float64Array(2 * 33);
  writeRoots(rootsOfUnity(64), 0, 33, points);

  function values(law: (numbers: Complex, width: number) => void): { re: number; im: number }[] {
    const numbers = new Complex(points, 2);
    numbers.variable(0);
    law(numbers, numbers.width);
    const at = (i: number): number => numbers.store[numbers.width + i];
    return Array.from({ length: 33 }, (_, i) => ({ re: 1 + at(i), im: at(33 + i) }));
  }

  const angle = (k: number): number => (2 * Math.PI * k) / 64;

  test.each([1, 2, 3, 10, 63, 1000])('z to the power of %i turns so many times as far', (people) => {
    for (const [k, { re, im }] of values((numbers, to) => numbers.raise(to, 0, people)).entries()) {
      expect(Math.abs(re - Math.cos(people * angle(k)))).toBeLessThan(1e-15 * (people + 4));
      expect(Math.abs(im - Math.sin(people * angle(k)))).toBeLessThan(1e-15 * (people + 4));
    }
  });

  test.each([0.01, 1, 17.3, 2000])('a Poisson number with mean %d is exp(mean (z - 1))', (mean) => {
    for (const [k, { re, im }] of values((numbers, to) => numbers.poisson(to, 0, mean)).entries()) {
      const size = Math.exp(mean * (Math.cos(angle(k)) - 1));
      expect(Math.abs(re - size * Math.cos(mean * Math.sin(angle(k))))).toBeLessThan(1e-15 * (mean + 4));
      expect(Math.abs(im - size * Math.sin(mean * Math.sin(angle(k))))).toBeLessThan(1e-15 * (mean + 4));
    }
  });

  test.each([0.01, 1, 50])('a geometric number with mean %d is 1 / (1 + mean (1 - z))', (mean) => {
    for (const [k, { re, im }] of values((numbers, to) => numbers.geometric(to, 0, mean)).entries()) {
      const [x, y] = [1 + mean * (1 - Math.cos(angle(k))), -mean * Math.sin(angle(k))];
      expect(re).toBeCloseTo(x / (x * x + y * y), 14);
      expect(im).toBeCloseTo(-y / (x * x + y * y), 14);
    }
  });
});
