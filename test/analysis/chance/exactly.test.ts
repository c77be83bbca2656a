import { describe, expect, test } from 'vitest';
import { answersTo, type ChanceSettings, type Questions } from '../../../src/analysis/chance/estimate.ts';
import { MOST_WORK } from '../../../src/analysis/chance/exactly.ts';
import { readGoal } from '../../../src/model/metric/goal.ts';
import { readMetric } from '../../../src/model/metric/metric.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { worked } from '../../cli/example.ts';
import { onThreads } from './threads.ts';

const wheel: Scenario = { ...worked, rotations: 12 };

/** Bands of engage in every rotation, and a goal. */
function questions(scenario: Scenario): Questions {
  const ids = metricIds(scenario);
  const metrics = Array.from({ length: scenario.rotations }, (_, t) => readMetric(`engage@${t + 1}`, ids));
  return { metrics, goals: [readGoal('gain@5 at least 47', ids)] } as Questions;
}

function asked(scenario: Scenario, options: Partial<ChanceSettings>) {
  return answersTo(questions(scenario), scenario, { switches: [], runs: null, seed: '1', ...options }, (job) =>
    onThreads(1)({ ...job, runs: 100 }),
  );
}

describe('what exact answers take in all is limited', () => {
  test('within the limit everything is exact, and nothing is said', async () => {
    const { method, runs, tooLong } = await asked(wheel, {});
    expect({ method, runs, tooLong }).toEqual({ method: 'exact', runs: null, tooLong: null });
  });

  test('beyond it the bands come from runs, a goal that was asked for stays exact, and a sentence says so', async () => {
    const { method, bands, goals, tooLong } = await asked(wheel, { shared: MOST_WORK / 1e5 });
    expect(method).toBe('monte-carlo');
    expect(bands.map((band) => band?.method)).toEqual(Array(12).fill('monte-carlo'));
    expect(goals[0].method).toBe('exact');
    expect(goals[0].probability).toBeCloseTo(0.5185, 4);
    expect(tooLong).toMatch(/^The bands come from runs.*--exact/);
  });

  test('far beyond it the chances do, too', async () => {
    const { goals, tooLong } = await asked(wheel, { shared: MOST_WORK });
    expect(goals[0].method).toBe('monte-carlo');
    expect(tooLong).toMatch(/^The bands and chances come from runs/);
  });

  test('who insists gets the same answers as without a limit', async () => {
    const insisted = await asked(wheel, { shared: MOST_WORK, exact: true });
    expect(insisted).toEqual(await asked(wheel, {}));
  });
});

test('long work says how far it is, again and again, and changes nothing by it', async () => {
  const conversion = Array.from({ length: 40 }, (_, t) => 0.3 + t / 1000);
  const stages = [{ id: 'engage' }, { id: 'acquire', conversion }, ...worked.stages.slice(2)];
  const changing: Scenario = { ...worked, rotations: 40, stages };
  const shares: number[] = [];
  const paused = await asked(changing, {
    pause: async (done, total) => {
      shares.push(done / total);
    },
  });
  expect(shares.length).toBeGreaterThan(5);
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  expect(shares.at(-1)).toBeGreaterThan(0.9);
  expect(paused).toEqual(await asked(changing, {}));
});

test('work that is given up ends at once', async () => {
  const conversion = Array.from({ length: 40 }, (_, t) => 0.3 + t / 1000);
  const stages = [{ id: 'engage' }, { id: 'acquire', conversion }, ...worked.stages.slice(2)];
  const stopped = asked(
    { ...worked, rotations: 40, stages },
    {
      pause: async () => {
        throw new Error('enough');
      },
    },
  );
  await expect(stopped).rejects.toThrow('enough');
});
