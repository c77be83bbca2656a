import type { RotationResult } from '../../model/result.ts';

/** A rotation with more in it. Its stages stay made on demand: those of all rotations at once may be gigabytes. */
export function withPart(row: RotationResult, part: Pick<RotationResult, 'bands' | 'members'>): RotationResult {
  const own = Object.getOwnPropertyDescriptors(row);
  return Object.defineProperties({} as RotationResult, { ...own, ...Object.getOwnPropertyDescriptors(part) });
}
