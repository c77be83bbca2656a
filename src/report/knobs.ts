import { isUncertain, seriesOf } from '../model/number/forms.ts';
import { AMOUNT, SHARE } from '../model/number/range.ts';
import type { Change } from '../model/scenario/change.ts';
import type { Knob as FlagName } from '../model/scenario/knob.ts';
import { poolIds } from '../model/scenario/pools.ts';
import type { Quantity, ReferralLoop, Scenario, StageMap } from '../model/scenario/types.ts';
import { labelOf } from '../output/format/label.ts';
import { count, factor, shareInWords } from '../output/format/number.ts';
import { periodOf, spoken } from '../output/format/period-words.ts';
import type { GivenFlag } from './embedded.ts';

/** The parts of a page's controls, in their order. */
export const GROUPS = ['Referral', 'Arrivals', 'Conversion', 'Retention'] as const;

/** A number of the scenario that a reader of the page may turn. */
export interface PageKnob {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly group: (typeof GROUPS)[number];
  readonly label: string;
  /** How the command line changes it: `conversion`, and `acquire` before the `=`. */
  readonly flag: { readonly name: FlagName | 'set'; readonly of: string };
  readonly unit: 'share' | 'people' | 'money' | 'factor';
  /** What the scenario says; null for a number that no slider can stand for. */
  readonly present: number | null;
  readonly note: string | null;
  /** Where the slider ends, and its step; a typed number may go beyond. */
  readonly most: number;
  readonly step: number;
}

/** Every number that the page has a control for, or says why it has none. */
export function knobsOf(scenario: Scenario): PageKnob[] {
  return [...referralKnobs(scenario), ...arrivalKnobs(scenario), ...linkKnobs(scenario), ...retentionKnobs(scenario)];
}

const referralsOf = ({ loops = [] }: Scenario): ReferralLoop[] => loops.filter((loop) => loop.type === 'referral');

const referralKnobs = (scenario: Scenario): PageKnob[] =>
  referralsOf(scenario).map(({ id, from, perMember }) => ({
    path: `loops.${id}.perMember`,
    group: 'Referral',
    label: `${labelOf(scenario, 'loops', id)}: new people per active member of ${labelOf(scenario, 'stages', from)} a ${periodOf(scenario)}`,
    flag: { name: 'referral-rate', of: id },
    ...scaleOf(scenario, perMember, 'factor'),
  }));

const arrivalKnobs = (scenario: Scenario): PageKnob[] =>
  (scenario.channels ?? []).map(({ id, volume, budget }) => {
    const name = budget === undefined ? 'volume' : 'budget';
    return {
      path: `channels.${id}.${name}`,
      group: 'Arrivals',
      label: `${labelOf(scenario, 'channels', id)}: ${budget === undefined ? 'prospects' : name} a ${periodOf(scenario)}`,
      flag: { name, of: id },
      ...scaleOf(scenario, budget ?? volume ?? 0, budget === undefined ? 'people' : 'money'),
    };
  });

/** The base rate of each link, unless everybody has one of their own; then the rates of origins. */
function linkKnobs(scenario: Scenario): PageKnob[] {
  const { stages } = scenario;
  return stages.slice(1).flatMap(({ id, conversion }, i): PageKnob[] => {
    const label = `${labelOf(scenario, 'stages', stages[i].id)} → ${labelOf(scenario, 'stages', id)}`;
    const own = ownKnobs(scenario, 'conversion', id, label, 'Conversion');
    const flag = { name: 'conversion', of: id } as const;
    const path = `stages.${id}.conversion`;
    const base: PageKnob = { path, group: 'Conversion', label, flag, ...scaleOf(scenario, conversion ?? 0, 'share') };
    const everybody = (scenario.channels ?? []).length + referralsOf(scenario).length;
    return own.length > 0 && own.length === everybody ? own : [base, ...own];
  });
}

function retentionKnobs(scenario: Scenario): PageKnob[] {
  return poolIds(scenario).flatMap((id): PageKnob[] => {
    const stage = scenario.stages.find((candidate) => candidate.id === id);
    const label = `${labelOf(scenario, 'stages', id)}: still active a ${periodOf(scenario)} later`;
    const flag = { name: 'retention', of: id } as const;
    const base: PageKnob = {
      path: `stages.${id}.retention`,
      group: 'Retention',
      label,
      flag,
      ...scaleOf(scenario, stage?.retention ?? 1, 'share'),
    };
    if (stage?.activeFor === undefined) {
      return [base, ...ownKnobs(scenario, 'retention', id, label, 'Retention')];
    }
    const time = `${count(stage.activeFor)} ${periodOf(scenario)}${stage.activeFor === 1 ? '' : 's'}`;
    return [{ ...base, label: labelOf(scenario, 'stages', id), present: null, note: `active for ${time}, then gone` }];
  });
}

