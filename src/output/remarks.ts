import type { Insight, Outlook } from '../analysis/outlook.ts';
import { rotationName } from '../model/period.ts';
import type { Simulation, TrendRule } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { labelOf } from './label.ts';
import { count, factor, shareInWords } from './number.ts';

/** The sentences under a table of `simulate`, a line each: what came of it and where it is heading, and the rules. */
export function remarksOn(scenario: Scenario, simulation: Simulation, { outlook, weakestRate }: Insight): string[] {
  const lines = [
    resultRemark(scenario, simulation),
    heading(scenario, simulation, outlook),
    rulesRemark(scenario, simulation, weakestRate),
  ];
  return lines.filter((line) => line !== '');
}

/** A rotation in the middle of a sentence: "rotation 5", or "May 2027" where the scenario has dates. */
function spoken(scenario: Scenario, rotation: number): string {
  const name = rotationName(rotation, scenario.period, scenario.start);
  if (scenario.start !== undefined && scenario.period !== undefined) return name;
  return `${scenario.period ?? 'rotation'} ${name}`;
}

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function resultRemark(scenario: Scenario, { rotations }: Simulation): string {
  const last = rotations.at(-1);
  if (!last || (scenario.loops ?? []).length === 0) return '';
  const total = rotations.reduce((sum, row) => sum + row.gain, 0);
  const when = spoken(scenario, last.rotation);
  const without = (scenario.loops ?? []).some((loop) => loop.type === 'proof') ? 'referrals and proof' : 'referrals';
  const sum = total < 0 === last.gain < 0 ? count(Math.abs(total)) : amount(total);
  const all = `${sum} over ${rotations.length === 2 ? 'both' : `all ${NUMBERS[rotations.length] ?? count(rotations.length)}`}`;
  const gain = `${amount(last.gain)} in ${when} than without ${without}${rotations.length > 1 ? `, ${all}` : ''}.`;
  if (last.referredShare === null) return gain;
  return `${gain} ${shareInWords(last.referredShare)} of ${when} came by referral.`;
}

const amount = (gain: number): string =>
  `${count(Math.abs(gain))} ${gain < 0 && count(gain) !== '0' ? 'fewer' : 'more'}`;

function heading(scenario: Scenario, { rotations }: Simulation, outlook: Outlook): string {
  const first = labelOf(scenario, 'stages', scenario.stages[0].id);
  switch (outlook.kind) {
    case 'no referral':
      return 'Nobody brings anyone in this scenario: what arrives is what the channels bring.';
    case 'reaches':
      return `${count(outlook.people)} of the ${count(outlook.market)} people in the market have been reached by then.`;
    case 'proof':
      return '';
    case 'settles': {
      const condition = outlook.varying ? `If the numbers of ${spoken(scenario, rotations.length)} last, it` : 'It';
      return `${condition} settles at ${count(outlook.arrivals)} a ${scenario.period ?? 'rotation'} at ${first}.`;
    }
    case 'multiplies':
      return multiplying(outlook.kFactor, outlook.growth, scenario.period ?? 'rotation');
    case 'never leave':
      return neverLeaving(scenario, rotations.at(-1)?.gain ?? 0, outlook);
  }
}

function multiplying(kFactor: number, growth: number | null, period: string): string {
  const brings = `Each person referred brings ${factor(kFactor)} more in time, so it never settles`;
  return growth === null ? `${brings}.` : `${brings}: referrals come to multiply by ${factor(growth)} a ${period}.`;
}

function neverLeaving(scenario: Scenario, gain: number, outlook: Outlook & { kind: 'never leave' }): string {
  const labels = outlook.pools.map((id) => labelOf(scenario, 'stages', id));
  const who = `Those who reach ${labels.join(' and ')} never leave in this scenario`;
  if (outlook.gain === null || count(outlook.gain) === count(gain)) return `${who}.`;
  const retention = shareInWords(outlook.retention);
  return `${who}; at ${retention} retention the gain would be ${count(outlook.gain)} instead of ${count(gain)}.`;
}

function rulesRemark(scenario: Scenario, { rotations, summary }: Simulation, weakestRate: number): string {
  const { smooth, easier, moreEfficient } = summary.rules;
  const to = scenario.stages.findIndex((stage) => stage.id === smooth.weakest);
  const link = `${scenario.stages[to - 1].id} -> ${smooth.weakest} (${shareInWords(weakestRate)})`;
  const adds =
    smooth.onePointAdds === null || weakestRate >= 1
      ? ''
      : `; one more point there adds ${atLeastOne(smooth.onePointAdds)} in ${spoken(scenario, rotations.length)}`;
  return [
    `${smooth.holds ? 'Smooth' : 'Not smooth'}: weakest link ${link}${adds}.`,
    `Easier: ${verdict(scenario, easier)}.`,
    ...(moreEfficient ? [`More efficient: ${verdict(scenario, moreEfficient)}.`] : []),
  ].join(' ');
}

const atLeastOne = (people: number): string => (people > 0 && people < 0.5 ? 'less than 1' : count(people));

function verdict(scenario: Scenario, rule: TrendRule): string {
  if (rule.holds) return 'yes';
  return rule.brokenAt === null ? 'no, nobody is referred in the end' : `no, since ${spoken(scenario, rule.brokenAt)}`;
}
