import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/analysis/money/ledger.ts';
import { seriesValues } from '../../src/analysis/rotation-figures.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { bundledNames } from '../../src/io/bundled.ts';
import { loadBundled } from '../../src/io/load.ts';
import { isOfMoney, SERIES_KEYS } from '../../src/model/metric/catalogue.ts';

describe('the figures of a rotation', () => {
  test.each(bundledNames())('of %s are those of the catalogue, in its order', (name) => {
    for (const { rotation, stages, active, ...figures } of simulate(loadBundled(name)).rotations) {
      expect(Object.keys(figures), `rotation ${rotation}`).toEqual(SERIES_KEYS);
    }
  });

  test('that follow from money are null without it, and no others', () => {
    const values = seriesValues({ arrivals: 10, referred: 4, bare: null }, null, 0);
    for (const key of SERIES_KEYS) expect(values[key] === null, key).toBe(isOfMoney(key));
  });

  test('the gain is who was referred, or what came beyond those who would have come anyway', () => {
    expect(seriesValues({ arrivals: 10, referred: 4, bare: null }, null, 0).gain).toBe(4);
    expect(seriesValues({ arrivals: 10, referred: 4, bare: 7 }, null, 0).gain).toBe(3);
  });

  test('a share of nobody is undefined', () => {
    expect(seriesValues({ arrivals: 0, referred: 0, bare: null }, null, 0).referredShare).toBeNull();
    expect(seriesValues({ arrivals: 10, referred: 4, bare: null }, null, 0).referredShare).toBe(0.4);
  });

  test('are read from the ledger: what a customer cost, all in and by the spend alone', () => {
    const amounts = { revenue: 100, cost: 60, profit: 40, cash: 25, spend: 30, costBefore: 6, goods: 0, levers: 4 };
    const counts = { customers: 5, keeping: 0, kept: 0 };
    const columns = Object.entries({ ...amounts, ...counts }).map(([key, value]) => [key, Float64Array.of(value)]);
    const ledger = { lanes: 1, rotations: 1, ...Object.fromEntries(columns) } as unknown as Ledger;
    const values = seriesValues({ arrivals: 10, referred: 4, bare: null }, ledger, 0);
    expect(values).toMatchObject({ revenue: 100, cost: 60, profit: 40, cash: 25, spend: 30 });
    expect(values).toMatchObject({ cac: 8, mediaCac: 6, keepCost: null });
  });
});