/** The rates that single origins have in place of the stage's own. */
function ownKnobs(
  scenario: Scenario,
  key: 'conversion' | 'retention',
  stage: string,
  label: string,
  group: PageKnob['group'],
): PageKnob[] {
  const of = (list: 'channels' | 'loops', members: readonly ({ id: string } & { [K in typeof key]?: StageMap })[]) =>
    members.flatMap((origin): PageKnob[] => {
      const map = origin[key];
      if (!map || !Object.hasOwn(map, stage)) return [];
      const path = `${list}.${origin.id}.${key}.${stage}`;
      const whose = `${label}, from ${labelOf(scenario, list, origin.id)}`;
      return [
        { path, group, label: whose, flag: { name: 'set', of: path }, ...scaleOf(scenario, map[stage], 'share') },
      ];
    });
  return [...of('channels', scenario.channels ?? []), ...of('loops', referralsOf(scenario))];
}

type Scale = Pick<PageKnob, 'unit' | 'present' | 'note' | 'most' | 'step'>;

/** Steps of a slider from one end to the other, at least; and of a rate from where it stands to the nearer end. */
const STEPS = 200;
const STEPS_TO_END = 50;

function scaleOf(scenario: Scenario, quantity: Quantity, unit: PageKnob['unit']): Scale {
  const series = seriesOf(quantity, unit === 'share' ? SHARE : AMOUNT, scenario.rotations);
  const [first] = series;
  const most = unit === 'share' ? 1 : roundUp(Math.max(unit === 'factor' ? 1 : 10, ...series) * 2.5);
  const scale = { unit, most, step: stepOf(unit, most, first) };
  if (series.some((value) => value !== first))
    return { ...scale, present: null, note: courseOf(scenario, series, unit) };
  const note = isUncertain(quantity) ? 'uncertain in the scenario: a slider makes it certain' : null;
  return { ...scale, present: first, note };
}

/** What a slider moves at once: 0.5 points of a share, but less where the rate is small, or almost all. */
function stepOf(unit: PageKnob['unit'], most: number, present: number): number {
  const distance = unit === 'share' ? Math.min(present, most - present) || most : unit === 'factor' ? present : 0;
  const fine = distance > 0 ? distance / STEPS_TO_END : most;
  // 1 - 0.9 is a little less than 0.1 in binary fractions.
  return roundDown(Math.min(most / STEPS, Number(fine.toPrecision(12))));
}

/** The next round number up: where a slider may end. */
const roundUp = (value: number): number => ROUND.find((round) => round >= value) ?? value;

/** The next round number down: how far a slider may move at once. */
const roundDown = (value: number): number => ROUND.findLast((round) => round <= value) ?? value;

/** 0.001, 0.002, 0.005, 0.01 and so on, as they are written; from a billionth on. */
const ROUND = Array.from({ length: 29 }, (_, i) => [1, 2, 5].map((digit) => Number(`${digit}e${i - 9}`))).flat();

function courseOf(scenario: Scenario, series: Float64Array, unit: PageKnob['unit']): string {
  const ends = [series[0], series[series.length - 1]];
  const [least, most] = [Math.min(...series), Math.max(...series)];
  const [from, to, low, high] = [...ends, least, most].map((value) => shownValue(value, unit));
  // What rises and falls again, as by season, is not told by its ends.
  const between = ends.includes(least) && ends.includes(most) ? '' : `, between ${low} and ${high}`;
  return `${from} in ${spoken(scenario, 1)}, ${to} in ${spoken(scenario, scenario.rotations)}${between}: it varies, so it has no slider`;
}

/** The value of a knob as people read it. */
export function shownValue(value: number, unit: PageKnob['unit']): string {
  if (unit === 'share') return shareInWords(value);
  return unit === 'factor' ? factor(value) : factor(value).replace(/^\d+/, (whole) => count(Number(whole)));
}

/** What knobs stand at, by path; those that are missing stand where the scenario has them. */
export type Turned = ReadonlyMap<string, number>;

/** The knobs that are not where the scenario has them, with their values. */
function moved(knobs: readonly PageKnob[], turned: Turned): { knob: PageKnob; value: number }[] {
  return knobs.flatMap((knob) => {
    const value = turned.get(knob.path);
    return value === undefined || value === knob.present ? [] : [{ knob, value }];
  });
}

/** The flags that turn the knobs of the scenario so. */
export const knobFlags = (knobs: readonly PageKnob[], turned: Turned): GivenFlag[] =>
  moved(knobs, turned).map(({ knob: { flag }, value }) => ({ name: flag.name, value: `${flag.of}=${value}` }));

/** The knobs turned so, as changes to a scenario. */
export function changesOf(knobs: readonly PageKnob[], turned: Turned): Change[] {
  return moved(knobs, turned).map(({ knob: { flag }, value }): Change => {
    const text = `--${flag.name} ${flag.of}=${value}`;
    return flag.name === 'set'
      ? { flag: text, set: flag.of, value }
      : { flag: text, knob: flag.name, of: flag.of, value };
  });
}
