import { expect, test } from 'vitest';
import { FIGURE_KEYS, SERIES_KEYS, seriesEntry } from '../../../src/model/metric/catalogue.ts';
import { entryOf, type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import {
  type MetricIds,
  metricNames,
  RESERVED,
  rotationNames,
  runNames,
  seriesNames,
} from '../../../src/model/metric/names.ts';

const ids: MetricIds = { stages: ['engage', 'acquire'], origins: ['paid', 'friends'], pools: ['acquire'] };
const names = [...new Set([...metricNames(ids), ...rotationNames(ids), ...runNames(ids)])];
const subjects = names.map((name) => (readMetric(name, ids) as Metric).subject);

test('no two metrics say the same of themselves', () => {
  const said = subjects.map((subject) => JSON.stringify({ ...subject, key: entryOf(subject).about }));
  expect(new Set(said).size).toBe(said.length);
});

test('what a metric is has room beside the longest name', () => {
  for (const subject of subjects) expect(entryOf(subject).about.length).toBeLessThanOrEqual(50);
});

test('labels and titles of the figures of a rotation tell them apart', () => {
  for (const part of ['label', 'title'] as const) {
    const shown = SERIES_KEYS.map((key) => seriesEntry(key)[part] ?? seriesEntry(key).label);
    expect(new Set(shown).size).toBe(SERIES_KEYS.length);
  }
});

test('no id of a scenario may be the name of a figure', () => {
  expect(RESERVED).toEqual(expect.arrayContaining([...SERIES_KEYS, ...FIGURE_KEYS]));
});

test('a column of the money table goes before or after each other, never at once', () => {
  const ranks = SERIES_KEYS.flatMap((key) => seriesEntry(key).rank ?? []);
  expect(new Set(ranks).size).toBe(ranks.length);
});

test('a snapshot has the columns of a rotation, but for who lapsed, which follows from them', () => {
  const lapsed = ids.pools.map((stage) => `lapsed.${stage}`);
  expect(lapsed).not.toEqual([]);
  expect(seriesNames(ids).toSorted()).toEqual([...rotationNames(ids), ...lapsed].toSorted());
});

test('snapshots keep the order that they had: the stages with their parts, pools, figures', () => {
  expect(rotationNames(ids)).toEqual([
    ...['engage', 'engage.paid', 'engage.friends', 'engage.returning'],
    ...['acquire', 'acquire.paid', 'acquire.friends', 'acquire.returning', 'active.acquire'],
    ...SERIES_KEYS,
  ]);
});
