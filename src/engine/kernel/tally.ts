import { CELLS, SUMMARY, VALUES } from './memory';

/**
 * What some values come to: the least, the largest, and their deviations from a number with the squares of these, both added to
 * what is there already.
 * @returns whether all are whole; NaN is not
 */
export function summarise(count: i32, from: f64): bool {
  let least = load<f64>(SUMMARY);
  let largest = load<f64>(SUMMARY, 8);
  let sum = load<f64>(SUMMARY, 16);
  let squares = load<f64>(SUMMARY, 24);
  let areWhole = true;
  const end = VALUES + ((<usize>count) << 3);
  for (let at = VALUES; at < end; at += 8) {
    const value = load<f64>(at);
    const deviation = value - from;
    sum += deviation;
    squares += deviation * deviation;
    least = value < least ? value : least;
    largest = value > largest ? value : largest;
    areWhole = areWhole && Math.floor(value) === value;
  }
  store<f64>(SUMMARY, least);
  store<f64>(SUMMARY, largest, 8);
  store<f64>(SUMMARY, sum, 16);
  store<f64>(SUMMARY, squares, 24);
  return areWhole;
}

/** Counts some whole values, each in the cell that lies as far from the first as it lies from the least. */
export function countWhole(count: i32, least: f64): void {
  const end = VALUES + ((<usize>count) << 3);
  for (let at = VALUES; at < end; at += 8) {
    const cell = CELLS + ((<usize>(<i32>(load<f64>(at) - least))) << 2);
    store<u32>(cell, load<u32>(cell) + 1);
  }
}
