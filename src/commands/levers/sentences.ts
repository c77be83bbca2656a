import { isTie } from '../../analysis/tolerance.ts';
import { isLessBetter, type Measure } from '../../model/metric/measure.ts';
import { entryOf } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { listed } from '../../model/text/list.ts';
import { sampledBy } from '../../output/chance.ts';
import { labelOf } from '../../output/format/label.ts';
import { measureCalled, measureInWords } from '../../output/format/measure-text.ts';
import type { MetricText } from '../../output/format/metric-text.ts';
import { price } from '../../output/format/number.ts';
import { horizonOf, spoken } from '../../output/format/period-words.ts';
import { type BestLevers, changeBy, type LeverAlone, type LeverRanking, type LeverStep } from './rank.ts';

interface Told {
  readonly scenario: Scenario;
  readonly ranking: LeverRanking;
  readonly measure: Measure;
  readonly text: MetricText;
  readonly label: (lever: string) => string;
}

/**
 * What to switch on first and after which lever one more stops paying, or the best set within the budget.
 * @param levers that were on before
 */
export function leverRemarks(
  scenario: Scenario,
  ranking: LeverRanking,
  measure: Measure,
  text: MetricText,
  levers: readonly string[],
): string[] {
  const told: Told = { scenario, ranking, measure, text, label: (lever) => labelOf(scenario, 'levers', lever) };
  const { best, order, value } = ranking;
  const undefinedBefore = value === null ? [`${measureInWords(measure, scenario)} has no value without a lever.`] : [];
  return [
    ...undefinedBefore,
    ...(best ? bestRemarks(told, best, levers) : order.length > 0 ? orderRemarks(told, levers) : []),
    ...methodOf(ranking),
    ...excludedRemarks(told),
    ...setupRemark(told),
    ...outlayRemark(told),
  ];
}

/** From which runs it comes, and how far it may be off. */
function methodOf({ method, runs = 0, seed }: LeverRanking): string[] {
  return method === 'monte-carlo' ? [`From ${sampledBy(runs, seed)}, with the same luck for every set of levers.`] : [];
}

function orderRemarks(told: Told, levers: readonly string[]): string[] {
  const { order } = told.ranking;
  const stop = order.findIndex(({ pays }) => pays === false);
  const paying = stop === -1 ? order : order.slice(0, stop);
  return [
    ...(paying.length > 0 ? [firstRemark(told, paying[0])] : []),
    ...(stop === -1 ? allPay(told) : [stopRemark(told, stop)]),
    ...lateRemark(told, stop),
    ...(paying.length > 1 ? [togetherRemark([...levers, ...paying.map(({ lever }) => lever)], paying.length)] : []),
  ];
}

/** What to type to see levers together. */
function togetherRemark(levers: readonly string[], found: number): string {
  const what = found === 1 ? 'it' : found === 2 ? 'both together' : 'them together';
  return `To see ${what}: ${switchedOn(levers)}`;
}

/** The best set within a budget, and what is too dear beside it. */
function bestRemarks(told: Told, best: BestLevers, levers: readonly string[]): string[] {
  const { scenario, ranking, measure, text, label } = told;
  const { alone, passedOver } = ranking;
  const paid = (amount: number): string => price(amount, scenario.currency);
  const budget = paid(ranking.budget ?? 0);
  if (best.levers.length === 0) {
    const dear = passedOver.length > 0 ? ` Too dear for it: ${listed(passedOver.map(label), 'and')}.` : '';
    return [`No lever pays within the budget of ${budget}.${dear}`];
  }
  const name = measureInWords(measure, scenario);
  const names = listed(best.levers.map(label), 'and');
  return [
    `Best within the budget of ${budget}: ${names}. With ${best.levers.length === 1 ? 'it' : 'them'}, ${name} ${outcomeOf(best, text)}.`,
    togetherRemark([...levers, ...best.levers], best.levers.length),
    `The outlay comes to ${paid(best.outlay)} of ${budget}.`,
    ...(passedOver.length > 0
      ? [`Beside these, too dear for the budget: ${listed(passedOver.map(label), 'and')}.`]
      : []),
    methodRemark(best, alone.length),
  ];
}

const methodRemark = ({ method }: BestLevers, levers: number): string =>
  method === 'all subsets'
    ? 'Every set of these levers was tried.'
    : `Of ${levers} levers not every set was tried: the best one at a time, then one less, one more, or one for another or for two, as long as that helped.`;

function excludedRemarks({ ranking: { excluded }, label }: Told): string[] {
  return excluded.map(({ lever, by }) => `${label(lever)} is left out: it and ${label(by)} exclude each other.`);
}

