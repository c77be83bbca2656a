import type { Path } from '../errors.ts';
import { seriesOf } from '../number/forms.ts';
import { AMOUNT, POSITIVE, SHARE } from '../number/range.ts';
import { readScalar, show, thousands } from '../number/scalar.ts';
import { isMapping } from '../text/source.ts';
import { type NumberField, numberFields, numberSpecAt } from './fields.ts';
import { resolvePath, valueAt } from './path.ts';
import type { LeverChange, Quantity, Scenario } from './types.ts';

/** Something that is allowed, but that nobody who knows what it means would write; `path` leads to the number. */
export interface Oddity {
  readonly path: Path;
  readonly message: string;
}

/** A single number, as part of whatever form it is written in; `key` is its key there, or '' for a plain one or a list. */
interface Part {
  readonly path: Path;
  readonly key: string;
  readonly raw: number | string;
  readonly value: number;
  /** True for a text such as "10%". */
  readonly isPercent: boolean;
}

/**
 * Numbers that are hardly meant as they are written: percentages without their sign, and percentages of nothing.
 * There is at most one of each number, and none where a sane scenario may have it.
 * @param scenario one that is valid
 */
export function oddities(scenario: Scenario): Oddity[] {
  return numberFields(scenario)
    .filter(({ path, raw }) => path[0] !== 'expect' && raw !== undefined)
    .flatMap((field) => {
      const doubt = doubtOf(scenario, field);
      const parts = partsOf(field.path, field.raw);
      const odd = parts.flatMap((part) => {
        const message = part.key === 'growth' ? growthDoubt(scenario, part) : doubt(part);
        return message === null ? [] : [{ path: part.path, message: `is ${show(part.raw)}, ${message}` }];
      });
      return odd.slice(0, 1);
    });
}

type Doubt = (part: Part) => string | null;

const NONE: Doubt = () => null;

/** Forms of which a part is no value of the number itself. */
const INDIRECT = ['exposures', 'notice', 'needed', 'got', 'of', 'beta'];

function partsOf(path: Path, raw: unknown, key = ''): Part[] {
  if (Array.isArray(raw)) return raw.flatMap((item, i) => partsOf([...path, i], item, key));
  if (isMapping(raw)) {
    const keys = Object.keys(raw).filter((inner) => !INDIRECT.includes(inner));
    return keys.flatMap((inner) => partsOf([...path, inner], raw[inner], inner));
  }
  const reading = readScalar(raw);
  if ('fault' in reading) return [];
  const { value } = reading;
  return [{ path, key, raw: raw as number | string, value, isPercent: typeof raw === 'string' && raw.includes('%') }];
}

function doubtOf(scenario: Scenario, { path, spec }: NumberField): Doubt {
  const key = path.at(-1);
  if (path[0] === 'levers') return path[2] === 'changes' ? changeDoubt(scenario, path) : NONE;
  if (key === 'discount') return (part) => discountDoubt(scenario, part);
  return isAmount(spec.range, key) ? amountDoubt : NONE;
}

/** True for people and money. A percentage is a fair way to write how many people a member brings. */
const isAmount = (range: NumberField['spec']['range'], key: unknown): boolean =>
  (range === AMOUNT || range === POSITIVE) && key !== 'perMember';

function changeDoubt(scenario: Scenario, path: Path): Doubt {
  const target = (valueAt(scenario, path.slice(0, -1)) as LeverChange).path;
  const found = resolvePath(scenario, target);
  const range = 'path' in found ? numberSpecAt(scenario, found.path)?.range : undefined;
  if ('fault' in found || range === undefined) return NONE;
  const isMoney = isAmount(range, found.path.at(-1));
  const key = path.at(-1);
  if (key === 'to') return isMoney ? amountDoubt : NONE;
  if (key === 'add') return range === SHARE ? addedShareDoubt : isMoney ? addedAmountDoubt : NONE;
  return (part) => factorDoubt(part, () => (range === SHARE ? leastOf(scenario, valueAt(scenario, found.path)) : 0));
}

