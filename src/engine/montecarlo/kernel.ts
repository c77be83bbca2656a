import exp from '@stdlib/math-base-special-exp';
import exactly from '@stdlib/math-base-special-ln';
import { KERNEL_CODE } from './kernel-code.ts';
import { normalSeries } from './normal-series.ts';
import { searchCount } from './sampler/count-search.ts';

/** What the kernel does: `src/engine/kernel` says more of each. */
interface Functions {
  /** Fills the uniforms of the first lanes from the generators. */
  readonly fillUniforms: (lanes: number) => void;
  /** Draws the counts of the first lanes. @returns how many were left, with -1 for their count */
  readonly drawCounts: (law: number, lanes: number) => number;
  /** Adds the first values to the summary. @returns whether all are whole; NaN is not */
  readonly summarise: (count: number, from: number) => boolean;
  /** Counts the first values, which are whole, in cells: that of the least one first. */
  readonly countWhole: (count: number, least: number) => void;
  readonly normalQuantile: (uniform: number) => number;
  readonly ln: (x: number) => number;
  readonly log1p: (x: number) => number;
  /** e^-x, x in 0..32. */
  readonly expMinus: (x: number) => number;
}

/** The inner loops of drawing, which are WebAssembly, and the memory that they read and write. */
export interface Kernel extends Functions {
  /** What a draw is made of, and what it comes to: a number for each lane, of which so many are drawn at a time. */
  readonly uniforms: Float64Array;
  readonly people: Float64Array;
  readonly numbers: Float64Array;
  readonly counts: Float64Array;
  readonly lanes: number;
  /** Carry, and the last three numbers, of two generators in turn. */
  readonly generators: Float64Array;
  /** What is counted; least, largest, and deviations from a number with their squares, added up. */
  readonly values: Float64Array;
  readonly summary: Float64Array;
  readonly cells: Uint32Array;
}

/** Where something lies in the kernel's memory, in bytes, or how many there are of something. */
type Constant = { readonly value: number };

type Constants =
  | ('LANES' | 'UNIFORMS' | 'PEOPLE' | 'NUMBERS' | 'COUNTS' | 'GENERATORS')
  | ('VALUES' | 'SUMMARY' | 'CELLS' | 'MOST_CELLS')
  | ('NORMAL' | 'POWERS_OF_E' | 'LOGARITHMS' | 'RECIPROCALS');

type Exports = Functions &
  Readonly<Record<Constants, Constant>> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** What is used of it here: the types of the language do not have it, though browsers and Node do. */
interface WebAssemblyGlobal {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
}

let loaded: Kernel | null = null;

/** The kernel, loaded when it is first asked for. One serves all: what stands in it is overwritten by whoever calls it next. */
export function kernel(): Kernel {
  loaded ??= load();
  return loaded;
}

function load(): Kernel {
  const code = Uint8Array.from(atob(KERNEL_CODE), (letter) => letter.charCodeAt(0));
  const { Module, Instance } = (globalThis as unknown as WebAssemblyGlobal).WebAssembly;
  const found = new Instance(new Module(code), { host: { searchCount } }).exports as Exports;
  const { buffer } = found.memory;
  const at = ({ value }: Constant, length: number): Float64Array => new Float64Array(buffer, value, length);
  const fill = (place: Constant, numbers: Float64Array): void => at(place, numbers.length).set(numbers);
  fill(found.LOGARITHMS, logarithms());
  fill(found.POWERS_OF_E, powersOfE());
  fill(found.RECIPROCALS, reciprocals());
  fill(found.NORMAL, normalSeries(found.normalQuantile));
  const lanes = found.LANES.value;
  return {
    ...found,
    lanes,
    uniforms: at(found.UNIFORMS, lanes),
    people: at(found.PEOPLE, lanes),
    numbers: at(found.NUMBERS, lanes),
    counts: at(found.COUNTS, lanes),
    generators: at(found.GENERATORS, 8),
    values: at(found.VALUES, lanes),
    summary: at(found.SUMMARY, 4),
    cells: new Uint32Array(buffer, found.CELLS.value, found.MOST_CELLS.value),
  };
}

/** Of each of the 128 parts of 11/16..11/8 its centre, the inverse of that, and its logarithm. */
function logarithms(): Float64Array {
  const table = new Float64Array(3 * 128);
  for (let part = 0; part < 128; part++) {
    // A part is 2^-8 wide below 1 and 2^-7 above. Beside 1 the centre is 1 itself, where the logarithm is 0 to the last digit.
    const middle = part < 80 ? (176.5 + part) / 256 : (48.5 + part) / 128;
    const centre = part === 79 || part === 80 ? 1 : middle;
    table.set([centre, 1 / centre, exactly(centre)], 3 * part);
  }
  return table;
}

/** e^-x in steps of 1/32, from 0 to a step beyond 32. */
const powersOfE = (): Float64Array => Float64Array.from({ length: 32 * 32 + 2 }, (_, i) => exp(-i / 32));

/** 1/k by k, as multiplying is faster than dividing: more of them than any count that is summed up to. */
const reciprocals = (): Float64Array => Float64Array.from({ length: 1024 }, (_, k) => 1 / k);