/** What the outlay is, where there is any. */
function outlayRemark({ scenario, ranking: { alone, order } }: Told): string[] {
  if (!hasOutlay(alone)) return [];
  const others = order.length < alone.length ? ', of the others alone' : '';
  return [
    `Outlay: setup and running cost over ${horizonOf(scenario)}, and what spend, stages, members and overhead cost more than without the lever, more people included; not cost of goods. Of levers in the order on top of those before${others}.`,
  ];
}

/** True where any lever costs or saves something. */
export const hasOutlay = (alone: readonly LeverAlone[]): boolean =>
  alone.some(({ outlay }) => outlay !== null && outlay !== 0);

const firstRemark = ({ scenario, measure, text, label }: Told, step: LeverStep): string =>
  `Switch on ${label(step.lever)} first: ${measureInWords(measure, scenario)} ${outcomeOf(step, text)}.`;

/** "rises by USD 3.00 to USD 5.00", or where nothing is known of a change "comes to USD 5.00". */
function outcomeOf(one: Pick<LeverStep, 'metric' | 'change'>, text: MetricText): string {
  const change = changeBy(one);
  const to = text.words(one.metric ?? 0);
  return change ? `${change < 0 ? 'falls' : 'rises'} by ${text.step(change)} to ${to}` : `comes to ${to}`;
}

function allPay({ scenario, ranking: { order }, measure }: Told): string[] {
  if (order.length < 2) return [];
  return [
    `Every lever still ${isLessBetter(measure) ? 'lowers' : 'adds to'} ${measureCalled(measure, scenario)} on top of those before.`,
  ];
}

/** Longer lists are broken on narrow terminals. */
const MOST_UNBROKEN = 30;

/** In quotes a list may be broken after a comma and still be copied to a shell. */
function switchedOn(levers: readonly string[]): string {
  const list = levers.join(',');
  return list.length <= MOST_UNBROKEN ? `--with ${list}` : `--with "${levers.join(', ')}"`;
}

/** The lever after which one more makes nothing better. */
function stopRemark(told: Told, stop: number): string {
  const { ranking, measure, scenario, text, label } = told;
  const { lever } = ranking.order[stop];
  const change = changeBy(ranking.order[stop]);
  const does = (what: string): string =>
    change ? `would ${change < 0 ? 'lower' : 'raise'} ${what} by ${text.step(change)}` : 'would change nothing';
  if (stop === 0) {
    return `No lever pays: the best of them, ${label(lever)}, ${does(measureInWords(measure, scenario))}.`;
  }
  return `After ${label(ranking.order[stop - 1].lever)}, one more stops paying: ${label(lever)} ${does('it')}.`;
}

/** Levers that do no good one by one may do so together: where more of the order is better than where it stops paying. */
function lateRemark({ scenario, ranking: { order, value }, measure, text, label }: Told, stop: number): string[] {
  const before = stop > 0 ? order[stop - 1].metric : value;
  if (stop === -1 || before === null) return [];
  const sign = isLessBetter(measure) ? -1 : 1;
  const gains = order.slice(stop).map((step) => sign * ((step.metric ?? before) - before));
  const most = Math.max(...gains);
  if (most <= 0 || isTie(before + sign * most, before)) return [];
  const together = order.slice(stop, stop + gains.indexOf(most) + 1).map(({ lever }) => label(lever));
  const moved = `${sign < 0 ? 'falls' : 'rises'} by ${text.step(sign * most)}`;
  return [`Yet ${listed(together, 'and')} together pay: ${measureCalled(measure, scenario)} then ${moved}.`];
}

/** Setting up is paid in the first rotation, and so is not in a figure of a later one. */
function setupRemark({ scenario, measure, ranking: { alone } }: Told): string[] {
  const { name, subject, when } = measure.metric;
  const rotation = when === 'last' ? scenario.rotations : when;
  const { hasLeverCosts, isCumulative } = entryOf(subject);
  if (subject.kind !== 'series' || !hasLeverCosts || isCumulative) return [];
  if (rotation === 'total' || rotation === 1) return [];
  const isSetUp = (id: string): boolean => (scenario.levers ?? []).some((lever) => lever.id === id && lever.setup);
  if (!alone.some(({ lever }) => isSetUp(lever))) return [];
  const missing = `what setting up costs in ${spoken(scenario, 1)} is not in it; cash and npv have it.`;
  return [`${name} is that of ${spoken(scenario, rotation)}: ${missing}`];
}
