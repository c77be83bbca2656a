import type { Insight } from '../../analysis/explanation.ts';
import { isLoss } from '../../analysis/money/journey.ts';
import { lastBelow } from '../../analysis/money/payback.ts';
import { scalarValue } from '../../model/number/scalar.ts';
import type { JourneyStep, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { count, price, shareInWords, times } from '../format/number.ts';
import { horizonOf, periodOf, spoken } from '../format/period-words.ts';

/** What a customer is worth and costs, in one line: for under any table of a scenario with money. */
export function customerRemark(scenario: Scenario, { summary }: Simulation, { averageCac, customer }: Insight): string {
  const { ltv, ltvToCac, cacPayback } = summary;
  const horizon = horizonOf(scenario);
  if (ltv === null || averageCac === null) return `Nobody becomes a customer within ${horizon}: no LTV and no CAC.`;
  const cost = `LTV over ${horizon} is ${paid(scenario, ltv)}; winning a customer cost ${paid(scenario, averageCac)} on average`;
  const ratio = ltvToCac === null || ltvToCac <= 0 ? '' : ` (LTV is ${times(ltvToCac)} times that)`;
  const back =
    cacPayback === null
      ? `not paid back within ${horizon}`
      : `paid back in the customer's ${periodOf(scenario)} ${count(cacPayback)}`;
  return `${cost}${ratio}, ${back}.${earlierRevenue(scenario, customer)}`;
}

/** Whoever asks more for a trial would otherwise wonder why the cost of a customer stays. */
function earlierRevenue({ stages, ...scenario }: Scenario, customer: string): string {
  const before = stages.slice(
    0,
    stages.findIndex(({ id }) => id === customer),
  );
  if (before.every(({ revenue }) => revenue === undefined || revenue === 0)) return '';
  return ` What comes in before ${labelOf({ stages, ...scenario }, 'stages', customer)} is in neither.`;
}

/** What the columns of the money table mean, what the run earned, and what a customer is worth. */
export function moneyRemarks(scenario: Scenario, simulation: Simulation, insight: Insight): string[] {
  return [
    'Cash is the profit so far. CAC is what winning a customer cost: spend, the stages before and levers; media CAC is the spend alone. Keep cost is what a member costs. LTV is what a customer brings in, before overhead, levers and what it cost to win them.',
    profitRemark(scenario, simulation),
    customerRemark(scenario, simulation, insight),
    ...originRemarks(scenario, simulation),
  ];
}

const paid = ({ currency }: Scenario, money: number | null): string => price(money, currency);

function profitRemark(scenario: Scenario, { rotations, summary }: Simulation): string {
  const discount = scalarValue(scenario.discount ?? 0);
  const worth =
    discount === 0
      ? ''
      : `, worth ${paid(scenario, summary.npv)} today at a discount of ${shareInWords(discount)} a ${periodOf(scenario)}`;
  const profit = `Profit over ${horizonOf(scenario)} is ${paid(scenario, rotations.at(-1)?.cash ?? null)}${worth}`;
  if (summary.cashBreakEven !== null) {
    return `${profit}; cash stays at 0 or above from ${spoken(scenario, summary.cashBreakEven)} on.`;
  }
  const below = lastBelow(rotations) > 0;
  return `${profit}; cash ${below ? 'is below 0 at the end' : 'is never below 0'}.`;
}

/** LTV by origin, where there are several, and what referrals add to it. */
function originRemarks(scenario: Scenario, { summary }: Simulation): string[] {
  const { ltvByOrigin, referralValue } = summary;
  const origins = Object.entries(ltvByOrigin ?? {});
  const named = origins.map(([id, ltv]) => {
    const list = scenario.channels?.some((channel) => channel.id === id) ? 'channels' : 'loops';
    return `${labelOf(scenario, list, id)} ${paid(scenario, ltv)}`;
  });
  const differ = new Set(origins.map(([, ltv]) => price(ltv, scenario.currency))).size > 1;
  return [
    ...(differ ? [`LTV over ${horizonOf(scenario)} by origin: ${named.join(', ')}.`] : []),
    ...(referralValue === null || !hasReferrals(scenario) ? [] : [referralRemark(scenario, referralValue)]),
  ];
}

const hasReferrals = ({ loops }: Scenario): boolean => (loops ?? []).some((loop) => loop.type === 'referral');

function referralRemark(scenario: Scenario, value: number): string {
  const verb = value < 0 ? 'cost' : 'add';
  return `The people whom a customer brings ${verb} ${paid(scenario, Math.abs(value))} over ${horizonOf(scenario)}${endless(scenario)}.`;
}

/** What follows one person leaves the market out. */
const endless = ({ market }: Scenario): string => (market ? ', as if the market had no end' : '');

/** Whom the journey follows, and where they start to pay. */
export function journeyRemarks(scenario: Scenario, { journey, breakEvenStage }: Simulation): string[] {
  const [channel] = scenario.channels ?? [];
  if (!channel) return ['There is no channel, so there is no prospect to follow.'];
  const who = `One prospect from ${labelOf(scenario, 'channels', channel.id)}, followed for ${horizonOf(scenario)} without whom they bring${endless(scenario)}; cost, revenue and net add up from stage to stage.`;
  const steps = journey ?? [];
  return [who, breakEvenRemark(scenario, steps, breakEvenStage), ...stepRemark(scenario, steps)];
}

/** The stage that makes the money. */
function stepRemark(scenario: Scenario, journey: readonly JourneyStep[]): string[] {
  const best = journey.reduce((most, step) => (step.step > most.step ? step : most), journey[0]);
  if (best === undefined || best.step <= 0) return [];
  return [`The largest step is at ${labelOf(scenario, 'stages', best.stage)}: ${paid(scenario, best.step)}.`];
}

function breakEvenRemark(scenario: Scenario, journey: readonly JourneyStep[], stage: string | null): string {
  if (stage !== null) return `The prospect has paid for themselves by ${labelOf(scenario, 'stages', stage)}.`;
  const below = journey.some(isLoss);
  return below
    ? 'The prospect does not pay for themselves in that time.'
    : 'The prospect never costs more than they have brought in.';
}
