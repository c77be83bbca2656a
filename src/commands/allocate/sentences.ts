import { isTie } from '../../analysis/tolerance.ts';
import { isLessBetter, type Measure } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { capitalised, labelOf } from '../../output/format/label.ts';
import { isMoneyMeasure, measureInWords, measureText } from '../../output/format/measure-text.ts';
import { price, significant } from '../../output/format/number.ts';
import { horizonOf, periodOf } from '../../output/format/period-words.ts';
import type { AllocatedChannel, Allocation } from './allocation.ts';

/** Marginals within one percent of each other are called equal. */
const EQUAL = 0.01;

/** What is told of an allocation below its table. */
export function allocationRemarks(
  scenario: Scenario,
  allocation: Allocation,
  measure: Measure,
  flags: readonly string[],
): string[] {
  return [
    outcomeRemark(scenario, allocation, measure),
    ...leversRemark(scenario, allocation),
    ...optimumRemarks(scenario, allocation, measure),
    ...endRemark(scenario, allocation),
    ...luckRemark(scenario, allocation, measure),
    `To see it: add ${flags.join(' ')}`,
  ];
}

const money = (amount: number, { currency }: Scenario): string => price(amount, currency);

function outcomeRemark(scenario: Scenario, { before, after, change, spend }: Allocation, measure: Measure): string {
  const text = measureText(measure, scenario, [change ?? 0]);
  const name = measureInWords(measure, scenario);
  const per = `a ${periodOf(scenario)}`;
  const same = isTie(spend.before, spend.after);
  const cost = same
    ? `with the same ${money(spend.after, scenario)} ${per}`
    : `with ${money(spend.after, scenario)} ${per} in place of ${money(spend.before, scenario)}`;
  if (after === null) return `However the money is spread, ${name} has no value.`;
  if (before === null || change === null)
    return `Spread so, ${name} comes to ${text.words(after)}, ${cost}; with the plan it has no value.`;
  if (isTie(before, after)) return `The plan is as good as any: ${name} stays at ${text.words(after)}, ${cost}.`;
  return `Spread so, ${name} ${change < 0 ? 'falls' : 'rises'} by ${text.step(change)} to ${text.words(after)}, ${cost}.`;
}

function leversRemark(scenario: Scenario, { levers, leverCost, tried }: Allocation): string[] {
  if (tried === 0) return ['There is no lever to try that is not on already.'];
  if (tried !== null && levers.length === 0) return ['No lever is worth its part of this money.'];
  if (levers.length === 0) return [];
  const names = listed(
    levers.map((id) => labelOf(scenario, 'levers', id)),
    'and',
  );
  const cost = leverCost > 0 ? `, for ${money(leverCost, scenario)} a ${periodOf(scenario)} of the same money` : '';
  return [`Switch on ${names}${cost}${leverCost > 0 ? ' (setup included); the channels get the rest' : ''}.`];
}

/** What one more unit of money adds, as it stands in a cell. */
export function marginalText(value: number | null, measure: Measure): string {
  if (value === null) return '–';
  const isShare = measure.by === 'chance' || measure.metric.name.startsWith('referredShare');
  const number = significant(Number((isShare ? 100 * value : value).toPrecision(4)));
  return isShare ? `${number} points` : number;
}

const marginalInWords = (value: number | null, measure: Measure, { currency }: Scenario): string => {
  const text = marginalText(value, measure);
  return isMoneyMeasure(measure) && currency !== undefined
    ? text.replace(/^-?/, (sign) => `${sign}${currency} `)
    : text;
};

/** One unit of money: "one more EUR a month", or where each rotation has a budget of its own "one more EUR". */
export function unitInWords(scenario: Scenario, { by }: Pick<Allocation, 'by'>): string {
  const unit = `one more ${scenario.currency ?? 'unit of money'}`;
  return by === 'rotation' ? unit : `${unit} a ${periodOf(scenario)}`;
}

