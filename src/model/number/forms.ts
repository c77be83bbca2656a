import type { Path } from '../errors.ts';
import { nearest } from '../scenario/suggest.ts';
import type { Quantity, Scalar } from '../scenario/types.ts';
import { isMapping } from '../text/source.ts';
import { noticeProbability } from './exposures.ts';
import { AMOUNT, ANY, clip, inRange, isShareRange, type Range, SHARE } from './range.ts';
import { readScalar, scalarValue, show } from './scalar.ts';

/** What is wrong with a number; `path` leads from the number to the offending part of it. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** One of the object forms: its keys, what each may be, and what it comes to in rotation t. */
interface Form {
  readonly keys: readonly string[];
  /** The key that holds a list of numbers, where one does. */
  readonly list: string | null;
  /** True for a form that may go without its list. */
  readonly listIsOptional?: true;
  /** A remedy when the values do not fit together, else null. */
  readonly misfit: (values: readonly number[]) => string | null;
  /** Values for rotations 1..n, by the numbers in the order of `keys`, those of a list in its place. */
  readonly series: (values: readonly number[], rotations: number) => Float64Array;
  /** True for a form that is drawn under chance and stands at its mean without. */
  readonly uncertain: boolean;
}

/** The laws of uncertain numbers, by the first key of their form; each needs its quantile in engine/montecarlo/uncertain.ts. */
export type LawName = 'got' | 'uniform' | 'pert' | 'normal' | 'lognormal' | 'beta';

const constant = (value: number): Float64Array => Float64Array.of(value);

const fixed = (keys: readonly string[], misfit: Form['misfit'], series: Form['series']): Form => {
  return { keys, list: null, misfit, series, uncertain: false };
};

/** A course from a start on, by which a season may multiply: its factors follow the two numbers of the course. */
const seasonal = (
  keys: readonly [string, string],
  course: (a: number, b: number, rotations: number) => Float64Array,
) => {
  const series: Form['series'] = ([a = 0, b = 0, ...season], rotations) =>
    course(a, b, rotations).map((value, i) => (season.length > 0 ? value * season[i % season.length] : value));
  return {
    keys: [...keys, SEASON],
    list: SEASON,
    listIsOptional: true,
    misfit: () => null,
    series,
    uncertain: false,
  } as const;
};

const SEASON = 'season';
const REPEAT = 'repeat';

const uncertain = (
  key: Exclude<LawName, 'got'>,
  misfit: Form['misfit'],
  mean: (values: readonly number[]) => number,
): Form => {
  return { keys: [key], list: key, misfit, series: (values) => constant(mean(values)), uncertain: true };
};

const rising = (...values: number[]): boolean =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value));

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const MOST_EXPOSURES = 1_000_000;

