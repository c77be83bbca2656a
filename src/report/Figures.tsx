import { metricValue } from '../analysis/metric-value.ts';
import { knownMetric } from '../model/metric/metric.ts';
import { metricIds } from '../model/scenario/expect-faults.ts';
import { plain } from '../output/format/escape.ts';
import { labelOf } from '../output/format/label.ts';
import { shownMetric } from '../output/format/metric-value.ts';
import { horizonOf, spoken } from '../output/format/period-words.ts';
import type { Both, PageOutcome } from './outcome.ts';

/** The figures that sum a wheel up, as given and as changed. */
export function Figures({ given, outcome, isChanged }: Both) {
  const figures = figuresOf(outcome);
  return (
    <dl class={[5, 6].includes(figures.length) ? 'figures threes' : 'figures'}>
      {figures.map(({ name, label }) => {
        const [now, before] = [shown(outcome, name), shown(given, name)];
        return (
          <div key={name} class={isChanged && now !== before ? 'figure changed' : 'figure'}>
            <dt>{plain(label)}</dt>
            <dd>
              <span class="now" data-metric={name}>
                {now}
              </span>
              <span class="was">as given {before}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The first of them, for beside the sliders, where they can be seen to move. Whoever listens hears the others. */
export function Glance({ given, outcome }: { given: PageOutcome; outcome: PageOutcome }) {
  const figures = figuresOf(outcome);
  return (
    <div class="glance" aria-hidden="true">
      {[figures[0], figures[3]].map(({ name, label }) => (
        <span key={name}>
          {plain(label)}
          <b>{shown(outcome, name)}</b>
          <small class="was">as given {shown(given, name)}</small>
        </span>
      ))}
    </div>
  );
}

function figuresOf({ scenario, simulation, insight }: PageOutcome): { name: string; label: string }[] {
  const [first] = scenario.stages;
  const last = spoken(scenario, scenario.rotations);
  const horizon = horizonOf(scenario);
  const money = simulation.journey !== null;
  const [pool] = Object.keys(simulation.rotations[0].active);
  return [
    { name: first.id, label: `${labelOf(scenario, 'stages', first.id)} in ${last}` },
    { name: 'referredShare', label: `Came by referral in ${last}` },
    { name: `total:${insight.customer}`, label: `${labelOf(scenario, 'stages', insight.customer)} over ${horizon}` },
    ...(money
      ? [
          { name: 'cash', label: `Cash after ${horizon}` },
          { name: 'cac', label: `Cost of a customer (CAC) in ${last}` },
          { name: 'ltv', label: `LTV over ${horizon}` },
        ]
      : [{ name: 'total:gain', label: `Gain over ${horizon}` }]),
    ...(pool === undefined
      ? []
      : [{ name: `active.${pool}`, label: `Active members of ${labelOf(scenario, 'stages', pool)} in ${last}` }]),
  ];
}

function shown({ scenario, simulation }: PageOutcome, name: string): string {
  const metric = knownMetric(name, metricIds(scenario));
  return shownMetric(metric, metricValue(simulation, metric) ?? null, scenario);
}
