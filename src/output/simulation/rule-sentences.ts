import type { Insight } from '../../analysis/explanation.ts';
import { spends } from '../../analysis/growth/rules.ts';
import type { Cause, Setback, Trend } from '../../analysis/growth/trends.ts';
import type { BestPoint, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { count, factor, margin, price, shareInWords } from '../format/number.ts';
import { spoken } from '../format/period-words.ts';

/** The three rules of a flywheel, a sentence each: whether it holds, its figures, and where and why it broke. */
export function ruleRemarks(scenario: Scenario, simulation: Simulation, insight: Insight): string[] {
  const { easier, moreEfficient } = simulation.summary.rules;
  return [
    smooth(scenario, simulation, insight),
    easier.holds || insight.easier?.broken
      ? trend(scenario, 'Easier', easier.holds, insight.easier, shareOf)
      : 'Easier: no, nobody is referred in the end.',
    trend(scenario, 'More efficient', moreEfficient.holds, insight.efficiency, effortOf(scenario, simulation)),
  ];
}

function smooth(scenario: Scenario, { summary }: Simulation, { weakestRate, bestRate }: Insight): string {
  const { bestPoint, rules } = summary;
  const { holds, weakest } = rules.smooth;
  const point = bestPoint && bestRate !== null ? bestPointRemark(scenario, bestPoint, bestRate) : '';
  const more = point === '' ? '' : ` ${point}`;
  if (holds) return more === '' ? 'Smooth: yes, every stage leads on to the next.' : `Smooth: yes.${more}`;
  if (weakestRate > 0) return `Smooth: no, no member brings anyone in ${spoken(scenario, scenario.rotations)}.${more}`;
  const to = scenario.stages.findIndex((stage) => stage.id === weakest);
  const [before, after] = [scenario.stages[to - 1].id, weakest].map((id) => labelOf(scenario, 'stages', id));
  return `Smooth: no, nobody goes on from ${before} to ${after}.${more}`;
}

/** "One more point at Acquire (30% -> 31%) adds most: 27,927 of cash by rotation 12."; nothing where no link can be better. */
function bestPointRemark(scenario: Scenario, { link, metric, adds }: BestPoint, rate: number): string {
  if (adds === 0) return '';
  // Where members convince, the rate is no longer that to which the point is added.
  const convinced = (scenario.loops ?? []).some(({ type, to }) => type === 'proof' && to === link);
  const raised = convinced ? '' : ` -> ${shareInWords(Math.min(1, rate + 0.01))}`;
  const where = `at ${labelOf(scenario, 'stages', link)} (${shareInWords(rate)}${raised})`;
  const last = spoken(scenario, scenario.rotations);
  if (metric !== 'cash') {
    return `One more point ${where} adds most: ${lessThanOne(adds)} more at ${labelOf(scenario, 'stages', metric)} in ${last}.`;
  }
  const cash = inRound(Math.abs(adds), scenario.currency);
  if (adds > 0) return `One more point ${where} adds most: ${cash} of cash by ${last}.`;
  return `One more point of conversion costs cash wherever it is; ${where} least: ${cash} by ${last}.`;
}

/** Whole units of money where there are many. */
function inRound(money: number, currency: string | undefined): string {
  if (money < 100) return price(money, currency);
  return currency === undefined ? count(money) : `${currency} ${count(money)}`;
}

const lessThanOne = (people: number): string => (people > 0 && people < 0.5 ? 'less than 1' : count(people));

/** A figure that a rule is about: its name, its values in words, and those of what moves it. */
interface Wording {
  readonly name: string;
  readonly value: (value: number) => string;
  readonly moved: (cause: Cause) => string;
  readonly worse: 'fell' | 'rose';
}

const verb = (from: number, to: number): string => (from < to ? 'rose' : 'fell');

/** "spend rose from 100 to 110", "spend stayed at 100". */
function moved(what: string, { from, to }: { from: number; to: number }, value: (value: number) => string): string {
  if (from === to) return `${what} stayed at ${value(to)}`;
  if (value(from) === value(to)) return `${what} ${verb(from, to)} a little from ${value(from)}`;
  return `${what} ${verb(from, to)} from ${value(from)} to ${value(to)}`;
}

const shareOf: Wording = {
  name: 'the referred share',
  value: shareInWords,
  moved: (cause) => {
    const [bought, brought] = ['arrivals from channels', 'referred arrivals'];
    const [what, other] = cause.what === 'channel arrivals' ? [bought, brought] : [brought, bought];
    return `${moved(what, cause, count)} while ${moved(other, cause.against, count)}`;
  },
  worse: 'fell',
};

const EFFORTS = {
  levers: 'the cost of levers',
  'stage costs': 'the cost of the stages before',
  spend: 'spend',
  prospects: 'bought prospects',
};

/** Money where some is spent, else prospects that channels bring: referred ones are not bought. */
function effortOf({ currency }: Scenario, { rotations }: Simulation): Wording {
  const spending = spends(rotations);
  const paid = (value: number): string => price(value, currency);
  return {
    name: spending ? 'the cost of a customer' : 'the number of prospects bought per customer',
    value: spending ? paid : factor,
    moved: (cause) => {
      if (cause.what === 'customers') return moved('customers', cause, count);
      const what = EFFORTS[cause.what as keyof typeof EFFORTS] ?? cause.what;
      return `${moved(what, cause, spending ? paid : count)} while ${moved('customers', cause.against, count)}`;
    },
    worse: 'rose',
  };
}

function trend(scenario: Scenario, rule: string, holds: boolean, figures: Trend | null, wording: Wording): string {
  const verdict = `${rule}: ${holds ? 'yes' : 'no'}`;
  if (!figures) return `${verdict}, though nobody becomes a customer.`;
  const { first, last, broken, setback } = figures;
  if (broken && setback && setback.by < HARDLY) return hardly(scenario, rule, setback, wording);
  const path = `${verdict}, ${wording.name} ${wentFrom(scenario, first, last, wording)}`;
  if (!broken) return `${path}.`;
  const [before, after] = [wording.value(broken.before.value), wording.value(broken.after.value)];
  const step = before === after ? '' : `, from ${before} to ${after},`;
  const when = spoken(scenario, broken.after.rotation);
  return `${path}; it first ${wording.worse} in ${when}${step} because ${wording.moved(broken.cause)}.`;
}

/** Below this a rule is as good as kept. */
const HARDLY = 0.01;

function hardly(scenario: Scenario, rule: string, { from, to, by }: Setback, { name, worse, value }: Wording): string {
  const [before, after] = [from, to].map((point) => `${value(point.value)} in ${spoken(scenario, point.rotation)}`);
  const values = value(from.value) === value(to.value) ? '' : `, from ${before} to ${after}`;
  return `${rule}: no, but ${name} never ${worse} by more than ${margin(by)}${values}.`;
}

function wentFrom(scenario: Scenario, first: Trend['first'], last: Trend['last'], { value }: Wording): string {
  const [from, to] = [value(first.value), value(last.value)];
  if (first.rotation === last.rotation) return `is ${from}`;
  if (from === to) return `is ${from} in ${spoken(scenario, first.rotation)} and in ${spoken(scenario, last.rotation)}`;
  return `${verb(first.value, last.value)} from ${from} in ${spoken(scenario, first.rotation)} to ${to} in ${spoken(scenario, last.rotation)}`;
}
