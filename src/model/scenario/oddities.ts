import type { Path } from '../errors.ts';
import { AMOUNT, isShareRange, POSITIVE, type Range } from '../number/range.ts';
import { readScalar, show, thousands } from '../number/scalar.ts';
import { isMapping } from '../text/source.ts';
import { type NumberField, numberFields, numberSpecAt } from './fields.ts';
import { resolvePath, valueAt } from './path.ts';
import type { Inconsistency } from './references.ts';
import type { LeverChange, Scenario } from './types.ts';

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
export function oddities(scenario: Scenario): Inconsistency[] {
  const period = scenario.period ?? 'rotation';
  return numberFields(scenario)
    .filter(({ path, raw }) => path[0] !== 'expect' && raw !== undefined)
    .flatMap((field) => {
      const doubt = doubtOf(scenario, field);
      const odd = partsOf(field.path, field.raw).flatMap((part) => {
        const message = (DOUBTS_BY_KEY[part.key] ?? doubt)?.(part, period);
        return message ? [{ path: part.path, message: `is ${show(part.raw)}, ${message}` }] : [];
      });
      return odd.slice(0, 1);
    });
}

/** What is odd about a number, after its name and value; null where nothing is. */
type Doubt = (part: Part, period: string) => string | null;

/** Parts of a form that say how the number moves, whatever number it is. */
const DOUBTS_BY_KEY: Readonly<Partial<Record<string, Doubt>>> = { growth: growthDoubt, season: seasonDoubt };

/** Forms of which a part is no value of the number itself. */
const INDIRECT = ['exposures', 'notice', 'needed', 'got', 'of', 'beta', 'times'];

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

function doubtOf(scenario: Scenario, { path, spec }: NumberField): Doubt | null {
  const key = path.at(-1);
  if (key === 'discount') return discountDoubt;
  if (path[2] !== 'changes') return isAmount(spec.range, key) ? amountDoubt : null;
  if (key === 'multiply') return factorDoubt;
  const found = resolvePath(scenario, (valueAt(scenario, path.slice(0, -1)) as LeverChange).path);
  const range = 'path' in found ? numberSpecAt(scenario, found.path)?.range : undefined;
  if ('fault' in found || range === undefined) return null;
  if (key === 'add' && isShareRange(range)) return addedShareDoubt;
  if (!isAmount(range, found.path.at(-1))) return null;
  return key === 'add' ? addedAmountDoubt : amountDoubt;
}

/** True for people and money. A percentage is a fair way to write how many people a member brings. */
const isAmount = (range: Range, key: unknown): boolean =>
  (range === AMOUNT || range === POSITIVE) && key !== 'perMember';

/** From 100 % per rotation on it is no discount rate; in percent it would be one. */
function discountDoubt({ value }: Part, period: string): string | null {
  if (value < 1) return null;
  return `which is ${percent(value)} per ${period}${value > 100 ? '' : meant(`"${decimal(value)}%"`, decimal(value / 100))}`;
}

/** A growth of 1.05 was meant as a factor, one of 5 in percent. */
function growthDoubt({ value, isPercent }: Part, period: string): string | null {
  if (isPercent || value <= 1) return null;
  const growth = value < 2 ? value - 1 : value / 100;
  const hint = value > 100 ? '' : meant(`"${percent(growth)}"`, decimal(growth));
  return `which is ${percent(value)} more each ${period}${hint}`;
}

/** A season of 80 was meant in percent; one of "40%" is a fair way to write a quiet month. */
function seasonDoubt(part: Part): string | null {
  return part.isPercent ? null : factorDoubt(part);
}

/** Less than half is left: whoever writes so in percent means so much more, or less. */
const LEAST_KEPT = 0.5;

/** Nothing gets so many times as much. */
const MOST_TIMES = 50;

function factorDoubt({ value, isPercent }: Part): string | null {
  if (!isPercent) {
    if (value < MOST_TIMES) return null;
    const hint = value > 1000 ? '' : meant(`"${percent(value / 100)}"`, decimal(value / 100));
    return `which makes it ${decimal(value)} times as much${hint}`;
  }
  if (value <= 0 || value >= LEAST_KEPT) return null;
  const [more, less] = [1 + value, 1 - value].map((factor) => `"${percent(factor)}" for ${percent(value)}`);
  return `which takes ${percent(1 - value)} away${meant(`${more} more`, `${less} less`)}; to keep ${percent(value)}, write ${decimal(value)}`;
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

const meant = (one: string, other: string): string => ` (did you mean ${one} or ${other}?)`;

/** A number without what binary fractions add to it: 0.05, and not 0.050000000000000044. */
const rounded = (value: number): number => Number(value.toPrecision(12));

const decimal = (value: number): string => String(rounded(value));

function percent(value: number): string {
  const points = rounded(100 * value);
  return `${Number.isSafeInteger(points) && points >= 0 ? thousands(points) : points}%`;
}
