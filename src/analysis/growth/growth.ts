import type { FigureFrom } from '../../model/metric/catalogue.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { FigureValues } from '../../model/result.ts';
import { immortals, lastFresh, offspring } from './next-generation.ts';
import { type Matrix, radiusIsBelow, settled, smallestWhere, spectralRadius } from './spectral-radius.ts';

/** What the wheel is like for good, by the numbers of the last rotation; market, proof and horizon play no part. */
export type Merit = Pick<FigureValues, FigureFrom<'wheel'>>;

/** The figures of merit of section 5 of the model. */
export function meritOf(plan: Plan): Merit {
  const loops = loopsOf(plan);
  const lifetime = offspringMatrix(plan, loops, 1);
  const cycles = onCycles(lifetime);
  const kFactor = cycles.flat().includes(Infinity) ? null : spectralRadius(cycles);
  return {
    kFactor,
    intrinsicGrowth: intrinsicGrowth(plan, cycles),
    steadyState: kFactor === null || kFactor >= 1 ? null : steadyState(plan, lifetime),
  };
}

const loopsOf = (plan: Plan): number[] => plan.origins.map((_, o) => o).slice(plan.channels);

/** Entry (i, j): people of loop i brought, directly and over a lifetime, by one person of origin j; weighted by z^d. */
function offspringMatrix(plan: Plan, origins: readonly number[], z: number): Matrix {
  const columns = origins.map((o) => offspring(plan, o, z));
  return loopsOf(plan).map((_, i) => columns.map((column) => column[i]));
}

/** A matrix without the entries that lie on no cycle: they do not touch its eigenvalues. */
function onCycles(matrix: Matrix): Matrix {
  const reachable = closure(matrix);
  return matrix.map((row, i) => row.map((entry, j) => (reachable[j][i] ? entry : 0)));
}

/** Entry (i, j): whether people of loop j have people of loop i among their descendants, or are of that loop. */
function closure(matrix: Matrix): boolean[][] {
  const reach = matrix.map((row, i) => row.map((entry, j) => i === j || entry > 0));
  for (const [k, through] of reach.entries()) {
    for (const row of reach) if (row[k]) for (const [j, yes] of through.entries()) if (yes) row[j] = true;
  }
  return reach;
}

/**
 * The factor per rotation at which referred people alone would multiply: the x at which the sum over d of M(d) x^-d
 * has spectral radius 1 (the Euler-Lotka equation, for several types). The radius falls as x grows, so halving finds it.
 */
function intrinsicGrowth(plan: Plan, cycles: Matrix): number | null {
  if (!cycles.some((row) => row.some((entry) => entry > 0))) return null;
  const loops = loopsOf(plan);
  const slower = (x: number): boolean => {
    const weighted = offspringMatrix(plan, loops, 1 / x).map((row, i) =>
      row.map((entry, j) => (cycles[i][j] > 0 ? entry : 0)),
    );
    return radiusIsBelow(weighted, 1);
  };
  let high = 1;
  while (!slower(high)) high *= 2;
  if (!Number.isFinite(high)) return null;
  let low = high / 2;
  while (low > 0 && slower(low)) low /= 2;
  return smallestWhere(slower, low, high);
}

/** Where arrivals at the first stage settle; null when somebody who arrives brings people without end. */
function steadyState(plan: Plan, lifetime: Matrix): number | null {
  const channels = plan.origins.slice(0, plan.channels).map((_, o) => o);
  const sources = channels.filter((o) => lastFresh(plan, o) > 0);
  const bought = offspringMatrix(plan, sources, 1);
  const lasting = immortals(plan);
  const fed = loopsOf(plan).map((o, i) => {
    const forGood = lasting[plan.driver[o]] * lastFresh(plan, o);
    return bought[i].reduce((sum, entry, k) => sum + entry * lastFresh(plan, sources[k]), forGood);
  });
  const descendants = closure(lifetime);
  const alive = fed.map((_, j) => fed.some((people, i) => people > 0 && descendants[j][i]));
  if (fed.includes(Infinity) || lifetime.some((row) => row.some((entry, j) => entry === Infinity && alive[j])))
    return null;
  const bounded = lifetime.map((row) => row.map((entry) => (entry === Infinity ? 0 : entry)));
  const brought = settled(bounded, fed);
  if (!brought) return null;
  const first = (o: number): boolean => plan.entry[o] === 0;
  const volumes = channels.filter(first).map((o) => lastFresh(plan, o));
  const referrals = loopsOf(plan).flatMap((o, i) => (first(o) ? [brought[i]] : []));
  return [...volumes, ...referrals].reduce((sum, people) => sum + people, 0);
}
