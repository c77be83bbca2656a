export { simulate } from './analysis/library.ts';
export type { SimulateOptions } from './analysis/simulate.ts';
export type { Change } from './model/change.ts';
export { InputError, type Path, type Place, type Problem, RunawayError } from './model/errors.ts';
export type { Knob } from './model/knob.ts';
export type { Switch } from './model/lever.ts';
export { type ReadOptions, readScenario } from './model/read.ts';
export type * from './model/result.ts';
export type * from './model/scenario.ts';
