export { simulate } from './analysis/library.ts';
export type { SimulateOptions } from './analysis/simulate.ts';
export { InputError, type Path, type Place, type Problem, RunawayError } from './model/errors.ts';
export type { Switch } from './model/plan/active-levers.ts';
export type * from './model/result.ts';
export type { Change } from './model/scenario/change.ts';
export type { Knob } from './model/scenario/knob.ts';
export { type ReadOptions, readScenario } from './model/scenario/read.ts';
export type * from './model/scenario/types.ts';
