import { describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

// After the last rotation there is nothing to forecast.
const files = { 'plan.json': fileWith(), 'real.csv': 'rotation,engage\n5,120\n' };

const VARY = ['--vary', 'rotations=2,3'];

describe('flags for runs', () => {
  test.each([
    ['simulate', 'plan.json'],
    ['compare', 'plan.json', '--volume', '90'],
    ['sweep', 'plan.json', ...VARY],
  ])('of %s %s without --bands make no difference, and a note says so of each', async (...args) => {
    const { code, err } = await flywheel([...args, '--seed', 'blue', '--jobs', '2', '--runs', '9'], { files });
    expect(code).toBe(0);
    expect(err).toBe(
      ['runs', 'seed', 'jobs'].map((name) => `note: --${name} makes no difference without --bands\n`).join(''),
    );
  });

  test('of a chart make none without bands', async () => {
    const { err } = await flywheel(['plot', 'plan.json', '-o', 'a.json', '--seed', 'blue'], { files });
    expect(err).toBe('note: --seed makes no difference without --chart bands\n');
  });

  test.each([
    ['simulate', 'plan.json', '--bands'],
    ['chance', 'plan.json'],
    ['track', 'plan.json', 'real.csv'],
    ['plot', 'plan.json', '--chart', 'bands', '-o', 'a.json'],
  ])('of %s %s make none where every answer is exact', async (...args) => {
    const { code, err } = await flywheel([...args, '--seed', 'blue', '--jobs', '1'], { files });
    expect(code).toBe(0);
    for (const name of ['seed', 'jobs']) {
      expect(err).toContain(
        `note: --${name} makes no difference here: no runs are made, since every answer is exact\n`,
      );
    }
  });

  test.each([
    ['simulate', 'plan.json', '--bands', '--runs', '20'],
    ['chance', 'plan.json', '--runs', '20'],
    ['compare', 'plan.json', '--volume', '90', '--bands', '--runs', '20'],
    ['sweep', 'plan.json', ...VARY, '--bands', '--runs', '20'],
    ['track', 'plan.json', 'real.csv', '--runs', '20'],
  ])('of %s %s are heard where runs are made', async (...args) => {
    const { err } = await flywheel([...args, '--seed', 'blue', '--jobs', '1'], { files });
    expect(err).not.toContain('makes no difference');
  });
});

describe('a single run', () => {
  const ONE = 'note: one run says nothing about chance';

  test.each([
    ['simulate', 'plan.json', '--bands'],
    ['chance', 'plan.json', 'gain@5 at least 40'],
    ['compare', 'plan.json', '--volume', '90', '--bands'],
    ['sweep', 'plan.json', ...VARY, '--bands'],
    ['plot', 'plan.json', '--chart', 'bands', '-o', 'a.json'],
  ])('of %s %s gets a note, and is one run', async (...args) => {
    const { code, out, err } = await flywheel([...args, '--runs', '1'], { files });
    expect(code).toBe(0);
    expect(err).toContain(ONE);
    expect(out + err).not.toMatch(/\b1 runs/);
    expect((await flywheel([...args, '--runs', '2'], { files })).err).not.toContain(ONE);
  });

  test('is too little to track by', async () => {
    const { out } = await flywheel(['track', 'plan.json', 'real.csv', '--runs', '1'], { files });
    expect(out).not.toMatch(/\b1 runs|1 run are/);
  });
});
