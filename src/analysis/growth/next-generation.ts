import type { Plan } from '../../model/plan/plan.ts';
import { numberAt, type Table } from '../../model/plan/table.ts';

/**
 * Who brings whom, by the numbers of the last rotation, as generating functions of the time it takes: with z = 1 the
 * totals over a lifetime, with z = 1/x each person counted x^-d for arriving d rotations later. Market and proof are
 * left out, and waiting that never ends is summed up: conversion / (1 - wait (1 - conversion) z).
 */

/** A number of a table in the last rotation. */
const last = (table: Table, plan: Plan, column: number): number => numberAt(table, plan.rotations - 1, column);

/** Share of the people of origin o who arrive at each stage, weighted by z^delay. Infinite where the sum diverges. */
export function arrivalWeights(plan: Plan, o: number, z: number): Float64Array {
  const stages = plan.stages.length;
  const weights = new Float64Array(stages);
  weights[plan.entry[o]] = 1;
  for (let s = plan.entry[o]; s < stages - 1; s++) {
    const rate = last(plan.conversion, plan, o * stages + s + 1);
    const staying = last(plan.wait, plan, s) * (1 - rate) * z;
    let moving = times(weights[s], staying < 1 ? rate / (1 - staying) : rate > 0 ? Infinity : 0);
    for (let to = s + 1; moving > 0; to++) {
      const bypass = last(plan.optional, plan, to);
      weights[to] += times(times(moving, 1 - bypass), power(z, plan.delay[to]));
      moving = times(moving, bypass);
    }
  }
  return weights;
}

/** Rotations that a member of origin o spends in a pool, those in rotation k after arriving weighted by z^k. */
function stay(plan: Plan, o: number, pool: number, z: number): number {
  const { activeFor, pools, retention } = plan;
  if (activeFor[pool] > 0) return geometricSum(z, activeFor[pool]);
  const kept = last(retention, plan, o * pools.length + pool) * z;
  return kept < 1 ? 1 / (1 - kept) : Infinity;
}

/** People of every referral loop brought, directly and over a lifetime, by one person of origin o, weighted by z^d. */
export function offspring(plan: Plan, o: number, z: number): number[] {
  const weights = arrivalWeights(plan, o, z);
  const loops = plan.origins.slice(plan.channels);
  return loops.map((_, l) => {
    const loop = plan.channels + l;
    const pool = plan.driver[loop];
    const rate = last(plan.fresh, plan, loop) * power(z, plan.driverDelay[loop]);
    return times(times(rate, weights[plan.pools[pool]]), stay(plan, o, pool, z));
  });
}

/** Members before rotation 1 who never lapse, by pool: they bring people for good. */
export function immortals(plan: Plan): number[] {
  return Array.from(plan.initial, (people, pool) =>
    people > 0 && stay(plan, plan.origins.length, pool, 1) === Infinity ? people : 0,
  );
}

/** The volume of a channel, or the referral rate of a loop, in the last rotation. */
export function lastFresh(plan: Plan, o: number): number {
  return last(plan.fresh, plan, o);
}

/** A product in which nobody brings nobody, however long they stay. */
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

/** z^n by repeated squaring: the engine's own `pow` differs between versions of Node. */
function power(z: number, n: number): number {
  let result = 1;
  for (let square = z, left = n; left > 0; left = Math.floor(left / 2), square *= square) {
    if (left % 2 === 1) result *= square;
  }
  return result;
}

/** 1 + z + ... + z^(n-1), by doubling, which stays exact near z = 1 where (1 - z^n) / (1 - z) does not. */
function geometricSum(z: number, n: number): number {
  if (n <= 1) return n;
  const half = Math.floor(n / 2);
  const even = geometricSum(z, half) * (1 + power(z, half));
  return n % 2 === 0 ? even : 1 + z * even;
}
