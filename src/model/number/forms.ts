import type { Path } from '../errors.ts';
import { nearest } from '../scenario/suggest.ts';
import type { Quantity, Scalar } from '../scenario/types.ts';
import { isMapping } from '../text/source.ts';
import { noticeProbability } from './exposures.ts';
import { ANY, clip, inRange, isShareRange, type Range, SHARE } from './range.ts';
import { readScalar, scalarValue, show } from './scalar.ts';

/** What is wrong with a number; `path` leads from the number to the offending part of it. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** One of the object forms: its keys, what each may be, and what it comes to in rotation t. */
interface Form {
  readonly keys: readonly string[];
  /** A remedy when the values do not fit together, else null. */
  readonly misfit: (values: readonly number[]) => string | null;
  /** Values for rotations 1..n, by the numbers in the order of `keys` (or of the list under the only key). */
  readonly series: (values: readonly number[], rotations: number) => Float64Array;
  /** True for a form that is drawn under chance and stands at its mean without. */
  readonly uncertain: boolean;
}

/** The laws of uncertain numbers, by the first key of their form; each needs its quantile in engine/montecarlo/uncertain.ts. */
export type LawName = 'got' | 'uniform' | 'pert' | 'normal' | 'lognormal' | 'beta';

const constant = (value: number): Float64Array => Float64Array.of(value);

const fixed = (keys: readonly string[], misfit: Form['misfit'], series: Form['series']): Form => {
  return { keys, misfit, series, uncertain: false };
};

const uncertain = (
  key: Exclude<LawName, 'got'>,
  misfit: Form['misfit'],
  mean: (values: readonly number[]) => number,
): Form => {
  return { keys: [key], misfit, series: (values) => constant(mean(values)), uncertain: true };
};

const rising = (...values: number[]): boolean =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value));

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const MOST_EXPOSURES = 1_000_000;

/** Every object form of a number. The means are those of the named distributions; PERT's is Malcolm et al. (1959). */
const FORMS: readonly Form[] = [
  fixed(
    ['start', 'growth'],
    () => null,
    ([start = 0, growth = 0], rotations) => grow(start, growth, rotations),
  ),
  fixed(
    ['start', 'step'],
    () => null,
    ([start = 0, step = 0], rotations) => Float64Array.from({ length: rotations }, (_, i) => start + step * i),
  ),
  fixed(
    ['exposures', 'notice', 'needed'],
    ([exposures = 0, notice = 0, needed = 0]) => {
      if (!isWhole(exposures) || exposures > MOST_EXPOSURES) return 'exposures is a whole number up to 1,000,000';
      if (!isWhole(needed)) return 'needed is a whole number';
      return inRange(notice, SHARE) ? null : `notice is ${SHARE.name}`;
    },
    ([exposures = 0, notice = 0, needed = 0]) => constant(noticeProbability(exposures, notice, needed)),
  ),
  {
    keys: ['got', 'of'],
    misfit: ([got = 0, of = 0]) => (got > 0 && got < of ? null : 'got is above 0 and below of'),
    series: ([got = 0, of = 1]) => constant(got / of),
    uncertain: true,
  },
  uncertain(
    'uniform',
    (values) => (values.length === 2 && rising(...values) ? null : 'uniform is [low, high]'),
    ([low = 0, high = 0]) => low + (high - low) / 2,
  ),
  uncertain(
    'pert',
    (values) => (values.length === 3 && rising(...values) ? null : 'pert is [min, mode, max], in rising order'),
    ([min = 0, mode = 0, max = 0]) => (min + 4 * mode + max) / 6,
  ),
  uncertain(
    'normal',
    ([, sd = -1, ...more]) => (more.length === 0 && sd >= 0 ? null : 'normal is [mean, sd], with sd of 0 or more'),
    ([mean = 0]) => mean,
  ),
  uncertain(
    'lognormal',
    ([mean = 0, sd = -1, ...more]) =>
      more.length === 0 && mean > 0 && sd >= 0 ? null : 'lognormal is [mean, sd], with mean above 0, sd of 0 or more',
    ([mean = 0]) => mean,
  ),
  uncertain(
    'beta',
    ([alpha = 0, beta = 0, ...more]) =>
      more.length === 0 && alpha > 0 && beta > 0 ? null : 'beta is [alpha, beta], both above 0',
    ([alpha = 0, beta = 1]) => alpha / (alpha + beta),
  ),
];

const FORM_HELP =
  'a number is 0.3, "30%", "86/362", [one per rotation], {start, growth}, {start, step}, ' +
  '{exposures, notice, needed}, {got, of}, or uncertain: {uniform}, {pert}, {normal}, {lognormal}, {beta}';

/** a(1+g)^(t-1), by repeated multiplication so that the bits do not depend on an engine's `pow`. */
function grow(start: number, growth: number, rotations: number): Float64Array {
  const series = new Float64Array(rotations);
  for (let i = 0, value = start; i < rotations; i++, value *= 1 + growth) series[i] = value;
  return series;
}

/** The form an object is written in, or null. */
function formOf(raw: Record<string, unknown>): Form | null {
  const keys = Object.keys(raw);
  return FORMS.find((form) => form.keys.length === keys.length && keys.every((key) => form.keys.includes(key))) ?? null;
}

function scalarsOf(raw: Record<string, unknown>, form: Form): { path: Path; raw: unknown }[] {
  const [only = ''] = form.keys;
  if (form.keys.length > 1) return form.keys.map((key) => ({ path: [key], raw: raw[key] }));
  const list = raw[only];
  return Array.isArray(list) ? list.map((item, i) => ({ path: [only, i], raw: item })) : [{ path: [only], raw: list }];
}

