import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withSpread } from '../../../src/commands/track/spread.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import { redrawn } from '../../../src/model/plan/redrawn.ts';
import { scenarios } from '../../arbitrary/scenario.ts';

/** A number of 0.2 to 0.8 for each path, another in every run. */
const luck = (run: number) => (path: string) =>
  0.2 + 0.6 * ([...path].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0) + run) % 1009, 7) / 1009);

test('the plan of every run is the one that is compiled for it, on random scenarios with every volume uncertain', () => {
  fc.assert(
    fc.property(scenarios({ money: true }), (wheel) => {
      const stages = wheel.stages.map((stage, s) =>
        s === 1 ? { ...stage, conversion: { uniform: [0.2, 0.8] } } : stage,
      );
      const { scenario, switches } = withSpread({ ...wheel, stages }, [], 0.1);
      const planIn = redrawn(scenario, switches);
      for (const run of [1, 2]) {
        expect(planIn(luck(run))).toEqual(compile(scenario, switches, { uncertain: luck(run) }));
      }
    }),
    { numRuns: 15 },
  );
});
