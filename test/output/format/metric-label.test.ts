import { expect, test } from 'vitest';
import { type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { metricLabel } from '../../../src/output/format/metric-label.ts';

const scenario: Scenario = {
  rotations: 3,
  channels: [
    { id: 'paid-ads', volume: 10 },
    { id: 'social', label: 'Instagram Ads', volume: 10 },
  ],
  stages: [{ id: 'visit' }, { id: 'member', label: 'VIP member', retention: 0.9 }],
  loops: [{ id: 'friends', type: 'referral', from: 'member', to: 'visit', perMember: 1 }],
};

test.each([
  ['visit', 'Visit'],
  ['visit.paid-ads', 'Visit by paid ads'],
  ['visit.social', 'Visit by Instagram Ads'],
  ['visit.friends', 'Visit by friends'],
  ['active.member', 'Active VIP member'],
  ['mediaCac', 'Media CAC'],
])('%s is called %s: labels stay as they were written', (name, label) => {
  expect(metricLabel(scenario, readMetric(name, metricIds(scenario)) as Metric)).toBe(label);
});
