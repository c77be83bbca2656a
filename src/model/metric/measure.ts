import { show } from '../number/scalar.ts';
import { type Goal, inOneLine, readGoal } from './goal.ts';
import { isBetterLow, type Metric, readMetric } from './metric.ts';
import { BAND_PARTS, type BandPart, type MetricIds } from './names.ts';

/**
 * What a plan is measured by: a metric by its expected value, a part of its band under chance (`p5:cash@12`), or the chance
 * of a goal (`chance of cash@12 at least 0`). `name` is how it is written, the same for all ways to write it.
 */
export type Measure =
  | { readonly by: 'expected'; readonly name: string; readonly metric: Metric }
  | { readonly by: BandPart; readonly name: string; readonly metric: Metric }
  | { readonly by: 'chance'; readonly name: string; readonly metric: Metric; readonly goal: Goal };

/** A measure that has to be drawn, or found exactly from the laws of chance. */
export type ChanceMeasure = Exclude<Measure, { readonly by: 'expected' }>;

type Fault = { readonly fault: string };

const CHANCE = /^(?:the )?(?:chance|probability)(?: (?:of|that)\b ?(.*))?$/i;
const PART = /^(total:)?([a-z]+\d*):(.*)$/i;

/** Reads a metric, `p5:METRIC` and the like, or `chance of GOAL`; the fault says what to write instead. */
export function readMeasure(text: string, ids: MetricIds): Measure | Fault {
  const line = inOneLine(text) ?? text;
  const chance = CHANCE.exec(line);
  if (chance) return chanceMeasure(chance[1] ?? '', ids);
  const [, total, part, rest = ''] = PART.exec(line) ?? [];
  if (part === undefined || part === 'total') return expectedMeasure(line, ids);
  const by = BAND_PARTS.find((known) => known === part.toLowerCase());
  if (by === undefined) return { fault: `there is no ${show(`${part}:`)}: before a metric go ${PARTS_THERE_ARE}` };
  if (total) return { fault: `write ${by}:total:${rest}: what is asked of a total stands before it` };
  return partMeasure(by, rest, ids);
}

const PARTS_THERE_ARE = 'p5:, p50:, p95:, mean: and sd:, as in p5:gain';

function expectedMeasure(name: string, ids: MetricIds): Measure | Fault {
  const metric = readMetric(name, ids);
  return 'fault' in metric ? metric : { by: 'expected', name: metric.name, metric };
}

function partMeasure(by: BandPart, name: string, ids: MetricIds): Measure | Fault {
  const metric = readMetric(name, ids);
  if ('fault' in metric) return metric;
  if (metric.type === 'number') return { by, name: `${by}:${metric.name}`, metric };
  return {
    fault: `${name} is ${metric.type === 'truth' ? 'a yes or no' : 'a stage'} and no number, so it has no ${by}`,
  };
}

function chanceMeasure(text: string, ids: MetricIds): Measure | Fault {
  if (text === '') return { fault: 'a chance is that of a goal: write it like "chance of gain@5 at least 47"' };
  const goal = readGoal(text, ids);
  if (!('fault' in goal)) return { by: 'chance', name: `chance of ${goal.text}`, metric: goal.metric, goal };
  if ('fault' in readMetric(text, ids)) return goal;
  return {
    fault: `${show(`chance of ${text}`)} says no value: write it like "chance of ${text} at least 47", in quotes`,
  };
}

/** True for what has to be drawn, or found exactly from the laws of chance. */
export const isOfChance = (measure: Measure): measure is ChanceMeasure => measure.by !== 'expected';

/** The measure that an expected metric is. */
export const expectedOf = (metric: Metric): Measure => ({ by: 'expected', name: metric.name, metric });

/** True for what one wants less of: costs, and a spread. A goal is what one wants, so that more of a chance is better. */
export const isLessBetter = ({ by, metric }: Measure): boolean =>
  by === 'sd' || (by !== 'chance' && isBetterLow(metric));
