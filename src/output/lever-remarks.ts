import { isBetterLow } from '../analysis/asked.ts';
import { changeBy, type LeverRanking, type LeverStep } from '../analysis/levers.ts';
import { isTie } from '../analysis/tie.ts';
import type { Metric } from '../model/metric.ts';
import type { Scenario } from '../model/scenario.ts';
import { labelOf } from './label.ts';
import { listed } from './listed.ts';
import { type MetricText, metricInWords } from './metric-text.ts';
import { price } from './number.ts';
import { horizonOf, spoken } from './spoken.ts';

interface Told {
  readonly scenario: Scenario;
  readonly ranking: LeverRanking;
  readonly metric: Metric;
  readonly text: MetricText;
  readonly label: (lever: string) => string;
}

/**
 * What to switch on first, after which lever one more stops paying, and what fits the budget.
 * @param levers that were on before
 */
export function leverRemarks(
  scenario: Scenario,
  ranking: LeverRanking,
  metric: Metric,
  text: MetricText,
  levers: readonly string[],
): string[] {
  const told: Told = { scenario, ranking, metric, text, label: (lever) => labelOf(scenario, 'levers', lever) };
  const { order, value, alone } = ranking;
  const undefinedBefore = value === null ? [`${metricInWords(metric, scenario)} has no value without a lever.`] : [];
  return [
    ...undefinedBefore,
    ...(order.length > 0 ? orderRemarks(told, levers) : []),
    ...budgetRemarks(told),
    ...setupRemark(told),
    ...(alone.some(({ outlay }) => outlay > 0) ? [`Outlay: setup and running cost over ${horizonOf(scenario)}.`] : []),
  ];
}

function orderRemarks(told: Told, levers: readonly string[]): string[] {
  const { order } = told.ranking;
  const stop = order.findIndex(({ pays }) => pays === false);
  const paying = stop === -1 ? order : order.slice(0, stop);
  const flags = switchedOn([...levers, ...paying.map(({ lever }) => lever)]);
  return [
    ...(paying.length > 0 ? [firstRemark(told, paying[0])] : []),
    ...(stop === -1 ? allPay(told) : [stopRemark(told, stop)]),
    ...lateRemark(told, stop),
    ...(paying.length > 1 ? [`To see ${paying.length === 2 ? 'both' : 'them'} together: ${flags}`] : []),
  ];
}

function firstRemark({ scenario, metric, text, label }: Told, { lever, metric: after, change }: LeverStep): string {
  const to =
    change === null
      ? `comes to ${text.words(after)}`
      : `${moves(change)} by ${text.step(change)} to ${text.words(after)}`;
  return `Switch on ${label(lever)} first: ${metricInWords(metric, scenario)} ${to}.`;
}

const moves = (change: number): string => (change < 0 ? 'falls' : 'rises');

function allPay({ ranking: { order, passedOver }, metric }: Told): string[] {
  if (order.length < 2) return [];
  const which = passedOver.length > 0 ? 'lever that fits' : 'lever';
  return [`Every ${which} still ${isBetterLow(metric) ? 'lowers' : 'adds to'} ${metric.name} on top of those before.`];
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
  const { ranking, metric, scenario, text, label } = told;
  const { lever } = ranking.order[stop];
  const change = changeBy(ranking.order[stop]);
  const does =
    change === null || change === 0
      ? `would change nothing`
      : `would ${change < 0 ? 'lower' : 'raise'} it by ${text.step(change)}`;
  const name = metricInWords(metric, scenario);
  if (stop === 0) return `No lever pays: the best of them, ${label(lever)}, ${does.replace(' it ', ` ${name} `)}.`;
  return `After ${label(ranking.order[stop - 1].lever)}, one more stops paying: ${label(lever)} ${does}.`;
}

/** Levers that do no good one by one may do so together: where more of the order is better than where it stops paying. */
function lateRemark({ ranking: { order, value }, metric, text, label }: Told, stop: number): string[] {
  if (stop === -1) return [];
  const sign = isBetterLow(metric) ? -1 : 1;
  const before = stop === 0 ? value : order[stop - 1].metric;
  if (before === null) return [];
  const later = order.slice(stop);
  const best = later.reduce((most, step) => (sign * step.metric > sign * most.metric ? step : most), later[0]);
  const gained = best.metric - before;
  if (sign * gained <= 0 || isTie(best.metric, before) || best === later[0]) return [];
  const together = later.slice(0, later.indexOf(best) + 1).map(({ lever }) => label(lever));
  return [`Yet ${listed(together, 'and')} together pay: ${metric.name} then ${moves(gained)} by ${text.step(gained)}.`];
}

/** Figures of one rotation that what a lever costs is in. */
const OF_ONE_ROTATION: readonly string[] = ['cost', 'profit', 'cac'];

/** Setting up is paid in the first rotation, and so is not in a figure of a later one. */
function setupRemark({ scenario, metric: { name, subject, when }, ranking: { alone } }: Told): string[] {
  const rotation = when === 'last' ? scenario.rotations : when;
  if (subject.kind !== 'series' || !OF_ONE_ROTATION.includes(subject.key)) return [];
  if (rotation === 'total' || rotation === 1) return [];
  const isSetUp = (id: string): boolean => (scenario.levers ?? []).some((lever) => lever.id === id && lever.setup);
  if (!alone.some(({ lever }) => isSetUp(lever))) return [];
  const missing = `what setting up costs in ${spoken(scenario, 1)} is not in it; cash and npv have it.`;
  return [`${name} is that of ${spoken(scenario, rotation)}: ${missing}`];
}

function budgetRemarks({ scenario, ranking: { budget, order, passedOver, alone }, label }: Told): string[] {
  if (budget === null) return [];
  const paid = (amount: number): string => price(amount, scenario.currency);
  const spent = order.reduce((sum, { outlay }) => sum + outlay, 0);
  if (alone.every(({ outlay }) => outlay === 0))
    return ['None of these levers costs anything, so the budget changes nothing.'];
  const outlayOf = (lever: string): number => alone.find((one) => one.lever === lever)?.outlay ?? 0;
  const dear = passedOver.map((lever) => `${label(lever)} (${paid(outlayOf(lever))})`);
  const left = order.length > 0 ? `What is left, ${paid(Math.max(0, budget - spent))}, is` : 'It is';
  const within = `The levers of this order take ${paid(spent)} of the budget of ${paid(budget)}.`;
  return [
    order.length > 0 ? within : `No lever fits into the budget of ${paid(budget)}.`,
    ...(dear.length > 0 ? [`${left} too little for ${listed(dear, 'or')}.`] : []),
    ...(dear.length > 0 && order.length > 0
      ? ['Each step takes the best lever that still fits; others together may do more for the same budget.']
      : []),
  ];
}
