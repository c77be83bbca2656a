import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { type Series, valueIn } from './series.ts';

/** What a channel brings of what is spent on it, by rotation and lane. */
export interface ResponseNumbers {
  readonly most: Series;
  readonly half: Series;
  readonly slope: Series;
  /** Null where no money is at work any longer than the rotation in which it is spent. */
  readonly carry: Series | null;
}

/**
 * The prospects that a budget brings in every rotation: Hill's curve of a geometric adstock, as in media mix models (Jin, Wang,
 * Sun, Chan and Koehler, "Bayesian methods for media mix modeling with carryover and shape effects", 2017, equations 1
 * and 5). With e(t) = budget(t) + carry e(t-1) and e(0) = 0 it is most e^slope / (half^slope + e^slope).
 */
export function responseVolumes(budget: Series, numbers: ResponseNumbers, rotations: number): Series {
  const { most, half, slope, carry } = numbers;
  const all = [budget, most, half, slope, ...(carry ? [carry] : [])];
  const rows = carry === null && all.every((series) => series.rows === 1) ? 1 : rotations;
  const lanes = Math.max(...all.map((series) => series.lanes));
  const values = new Float64Array(rows * lanes);
  const atWork = new Float64Array(lanes);
  for (let t = 0, i = 0; t < rows; t++) {
    for (let lane = 0; lane < lanes; lane++, i++) {
      const kept = carry ? valueIn(carry, t, lane) * atWork[lane] : 0;
      atWork[lane] = valueIn(budget, t, lane) + kept;
      values[i] = valueIn(most, t, lane) * saturation(atWork[lane], valueIn(half, t, lane), valueIn(slope, t, lane));
    }
  }
  return { values, rows, lanes };
}

/**
 * Hill's curve, e^slope / (half^slope + e^slope), as 1 / (1 + (half / e)^slope), so that no power overflows.
 * @param e money at work, 0 or more; without any nobody comes
 * @param half above 0; where an uncertain number was clipped to 0, any money does all it can
 * @returns 0..1
 */
function saturation(e: number, half: number, slope: number): number {
  if (e === 0) return 0;
  if (half === 0) return 1;
  const ratio = half / e;
  return 1 / (1 + (slope === 1 ? ratio : exp(slope * ln(ratio))));
}
