import type { Quantity, Scalar } from '../scenario/types.ts';
import { isMapping } from '../text/source.ts';
import { scalarValue } from './scalar.ts';

/**
 * A number whose value in every rotation, or whose every draw, is so many times that of another, in the same form: a list
 * stays a list, a growth a growth. What has no scale of its own gets its factor written beside it, as `times`.
 * @param quantity one that `quantityFaults` found nothing wrong with
 */
export function multiplied(quantity: Quantity, factor: number): Quantity {
  const times = (scalar: Scalar): number => scalarValue(scalar) * factor;
  if (Array.isArray(quantity)) return quantity.map(times);
  if (!isMapping(quantity)) return times(quantity as Scalar);
  if ('repeat' in quantity) return { repeat: quantity.repeat.map(times) };
  if ('growth' in quantity) return { ...quantity, start: times(quantity.start) };
  if ('step' in quantity) return { ...quantity, start: times(quantity.start), step: times(quantity.step) };
  return { ...quantity, times: times(quantity.times ?? 1) };
}