/** True for a number that is drawn under chance and stands at its mean without. */
export function isUncertain(quantity: Quantity): boolean {
  return isMapping(quantity) && (formOf(quantity)?.uncertain ?? false);
}

/** The law of an uncertain number and its parameters in the order of section 2 of the model; null for any other. */
export function lawOf(quantity: Quantity): { readonly name: LawName; readonly parameters: readonly number[] } | null {
  const form = isMapping(quantity) ? formOf(quantity) : null;
  if (!form?.uncertain) return null;
  return {
    name: form.keys[0] as LawName,
    parameters: scalarsOf(quantity as Record<string, unknown>, form).map(({ raw }) => scalarValue(raw)),
  };
}

/**
 * The values of a number in rotations 1..`rotations`; an array of length 1 when they are all the same.
 * An uncertain number stands at its mean, clipped to `range`; of the others only rounding errors are.
 * @param quantity a number that `quantityFaults` found nothing wrong with
 */
export function seriesOf(quantity: Quantity, range: Range, rotations: number): Float64Array {
  const series = unclippedSeries(quantity, rotations);
  return series.map((value) => clip(value, range));
}

function unclippedSeries(quantity: Quantity, rotations: number): Float64Array {
  if (Array.isArray(quantity)) {
    const values = quantity.map(scalarValue);
    return Float64Array.from({ length: rotations }, (_, i) => values[Math.min(i, values.length - 1)] ?? 0);
  }
  if (!isMapping(quantity)) return constant(scalarValue(quantity as Scalar));
  const form = formOf(quantity);
  if (!form) throw new Error('a number of unknown form passed validation');
  return form.series(
    scalarsOf(quantity, form).map((scalar) => scalarValue(scalar.raw)),
    rotations,
  );
}

/** Everything wrong with what stands where a number belongs: its form, and its range in every rotation. */
export function quantityFaults(raw: unknown, range: Range, rotations: number): Fault[] {
  if (Array.isArray(raw)) return listFaults(raw, range, rotations);
  if (isMapping(raw)) return objectFaults(raw, range, rotations);
  return scalarFaults(raw, range);
}

/** What is wrong with a single number. `when` says of one in a list which rotation it is for. */
export function scalarFaults(raw: unknown, range: Range, path: Path = [], when = ''): Fault[] {
  const reading = readScalar(raw);
  if ('fault' in reading) return [{ path, message: `must be ${range.name}${when}, ${reading.fault}` }];
  if (inRange(reading.value, range)) return [];
  const hint = typeof raw === 'number' ? percentHint(raw, range) : '';
  return [{ path, message: `must be ${range.name}${when}, got ${show(raw)}${hint}` }];
}

const percentHint = (value: number, range: Range): string =>
  isShareRange(range) && value >= 2 && value <= 100 ? ` (did you mean ${value}%?)` : '';

function listFaults(list: readonly unknown[], range: Range, rotations: number): Fault[] {
  if (list.length === 0) return [{ path: [], message: 'is an empty list: write one value per rotation' }];
  return list.flatMap((raw, i) => {
    const faults = scalarFaults(raw, range, [i], ` in rotation ${i + 1}`);
    // Past the last rotation a value is never used: it must be a number, but its range does not matter.
    return i < rotations || 'fault' in readScalar(raw) ? faults : [];
  });
}

function objectFaults(raw: Record<string, unknown>, range: Range, rotations: number): Fault[] {
  const form = formOf(raw);
  if (!form) return [{ path: [], message: unknownForm(raw) }];
  const scalars = scalarsOf(raw, form);
  const faults = scalars.flatMap(({ path, raw: inner }): Fault[] => {
    const reading = readScalar(inner);
    return 'fault' in reading ? [{ path, message: `needs numbers, ${reading.fault}` }] : [];
  });
  if (faults.length > 0) return faults;
  const values = scalars.map((scalar) => scalarValue(scalar.raw));
  const misfit = form.misfit(values);
  if (misfit !== null) return [{ path: [], message: `does not fit together: ${misfit}` }];
  return firstOutside(form.series(values, rotations), form.uncertain ? ANY : range);
}

function unknownForm(raw: Record<string, unknown>): string {
  const known = FORMS.flatMap((form) => form.keys);
  const [odd, ...more] = Object.keys(raw).filter((key) => !known.includes(key));
  const meant = odd !== undefined && more.length === 0 ? nearest(odd, known) : null;
  const hint = meant === null ? '' : ` (did you mean ${meant} for ${show(odd)}?)`;
  return `is not a form that a number can take${hint}: ${FORM_HELP}`;
}

/** True for what adding up left outside a range by less than anybody could have meant: 0.3 - 3 x 0.1 is below 0. */
const isRounding = (value: number, range: Range): boolean =>
  !range.open && Math.abs(value - clip(value, range)) < ROUNDING;

const ROUNDING = 1e-12;

function firstOutside(series: Float64Array, range: Range): Fault[] {
  const index = series.findIndex((value) => !inRange(value, range) && !isRounding(value, range));
  if (index === -1) return [];
  const value = series[index] ?? 0;
  const got = Number.isFinite(value) ? `comes to ${show(value)}` : 'grows beyond all bounds';
  return [{ path: [], message: `must be ${range.name}, but ${got} in rotation ${index + 1}` }];
}
