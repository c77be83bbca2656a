/*
 * The loops in which nearly all time of a simulation is spent, in AssemblyScript: a TypeScript of machine numbers that is compiled
 * to WebAssembly, whose arithmetic has the same bits on every machine. `../montecarlo/kernel.ts` fills its tables and calls it.
 */
export { drawCounts } from './counts';
export { expMinus, ln, log1p } from './elementary';
export {
  CELLS,
  COUNTS,
  GENERATORS,
  LANES,
  LOGARITHMS,
  MOST_CELLS,
  NORMAL,
  NUMBERS,
  PEOPLE,
  POWERS_OF_E,
  RECIPROCALS,
  SUMMARY,
  UNIFORMS,
  VALUES,
} from './memory';
export { normalQuantile } from './normal';
export { countWhole, summarise } from './tally';
export { fillUniforms } from './uniforms';
