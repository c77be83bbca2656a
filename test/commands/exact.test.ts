import { describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

/** Fifty channels that bring ten million in all: 300,000,000 multiplications for each stage. */
const crowded = fileWith({
  rotations: 12,
  loops: [],
  channels: Array.from({ length: 50 }, (_, i) => ({ id: `c${i}`, volume: 200_000, arrival: 'poisson' })),
  stages: ['engage', 'acquire', 'nurture', 'advocate'].map((id, s) => ({ id, ...(s > 0 && { conversion: 0.9 }) })),
});

const actuals = 'rotation,engage,acquire,nurture,advocate\n12,10000000,9000000,8100000,7290000\n';

describe('--exact', () => {
  test('what would take too long comes from runs, and the output says how to have it exactly', async () => {
    const files = { 'plan.json': crowded, 'real.csv': actuals };
    const { code, out } = await flywheel(['track', 'plan.json', 'real.csv', '--format', 'json'], { files });
    const { method, runs, notes } = JSON.parse(out);
    expect({ code, method, runs }).toEqual({ code: 0, method: 'monte-carlo', runs: 10_000 });
    expect(notes.join()).toContain('exact ones would take more than 1,000,000,000 multiplications: --exact makes them');
  });

  test('changes nothing where answers are exact anyway', async () => {
    const bands = ['simulate', 'hundred-per-cycle', '--bands'];
    expect(await flywheel([...bands, '--exact'])).toEqual(await flywheel(bands));
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'beside --runs',
      ['chance', 'hundred-per-cycle', '--exact', '--runs', '9'],
      /--exact.*cannot be used with.*--runs/,
    ],
    ['in a market', ['chance', 'lifecycle-marketing', '--exact'], /no exact answer.*Without --exact/],
    [
      'for an amount',
      ['chance', 'shop-flywheel', 'cash above 0', '--exact'],
      /cash has no exact answer: it is no count/,
    ],
    [
      'for a swept amount',
      ['sweep', 'shop-flywheel', '--vary', 'overhead=0,1', '--bands', '--exact', '--format', 'csv'],
      /cash has no exact answer/,
    ],
    [
      'for an amount that is compared',
      ['compare', 'shop-flywheel', '--rotations', '3', '--metric', 'cash', '--bands', '--exact'],
      /cash has no exact answer/,
    ],
  ])('is refused %s', async (_where, args, message) => {
    const { code, out, err } = await flywheel(args);
    expect({ code, out }, err).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('leaves the bands of amounts to runs where nobody asked for them, and says so', async () => {
    const { code, out } = await flywheel(['simulate', 'shop-flywheel', '--bands', '--exact', '--rotations', '2']);
    expect(code).toBe(0);
    expect(out).toContain('exact bands (amounts: 10,000 runs, seed 1)');
  });

  test.each([
    ['simulate', ['simulate', 'hundred-per-cycle', '--exact']],
    ['sweep', ['sweep', 'hundred-per-cycle', '--vary', 'rotations=4,5', '--exact']],
    ['compare', ['compare', 'hundred-per-cycle', '--volume', '9', '--exact']],
  ])('makes no difference to %s without --bands, which it says', async (_command, args) => {
    const { code, err } = await flywheel(args);
    expect({ code, err }).toEqual({ code: 0, err: 'note: --exact makes no difference without --bands\n' });
  });
});