/** Every object form of a number. The means are those of the named distributions; PERT's is Malcolm et al. (1959). */
const FORMS: readonly Form[] = [
  seasonal(['start', 'growth'], grow),
  seasonal(['start', 'step'], (start, step, rotations) =>
    Float64Array.from({ length: rotations }, (_, i) => start + step * i),
  ),
  {
    keys: [REPEAT],
    list: REPEAT,
    misfit: () => null,
    series: (values, rotations) => Float64Array.from({ length: rotations }, (_, i) => values[i % values.length]),
    uncertain: false,
  },
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
    list: null,
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
  'a number is 0.3, "30%", "86/362", [one per rotation], {repeat}, {start, growth}, {start, step}, ' +
  'either of these with a season, {exposures, notice, needed}, {got, of}, or uncertain: {uniform}, {pert}, {normal}, {lognormal}, {beta}';

/** a(1+g)^(t-1), by repeated multiplication so that the bits do not depend on an engine's `pow`. */
function grow(start: number, growth: number, rotations: number): Float64Array {
  const series = new Float64Array(rotations);
  for (let i = 0, value = start; i < rotations; i++, value *= 1 + growth) series[i] = value;
  return series;
}

/** The form an object is written in, or null. */
function formOf(raw: Record<string, unknown>): Form | null {
  const keys = Object.keys(raw);
  const isWritten = (key: string): boolean => keys.includes(key);
  return (
    FORMS.find(
      (form) =>
        keys.every((key) => form.keys.includes(key) || (key === TIMES && takesTimes(form))) &&
        form.keys.every((key) => isWritten(key) || (form.listIsOptional && key === form.list)),
    ) ?? null
  );
}

/** True for a form without a scale of its own, beside which a factor may stand. */
const takesTimes = ({ uncertain, keys }: Form): boolean => uncertain || keys.includes('exposures');

const TIMES = 'times';

/** The factor that stands beside the form of a number; 1 where none does. */
export const timesOf = (quantity: Quantity): number =>
  isMapping(quantity) && TIMES in quantity ? scalarValue(quantity[TIMES] ?? 1) : 1;

/** The numbers of a form, in the order of its keys. */
function scalarsOf(raw: Record<string, unknown>, { keys, list }: Form): { path: Path; raw: unknown }[] {
  return keys.flatMap((key): { path: Path; raw: unknown }[] => {
    const value = raw[key];
    if (key !== list || !Array.isArray(value)) return Object.hasOwn(raw, key) ? [{ path: [key], raw: value }] : [];
    return value.map((item, i) => ({ path: [key, i], raw: item }));
  });
}

/** True for a number that is drawn under chance and stands at its mean without. */
export function isUncertain(quantity: Quantity): boolean {
  return isMapping(quantity) && (formOf(quantity)?.uncertain ?? false);
}

/** True for a number of several values over the rotations, and for an uncertain one: no single value stands for it. */
export function isVaried(quantity: Quantity): boolean {
  // A course shows in two rotations; values in turn, and a season, when each of them was there.
  const length = isMapping(quantity) ? 1 + Object.values(quantity).flat().length : [quantity].flat().length;
  const series = unclippedSeries(quantity, Math.max(2, length));
  return isUncertain(quantity) || series.some((value) => value !== series[0]);
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
  const values = scalarsOf(quantity, form).map((scalar) => scalarValue(scalar.raw));
  const times = timesOf(quantity);
  return form.series(values, rotations).map((value) => value * times);
}

/** Everything wrong with what stands where a number belongs: its form, and its range in every rotation. */
export function quantityFaults(raw: unknown, range: Range, rotations: number): Fault[] {
  if (Array.isArray(raw)) return listFaults(raw, range, rotations, []);
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

/** @param path leads from the number to its list */
function listFaults(list: readonly unknown[], range: Range, rotations: number, path: Path): Fault[] {
  if (list.length === 0) return [{ path, message: 'is an empty list: write one value per rotation' }];
  return list.flatMap((raw, i) => {
    const faults = scalarFaults(raw, range, [...path, i], ` in rotation ${i + 1}`);
    // Past the last rotation a value is never used: it must be a number, but its range does not matter.
    return i < rotations || 'fault' in readScalar(raw) ? faults : [];
  });
}

function objectFaults(raw: Record<string, unknown>, range: Range, rotations: number): Fault[] {
  const form = formOf(raw);
  if (!form) return [{ path: [], message: unknownForm(raw) }];
  if (form.list === REPEAT || (form.list === SEASON && Object.hasOwn(raw, SEASON))) {
    const fault = listFault(form.list, raw[form.list]);
    if (fault !== null) return [{ path: [form.list], message: fault }];
  }
  if (form.list === REPEAT) return listFaults(raw[REPEAT] as unknown[], range, rotations, [REPEAT]);
  const scalars = scalarsOf(raw, form);
  if (Object.hasOwn(raw, TIMES)) {
    const faults = scalarFaults(raw[TIMES], AMOUNT, [TIMES]);
    if (faults.length > 0) return faults;
  }
  const faults = scalars.flatMap(({ path, raw: inner }): Fault[] => {
    const reading = readScalar(inner);
    return 'fault' in reading ? [{ path, message: `needs numbers, ${reading.fault}` }] : [];
  });
  if (faults.length > 0) return faults;
  const values = scalars.map((scalar) => scalarValue(scalar.raw));
  const misfit = form.misfit(values);
  if (misfit !== null) return [{ path: [], message: `does not fit together: ${misfit}` }];
  return firstOutside(unclippedSeries(raw as Quantity, rotations), form.uncertain ? ANY : range);
}

/** What is wrong with the list of a form that takes a list of any length, or null. */
function listFault(key: typeof REPEAT | typeof SEASON, raw: unknown): string | null {
  const wanted = key === REPEAT ? 'the values that come in turn' : 'a factor for each rotation of a season';
  if (!Array.isArray(raw)) return `must be a list, got ${show(raw)}: write ${wanted}, such as [0.8, 1, 1.2]`;
  return raw.length === 0 ? `is an empty list: write ${wanted}, such as [0.8, 1, 1.2]` : null;
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