/** Whether what one more unit adds is equal, which is the proof of an optimum, or which limit is in the way. */
function optimumRemarks(scenario: Scenario, result: Allocation, measure: Measure): string[] {
  const label = ({ channel }: AllocatedChannel): string => labelOf(scenario, 'channels', channel);
  const words = (value: number | null): string => marginalInWords(value, measure, scenario);
  const free = freeMarginals(result);
  const unit = unitInWords(scenario, result);
  const held = result.allocation.flatMap((one): string[] => {
    if (one.bound === 'max') return [`${label(one)} is at its --max; one more there would add ${words(one.marginal)}`];
    if (one.bound === 'min') return [`${label(one)} is at its --min; one more there adds ${words(one.marginal)}`];
    if (one.bound === 'nothing') return [`${label(one)} gets nothing: its first would add ${words(one.marginal)}`];
    if (one.bound === 'kept')
      return [`${label(one)} keeps its budget; one more there would add ${words(one.marginal)}`];
    return [];
  });
  return [
    ...equalRemark(free, unit, words, result, scenario, isLost(result, measure)),
    ...(held.length > 0 ? [`${held.join('. ')}.`] : []),
  ];
}

/** True where limits cost more than spreading the money brings: the plan, which does not keep to them, is better. */
function isLost({ before, after, change, spend }: Allocation, measure: Measure): boolean {
  if (before === null || after === null || change === null || isTie(before, after)) return false;
  const isWorse = isLessBetter(measure) ? change > 0 : change < 0;
  return isWorse && (spend.after > spend.before || isTie(spend.before, spend.after));
}

/** The marginals of all that nothing holds. */
function freeMarginals({ allocation }: Allocation): number[] {
  return allocation.flatMap(({ bound, marginal }) => (bound === null && marginal !== null ? [marginal] : []));
}

function equalRemark(
  free: readonly number[],
  unit: string,
  words: (value: number | null) => string,
  { by, after, standardError }: Allocation,
  scenario: Scenario,
  isLost: boolean,
): string[] {
  if (free.length === 0) return [];
  const [low, high] = [Math.min(...free), Math.max(...free)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const where = by === 'rotation' ? `channel and ${periodOf(scenario)}` : 'channel';
  if (size <= FLAT * Math.abs(after ?? 0)) return [`${capitalised(unit)} would add nothing, wherever it goes.`];
  const last = low < 0 ? lossRemark(high) : '';
  if (free.length === 1) return [`${capitalised(unit)} would add ${words(free[0])}.${last}`];
  if (high - low <= EQUAL * size) {
    const mean = free.reduce((sum, one) => sum + one, 0) / free.length;
    const best = isLost ? '.' : ': no money is better moved, which is what makes it the best split.';
    const everywhere = by === 'rotation' ? `in every ${where} that gets money` : `whichever ${where} it goes to`;
    return [`${capitalised(unit)} would add ${words(mean)}, ${everywhere}${best}${last}`];
  }
  const why = standardError === null ? '' : '; runs tell it only roughly';
  return [`${capitalised(unit)} would add ${words(low)} to ${words(high)}, depending on the ${where}${why}.${last}`];
}

/** Less of the metric than this is rounding: it does not move with the money at all, or only in steps. */
const FLAT = 1e-12;

const lossRemark = (high: number): string => (high < 0 ? ' That is a loss: less money in all would be better.' : '');

/** A run that ends makes money late in it look worse than it is. */
function endRemark(scenario: Scenario, { by }: Allocation): string[] {
  if (by === 'channel' || scenario.rotations === 1) return [];
  return [
    `What is spent late has little time to bring anything back before the run ends after ${horizonOf(scenario)}: for money that goes on after that, add --rotations.`,
  ];
}

function luckRemark(scenario: Scenario, { standardError, after }: Allocation, measure: Measure): string[] {
  if (standardError?.after === null || standardError?.after === undefined || after === null) return [];
  const text = measureText(measure, scenario, [standardError.after]);
  return [
    `It comes from runs, with a standard error of ${text.step(standardError.after)}; plan and split have the same luck, so that their difference is surer than that. What one more unit adds is a difference over larger sums, and less sure.`,
  ];
}