/** The smallest value of a share over the run; 0 for one that is not written. */
const leastOf = ({ rotations }: Scenario, share: unknown): number =>
  share === undefined ? 0 : Math.min(...seriesOf(share as Quantity, SHARE, rotations));

/** From 100 % per rotation on it is no discount rate; in percent it would be one. */
function discountDoubt(scenario: Scenario, { value }: Part): string | null {
  if (value < 1) return null;
  return `which is ${percent(value)} per ${periodOf(scenario)}${value > 100 ? '' : meant(`"${decimal(value)}%"`, decimal(value / 100))}`;
}

/** Five times as much again, and again: more than anything grows by. */
const MOST_GROWTH = 5;

/** A growth of 1.05 was meant as a factor, one of 5 in percent. */
function growthDoubt(scenario: Scenario, { value, isPercent }: Part): string | null {
  if (isPercent) {
    if (value < MOST_GROWTH) return null;
    const times = `for ${decimal(value)} times as much, write "${percent(value - 1)}"`;
    return `which makes each ${periodOf(scenario)} ${decimal(value + 1)} times the one before (${times})`;
  }
  if (value <= 1) return null;
  const growth = value < 2 ? value - 1 : value / 100;
  const hint = value > 100 ? '' : meant(`"${percent(growth)}"`, decimal(growth));
  return `which is ${percent(value)} more each ${periodOf(scenario)}${hint}`;
}

/** Less than half is left: whoever writes so in percent means so much more, or less. */
const LEAST_KEPT = 0.5;

/** Nothing gets so many times as much; a share that is full at fewer does not either. */
const MOST_TIMES = 50;
const MOST_TIMES_A_SHARE = 5;

function factorDoubt({ value, isPercent }: Part, least: () => number): string | null {
  if (isPercent) {
    if (value <= 0 || value >= LEAST_KEPT) return null;
    const more = meant(
      `"${percent(1 + value)}" for ${percent(value)} more`,
      `"${percent(1 - value)}" for ${percent(value)} less`,
    );
    return `which takes ${percent(1 - value)} away${more}; to keep ${percent(value)}, write ${decimal(value)}`;
  }
  const isFull = value >= MOST_TIMES_A_SHARE && least() * value > 1;
  if (value < MOST_TIMES && !isFull) return null;
  const factor = value < MOST_TIMES ? 1 + value / 100 : value / 100;
  const does = isFull ? 'which fills the share up to 100%' : `which makes it ${decimal(value)} times as much`;
  return `${does}${value > 1000 ? '' : meant(`"${percent(factor)}"`, decimal(factor))}`;
}

function addedShareDoubt({ value, isPercent }: Part): string | null {
  if (Math.abs(value) < 1) return null;
  const does = `and a share then is ${value > 0 ? '100%' : '0%'} whatever it was`;
  if (isPercent || Math.abs(value) > 100) return `${does} (to set it, write "to")`;
  return `${does}${meant(decimal(value / 100), `"${decimal(value)}%"`)}`;
}

function addedAmountDoubt({ value, isPercent }: Part): string | null {
  if (!isPercent) return null;
  const way = value < 0 ? 'less' : 'more';
  const multiply = `"multiply": ${decimal(1 + value)}, which is ${percent(Math.abs(value))} ${way}`;
  return `which adds ${decimal(value)}${value < -1 ? '' : ` (did you mean ${multiply}?)`}`;
}

function amountDoubt({ value, isPercent }: Part): string | null {
  if (!isPercent || value === 0) return null;
  return `which counts as ${decimal(value)}, not as a share of something (did you mean ${decimal(100 * value)}?)`;
}

const periodOf = ({ period }: Scenario): string => period ?? 'rotation';

const meant = (one: string, other: string): string => ` (did you mean ${one} or ${other}?)`;

/** A number without what binary fractions add to it: 0.05, and not 0.050000000000000044. */
const rounded = (value: number): number => Number(value.toPrecision(12));

const decimal = (value: number): string => String(rounded(value));

function percent(value: number): string {
  const points = rounded(100 * value);
  return `${Number.isSafeInteger(points) && points >= 0 ? thousands(points) : points}%`;
}
