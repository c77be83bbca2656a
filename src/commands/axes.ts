import { InputError } from '../model/errors.ts';
import { type Axis, readAxis } from '../model/scenario/axis.ts';
import type { Change } from '../model/scenario/change.ts';
import type { Examined } from '../model/scenario/validate.ts';
import type { Document } from '../model/text/source.ts';
import { isWhole, withVaried } from './vary-number.ts';

/** Numbers that are to be varied, and the flags that say so. */
export interface Asked {
  readonly axis: Axis;
  readonly flag: string;
}

/**
 * What the texts of `--vary` ask for.
 * @throws InputError for none, for one that cannot be read, and for a number that is varied twice
 */
export function axesOf(texts: readonly string[]): Asked[] {
  if (texts.length === 0) {
    throw InputError.of(
      'say what to vary: --vary loops.word-of-mouth.perMember=0:1:0.1 or --vary channels.paid.volume=50,100',
    );
  }
  const read = texts.map((text) => ({ axis: readAxis(text), flag: `--vary ${text}` }));
  const faults = read.flatMap(({ axis, flag }, i) => {
    const again =
      'path' in axis && read.findIndex((other) => 'path' in other.axis && other.axis.path === axis.path) < i;
    const message = 'fault' in axis ? axis.fault : again ? `${axis.path} is varied already` : null;
    return message === null ? [] : [{ place: null, flag, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return read as Asked[];
}

/**
 * The scenario with the numbers that are varied written into it.
 * @throws InputError naming the flag whose values do not fit
 */
export function withAxes(document: Document, changes: readonly Change[], axes: readonly Asked[]): Examined {
  const ends = axes.map(({ axis, flag }) => ({ path: axis.path, flag, values: endsOf(axis) }));
  const examined = withVaried(document, changes, ends);
  for (const { axis, flag } of axes) if (isWhole(examined.scenario, axis.path)) refuseFractions(axis, flag);
  return examined;
}

/** The lowest and the highest value; the larger comes last, for the longest run is what metrics may ask for. */
function endsOf({ length, valueAt }: Axis): number[] {
  let [low, high] = [valueAt(0), valueAt(0)];
  for (let i = 0; i < length; i++) [low, high] = [Math.min(low, valueAt(i)), Math.max(high, valueAt(i))];
  return [low, high];
}

function refuseFractions({ path, length, valueAt }: Axis, flag: string): void {
  for (let i = 0; i < length; i++) {
    if (!Number.isSafeInteger(valueAt(i)))
      throw InputError.of(`${path} must be whole, and would be ${valueAt(i)}`, flag);
  }
}
